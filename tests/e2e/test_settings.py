#!/usr/bin/python3
"""--settings: what a person settled about each dump, mistakes in it, and what the report says of it."""

import json
import shutil

import e2e

GERMAN = e2e.ROOT / "corpus" / "cases" / "german-labels"


class Settings(e2e.TestCase):
    def setUp(self):
        super().setUp()
        self.office = self.dir / "office"
        (self.office / "a").mkdir(parents=True)
        (self.office / "b").mkdir()
        self.dump("a/smith.exp", "1/2/98  8:39", "Smith, J at HUB")
        self.dump("b/jones.exp", "1/2/98  8:39", "Jones, K at Zürich")

    def dump(self, name, *dates_and_senders):
        pairs = list(zip(dates_and_senders[::2], dates_and_senders[1::2]))
        path = self.office / name
        path.write_bytes(b"".join(
            e2e.dump_message(f"number {i}", [(b"Text item: Text_1", b"hello\r\n")], date=date, sender=sender)
            for i, (date, sender) in enumerate(pairs, 1)))
        return path

    def settings(self, text, name="settings.toml"):
        path = self.dir / name
        path.write_text(text, encoding="utf-8")
        return path

    def output(self, settings, *options, inputs=None, code=0):
        out = self.dir / "out"
        shutil.rmtree(out, ignore_errors=True)
        run = self.run_converter(*(inputs or [self.office]), "--output", out, "--settings", settings, *options)
        self.assertEqual(run.returncode, code, run.stderr.decode())
        self.stderr = run.stderr.decode()
        return out

    def dates(self, out):
        return {path.parent.name: [m["Date"].datetime.isoformat() for m in self.read(path)]
                for path in out.glob("*/*.mbox")}

    def test_a_dump_has_its_own_account_order_and_zone(self):
        out = self.output(self.settings('[defaults]\ntimezone = "America/New_York"\n'
                                        '[[dump]]\nfile = "a/smith.exp"\naccount = "Smith, John"\ndate_order = "dmy"\n'
                                        '[[dump]]\nfile = "b/jones.exp"\ntimezone = "Europe/Zurich"\n'))
        self.assertEqual(self.dates(out), {"Smith, John": ["1998-02-01T08:39:00-05:00"],
                                           "jones": ["1998-01-02T08:39:00+01:00"]})
        report = json.loads((out / "report.json").read_text())
        told = {entry["file"]: entry["settings"] for entry in report["inputs"]}
        self.assertEqual(told["a/smith.exp"], {"account": {"value": "Smith, John", "by": "dump"},
                                               "date_order": {"value": "dmy", "by": "dump"},
                                               "timezone": {"value": "America/New_York", "by": "defaults"}})
        self.assertEqual(told["b/jones.exp"], {"timezone": {"value": "Europe/Zurich", "by": "dump"}})
        self.assertNotIn("NO TIME ZONE", self.stderr)
        self.assertEqual(self.run_converter("verify", out).returncode, 0)

    def test_the_command_line_counts_between_the_dump_and_the_defaults(self):
        settings = self.settings('[defaults]\ndate_order = "ymd"\n[[dump]]\nfile = "b/jones.exp"\ndate_order = "mdy"\n')
        out = self.output(settings, "--date-order", "dmy")
        self.assertEqual(self.dates(out), {"smith": ["1998-02-01T08:39:00"],
                                           "jones": ["1998-01-02T08:39:00"]})

    def test_mail_has_the_zone_of_its_senders_post_office(self):
        self.dump("a/smith.exp", "1/2/98  8:39", "A, B at zürich", "1/2/98  8:40", "C, D at HUB", "1/2/98  8:41", "Nobody")
        out = self.output(self.settings('[post_offices]\n"ZÜRICH" = "Europe/Zurich"\n'
                                        '[[dump]]\nfile = "b/jones.exp"\ntimezone = "Asia/Tokyo"\n'))
        self.assertEqual(self.dates(out), {"smith": ["1998-01-02T08:39:00+01:00", "1998-01-02T08:40:00",
                                                     "1998-01-02T08:41:00"],
                                           "jones": ["1998-01-02T08:39:00+01:00"]})
        self.assertIn("NO TIME ZONE GIVEN for 2 messages", self.stderr)

    def test_labels_of_one_dump_are_none_of_another(self):
        shutil.copy(GERMAN / "dump", self.office / "german.exp")
        shutil.copy(GERMAN / "labels.csv", self.dir / "table.csv")
        out = self.output(self.settings('[[dump]]\nfile = "german.exp"\nlabels = "table.csv"\n'))
        self.assertEqual(len(self.read(next((out / "german").glob("*.mbox")))), 2)
        self.assertEqual(self.read(next((out / "german").glob("*.mbox")))[0]["Subject"], "Pläne für März")
        self.assertEqual(sum(len(self.read(path)) for path in out.glob("*/*.mbox")), 4)

    def test_labels_can_stand_in_the_settings(self):
        shutil.copy(GERMAN / "dump", self.office / "german.exp")
        rows = [line.rsplit("=" if "=" in line else ",", 1)
                for line in (GERMAN / "labels.csv").read_text(encoding="utf-8").splitlines()
                if line and not line.startswith("#") and line != "label,meaning"]
        out = self.output(self.settings('[[dump]]\nfile = "german.exp"\n' + "".join(
            f'labels."{label}" = "{meaning}"\n' for label, meaning in rows)))
        self.assertEqual(len(self.read(next((out / "german").glob("*.mbox")))), 2)

    def test_two_dumps_of_one_account_follow_each_other(self):
        out = self.output(self.settings('[[dump]]\nfile = "b/jones.exp"\naccount = "both"\n'
                                        '[[dump]]\nfile = "a/smith.exp"\naccount = "both"\n'))
        self.assertEqual(len(self.dates(out)["both"]), 2)
        self.assertEqual(self.run_converter("verify", out).returncode, 0)

    def test_an_account_nobody_named_keeps_apart_from_one_that_was(self):
        out = self.output(self.settings('[[dump]]\nfile = "b/jones.exp"\naccount = "SMITH"\n'))
        self.assertEqual({name: len(dates) for name, dates in self.dates(out).items()}, {"SMITH": 1, "a%2Fsmith": 1})

    def test_an_account_cannot_lead_out_of_the_directory(self):
        out = self.output(self.settings('[[dump]]\nfile = "b/jones.exp"\naccount = "../../x"\n'
                                        '[[dump]]\nfile = "a/smith.exp"\naccount = "report.json"\n'))
        self.assertEqual(self.run_converter("verify", out).returncode, 0)
        self.assertEqual(len(self.dates(out)), 2)
        self.assertTrue((out / "report.json").is_file())

    def test_an_entry_for_no_dump_is_told(self):
        settings = self.settings('\n[[dump]]\nfile = "smith.exp"\naccount = "x"\n')
        out = self.output(settings)
        self.assertIn(f"{settings}:2: no export is 'smith.exp'", self.stderr)
        self.assertEqual(json.loads((out / "report.json").read_text())["settings_without_dump"], [{"file": "smith.exp"}])

    def test_a_name_of_two_dumps_is_a_mistake_and_a_path_is_not(self):
        other = self.dir / "other"
        shutil.copytree(self.office, other)
        settings = self.settings('[[dump]]\nfile = "a/smith.exp"\naccount = "x"\n')
        run = self.run_converter(self.office, other, "--output", self.dir / "no", "--settings", settings)
        self.assertEqual(run.returncode, 2)
        self.assertIn(f"{settings}:1: file 'a/smith.exp' is ", run.stderr.decode())
        self.assertFalse((self.dir / "no").exists())
        out = self.output(self.settings('[[dump]]\npath = "other/a/smith.exp"\naccount = "x"\n'),
                          inputs=[self.office, other])
        self.assertIn("x", self.dates(out))

    def test_standard_input_is_called_stdin(self):
        settings = self.settings('[[dump]]\nfile = "stdin"\naccount = "Smith"\n')
        mail = self.convert("-", "--settings", settings, input=(self.office / "a/smith.exp").read_bytes())
        self.assertEqual(self.read(mail)[0]["X-ccmail2mbox-Account"], "Smith")

    def test_a_mistake_is_found_before_anything_is_done(self):
        for text, where, why in (("[[dump]]\nfile = 1.5\n", "2:8", "dump.file: must be a text"),
                                 ('[defaults]\ncodepage = "latin"\n', "2:12", "'latin' is not one of auto, 437"),
                                 ("[[dump]\n", "1:", ""), ("x = 1\n", "1:5", "x: is not known here; there are defaults")):
            settings = self.settings(text)
            run = self.run_converter(self.office, "--output", self.dir / "no", "--settings", settings)
            self.assertEqual(run.returncode, 2)
            self.assertIn(f"--settings: {settings}:{where}", run.stderr.decode())
            self.assertIn(why, run.stderr.decode())
            self.assertFalse((self.dir / "no").exists())

    def test_a_run_is_not_resumed_with_other_settings(self):
        settings = self.settings('[[dump]]\nfile = "b/jones.exp"\ntimezone = "Europe/Zurich"\n')
        out = self.output(settings)
        again = ("--output", out, "--settings", settings, "--resume")
        self.settings('# the same\n[[dump]]\ntimezone = "Europe/Zurich"\nfile = "b/jones.exp"\n')
        self.assertIn(b"that run has finished", self.run_converter(self.office, *again).stderr)
        self.settings('[[dump]]\nfile = "b/jones.exp"\ntimezone = "Europe/Paris"\n')
        run = self.run_converter(self.office, *again)
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"other options", run.stderr)


if __name__ == "__main__":
    e2e.main()
