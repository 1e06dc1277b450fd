#!/usr/bin/python3
"""inspect: what it says is what the dump holds and what a conversion finds, and it writes nothing."""

import collections
import gzip
import json
import os
import subprocess

import e2e


def letter(folder, sender, recipient, date="6/2/98  8:39"):
    return e2e.dump_message("x", [(b"Text item:", b"hello\r\n")], sender, recipient, date,
                            b"Folder: " + folder.encode("cp850") + b"\r\n")


class Inspect(e2e.TestCase):
    def inspected(self, *arguments, code=0, **how):
        run = self.run_converter("inspect", "--json", *arguments, **how)
        self.assertEqual(run.returncode, code, run.stderr.decode(errors="replace"))
        return json.loads(run.stdout)

    def text(self, *arguments, code=0, **how):
        run = self.run_converter("inspect", *arguments, **how)
        self.assertEqual(run.returncode, code, run.stderr.decode(errors="replace"))
        return run.stdout.decode()

    def test_it_says_what_the_generator_wrote(self):
        dump, truth = self.generate("--seed", 7, "--messages", 400, "--mac", 0.3, "--date-order", "dmy")
        one, = self.inspected(dump)["dumps"]
        self.assertEqual(one["codepage"]["name"], "850")
        self.assertEqual((one["date_order"]["order"], one["date_order"]["certain"]), ("dmy", True))
        self.assertEqual(one["folders"], dict(collections.Counter(m["folder"] or "Inbox" for m in truth)))
        for folder, dates in one["folder_dates"].items():
            written = [m["date"] for m in truth if (m["folder"] or "Inbox") == folder]
            self.assertEqual(dates, {"first_date": min(written), "last_date": max(written)})
        self.assertEqual(one["months"], dict(collections.Counter(m["date"][:7] for m in truth)))
        files = [item for m in truth for item in m["items"] if item["kind"] != "Text"]
        self.assertEqual(sum(one["attachments_by_type"].values()), len(files))
        self.assertEqual(one["bytes"], dump.stat().st_size)
        self.assertTrue(one["ledger_closes"])
        self.assertEqual(one["damage"], [])

    def test_it_says_what_a_conversion_reports(self):
        office, _ = self.generate("--accounts", 6, "--messages", 30, "--unusual", 0.2, "--damage", "all",
                                  "--damage-share", 0.3, name="office")
        (office / "stray.exp").write_bytes(b"\x01\x02 belongs to nobody\r\n" + letter("Inbox", "A at B", "C at D"))
        (office / "notes.txt").write_text("no export")
        output = self.dir / "mail"
        self.convert(office, "--output", output, code=1)
        report = json.loads((output / "report.json").read_text("utf-8"))
        found = self.inspected(office, code=1)
        for entry, one in zip(report["inputs"], found["dumps"], strict=True):
            del entry["directory"]
            self.assertEqual(entry, {name: one[name] for name in entry})
            self.assertEqual(one["damage_count"], sum(1 + entry.get("more", 0) for entry in one["damage"]))
        self.assertEqual(found["totals"]["damage_by_kind"], report["damage_by_kind"])
        self.assertEqual(found["totals"]["counts"], report["counts"])
        self.assertEqual(found["totals"]["messages"],
                         {name: report["messages"][name] for name in found["totals"]["messages"]})
        self.assertEqual(found["no_exports"], report["no_exports"])

    def test_the_order_and_the_text_are_the_same_whatever_the_jobs(self):
        office, _ = self.generate("--accounts", 9, "--messages", 40, "--damage", "all", name="office")
        wanted = self.run_converter("inspect", "-j", 1, office).stdout
        self.assertEqual(wanted.count(b"\n  account"), 9)
        for jobs in (2, 5):
            self.assertEqual(self.run_converter("inspect", "-j", jobs, office).stdout, wanted)
        self.assertEqual(self.run_converter("inspect", "--json", "-j", 1, office).stdout,
                         self.run_converter("inspect", "--json", "-j", 4, office).stdout)

    def test_it_writes_nothing(self):
        dump, _ = self.generate("--messages", 20)
        before = sorted(os.listdir(self.dir))
        self.assertEqual(self.run_converter("inspect", dump, cwd=self.dir).returncode, 0)
        self.assertEqual(sorted(os.listdir(self.dir)), before)

    def test_the_owner_is_who_reads_the_inbox_and_writes_what_is_sent(self):
        dump = self.dir / "x.exp"
        me = "Grewal, Jeff at HUB"
        mail = [letter("Inbox", f"Somebody {i} at HUB", me) for i in range(5)]
        mail += [letter("Inbox", "Boss at HUB", "Everybody at HUB")]
        mail += [letter("Sent", "Jeff Grewal at Hub", f"Somebody {i} at HUB") for i in range(4)]
        dump.write_bytes(b"".join(mail))
        owner = self.inspected(dump)["dumps"][0]["owner"]
        self.assertEqual(owner, {"name": "Grewal, Jeff", "post_office": "HUB", "received": 5, "sent": 4,
                                 "of_received": 6, "of_sent": 4})
        self.assertIn("a guess: Grewal, Jeff at HUB, a recipient of 5 of 6 messages received, "
                      "the sender of 4 of 4 sent or drafted\n", self.text(dump))

    def test_an_owner_who_is_not_clear_is_unknown(self):
        dump = self.dir / "x.exp"
        for mail in ([letter("Inbox", "A at HUB", "B at HUB")] * 2,  # too few
                     [letter("Inbox", "A at HUB", f"B{i % 3} at HUB") for i in range(30)],  # nobody often enough
                     [letter("Inbox", "A at HUB", "B at HUB")] * 9 + [letter("Sent", "C at HUB", "A at HUB")] * 9):
            dump.write_bytes(b"".join(mail))
            self.assertIsNone(self.inspected(dump)["dumps"][0]["owner"]["name"])
            self.assertRegex(self.text(dump), "\n  owner +unknown\n")

    def test_damage_shows_structure_and_no_text(self):
        dump = self.dir / "x.exp"
        whole = letter("Inbox", "A at B", "C at D")
        harmed = whole.replace(b"Text item:\r\n           7\r\n", b"Text item:\r\n           3\r\n")
        self.assertNotEqual(whole, harmed)
        secret = b"the password is swordfish\r\n" * 3
        dump.write_bytes(whole + harmed + whole + secret + whole)
        one, = self.inspected(dump, code=1)["dumps"]
        size, stray = one["damage"]
        self.assertEqual(size["offset"], len(whole) + harmed.index(b"Text item:"))
        self.assertEqual(size["excerpt"], "Text item:\\r\\n           3\\r\\n")
        self.assertEqual((stray["offset"], stray["length"]), (len(whole) * 2 + len(harmed), len(secret)))
        self.assertNotIn("excerpt", stray)
        text = self.text(dump, code=1)
        self.assertIn("Text item:\\r\\n           3\\r\\n", text)
        self.assertIn(f"at {stray['offset']}: ", text)
        self.assertNotIn("swordfish", text + json.dumps(one))
        self.assertIn("the password is swordfish\\r\\n", self.text(dump, "--log-content", code=1))

    def test_a_large_message_is_named(self):
        dump = self.dir / "x.exp"
        small = letter("Inbox", "A at B", "C at D")
        dump.write_bytes(small + e2e.dump_message("x", [(b"File item: A.BIN", bytes(19_000_000))],
                                                  more=b"Folder: Big\r\n"))
        found = self.inspected(dump)
        one, = found["dumps"]
        self.assertEqual([(m["offset"], m["folder"]) for m in one["large_messages"]], [(len(small), "Big")])
        eml = self.run_converter("show", "--eml", f"{dump}:{len(small)}").stdout
        self.assertEqual(one["large_messages"][0]["bytes"], len(eml))
        counts = found["totals"]["counts"]
        self.assertEqual((counts["over_25_mb"], counts["over_35_mb"]), (1, 0))
        self.assertIn("1 message over 25 MB in the mail, 0 over 35 MB", self.text(dump))

    def test_unknown_labels_are_counted_with_a_place(self):
        dump = self.dir / "x.exp"
        mail = [e2e.dump_message("x", [(b"Text item:", b"x\r\n")], more=b"Dossier: 7\r\n") for _ in range(3)]
        dump.write_bytes(b"".join(mail))
        one, = self.inspected(dump)["dumps"]
        self.assertEqual(one["unknown_labels"],
                         [{"label": "Dossier", "count": 3, "offset": mail[0].index(b"Dossier")}])

    def test_nothing_of_a_dump_steers_the_terminal(self):
        dump = self.dir / "a\x1b[31m\u202e.exp"
        dump.write_bytes(letter("In\x1b[2Jbox", "A\x1b at B", "C\x07 at D") * 3)
        for output in (self.text(dump), self.run_converter("list", dump).stdout.decode(),
                       self.run_converter("show", f"{dump}:0").stdout.decode()):
            self.assertFalse(set(output) & {"\x1b", "\x07", "\u202e", "\x00"})

    def test_exit_statuses_are_those_of_converting(self):
        dump, _ = self.generate("--messages", 5)
        packed = self.dir / "cut.exp.gz"
        packed.write_bytes(gzip.compress(dump.read_bytes())[:-20])
        junk = self.dir / "junk.exp"
        junk.write_bytes(b"\x01\x02\x03 nothing\r\n" * 9)
        for arguments, code in (((dump,), 0), ((junk,), 1), ((), 2), ((dump, self.dir / "no"), 3), ((packed, dump), 3)):
            with self.subTest(arguments=arguments):
                run = self.run_converter("inspect", *arguments)
                self.assertEqual(run.returncode, code, run.stderr)
                if code != 2:
                    self.assertEqual(self.run_converter(*arguments).returncode, code)
        with open("/dev/full", "wb") as full:
            self.assertEqual(self.run_converter("inspect", dump, stdout=full).returncode, 4)
        self.assertEqual(self.inspected("-", input=dump.read_bytes())["dumps"][0]["account"], "stdin")

    def test_settings_that_are_proposed_give_the_same_mail(self):
        office, _ = self.generate("--accounts", 4, "--messages", 60, "--date-order", "dmy", name="office")
        settings = self.dir / "mail.toml"
        text = self.text("--write-settings", settings, office)
        self.assertEqual(text.count("\n  account"), 4)
        written = settings.read_text("utf-8")
        self.assertEqual(written.count("\n[[dump]]\n"), 4)
        self.assertEqual(written.count('date_order = "dmy"'), 4)
        self.assertRegex(written, '(?m)^# "HUB" = ')
        self.assertEqual(self.convert(office, "--settings", settings), self.convert(office))
        self.assertEqual(self.text("--write-settings", "-", office), written)
        # What is there stays.
        run = self.run_converter("inspect", "--write-settings", settings, office)
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"is there already", run.stderr)
        self.assertEqual(settings.read_text("utf-8"), written)
        self.assertEqual(self.run_converter("inspect", "--write-settings", self.dir / "no" / "x", office).returncode, 4)
        self.assertEqual(self.run_converter("inspect", "--json", "--write-settings", "-", office).returncode, 2)

    def test_settings_say_how_to_look(self):
        dump = self.dir / "x.exp"
        dump.write_bytes(letter("Inbox", "Grüße at HUB", "A at B", date="1/2/97 10:00"))
        settings = self.dir / "mail.toml"
        settings.write_text('[[dump]]\nfile = "x.exp"\naccount = "Smith"\ncodepage = "1252"\ndate_order = "dmy"\n')
        one, = self.inspected(dump, "--settings", settings)["dumps"]
        self.assertEqual((one["account"], one["codepage"]["name"], one["date_order"]["order"]), ("Smith", "1252", "dmy"))
        eml = self.run_converter("show", "--eml", "--settings", settings, f"{dump}:0").stdout
        self.assertIn(b"X-ccmail2mbox-Account: Smith\r\n", eml)
        self.assertIn(b"Date: Sat, 1 Feb 1997 10:00:00", eml)
        settings.write_text("nonsense\n")
        for command, place in (("inspect", dump), ("list", dump), ("show", f"{dump}:0")):
            self.assertEqual(self.run_converter(command, "--settings", settings, place).returncode, 2)

    def test_help_fits_a_screen_and_has_examples(self):
        for command in ("inspect", "list", "show"):
            text = self.run_converter(command, "--help").stdout.decode()
            self.assertIn("Examples:", text)
            self.assertLessEqual(max(map(len, text.splitlines())), 80)


if __name__ == "__main__":
    e2e.main()
