#!/usr/bin/python3
"""Which messages are converted, and --dry-run: the counts close, and nothing depends on threads."""

import json
import shutil

import e2e


class SelectionCase(e2e.TestCase):
    def setUp(self):
        super().setUp()
        self.office = self.dir / "office"
        self.office.mkdir()
        days = ["1/31/98 23:59", "2/1/98  0:00", "2/28/98 23:59", "3/1/98  0:00", "soon"]
        (self.office / "smith.exp").write_bytes(b"".join(
            e2e.dump_message(f"smith {i}", [(b"Text item: Text_1", b"hello\r\n")], date=days[i % 5],
                             more=b"Folder: %s\r\n" % [b"Trash", b"Projects"][i % 2]) for i in range(10)))
        (self.office / "jones.exp").write_bytes(b"".join(
            e2e.dump_message(f"jones {i}", [(b"Text item: Text_1", b"hello\r\n")], date=days[1]) for i in range(3)))

    def output(self, *options, code=0, name="out"):
        out = self.dir / name
        shutil.rmtree(out, ignore_errors=True)
        run = self.run_converter(self.office, "--output", out, "--date-order", "mdy", *options)
        self.assertEqual(run.returncode, code, run.stderr.decode())
        self.stderr = run.stderr.decode()
        return out

    def report(self, out):
        report = json.loads((out / "report.json").read_text())
        counts = report["messages"]
        self.assertEqual(counts["seen"], counts["written"] + counts["quarantined"] + counts["skipped"])
        self.assertEqual(counts["skipped"], sum(report["skipped_folders"].values()))
        self.assertEqual(counts["skipped"], sum(sum(f.values()) for f in report["skipped_because"].values()))
        return report

    def subjects(self, out):
        return sorted(m["Subject"] for path in out.glob("*/*.mbox") for m in self.read(path))


class Selection(SelectionCase):
    def test_days_are_whole_and_what_has_no_date_is_kept(self):
        out = self.output("--since", "1998-02-01", "--until", "1998-02-28")
        self.assertEqual(self.subjects(out), ["jones 0", "jones 1", "jones 2"] +
                         [f"smith {i}" for i in (1, 2, 4, 6, 7, 9)])
        report = self.report(out)
        self.assertEqual(report["skipped_because"], {"after_until": {"Projects": 1, "Trash": 1},
                                                     "before_since": {"Projects": 1, "Trash": 1}})
        self.assertEqual(report["counts"]["dates_missing_kept"], 2)
        self.assertIn("2 messages left out by --since: 'Projects' 1, 'Trash' 1\n", self.stderr)
        self.assertIn("2 messages without a readable date converted whatever --since and --until say", self.stderr)
        self.assertEqual(self.run_converter("verify", out).returncode, 0)

    def test_a_folder_alone_in_any_case(self):
        out = self.output("--folder", "projects", "--folder", "Nowhere")
        self.assertEqual(self.subjects(out), [f"smith {i}" for i in (1, 3, 5, 7, 9)])
        self.assertEqual(self.report(out)["skipped_because"], {"folder_not_chosen": {"Inbox": 3, "Trash": 5}})
        self.assertIn("--folder: there is no folder 'Nowhere'", self.stderr)
        self.assertEqual(sorted(path.name for path in (out / "smith").iterdir()), ["Projects.mbox"])

    def test_the_limit_is_per_dump_and_comes_last(self):
        out = self.output("--limit", "2", "--skip-folder", "trash")
        self.assertEqual(self.subjects(out), ["jones 0", "jones 1", "smith 1", "smith 3"])
        self.assertEqual(self.report(out)["skipped_because"], {"folder_skipped": {"Trash": 5},
                                                              "over_limit": {"Inbox": 1, "Projects": 3}})

    def test_an_account_alone_in_any_case(self):
        out = self.output("--account", "SMITH")
        self.assertEqual([entry["account"] for entry in self.report(out)["inputs"]], ["smith"])
        run = self.run_converter(self.office, "--account", "miller", "--output", self.dir / "no")
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"there is no account 'miller'; there are 'jones', 'smith'", run.stderr)
        self.assertFalse((self.dir / "no").exists())

    def test_one_account_does_not_take_the_place_of_all(self):
        out = self.output()
        run = self.run_converter(self.office, "--output", out, "--account", "smith", "--replace")
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"would go", run.stderr)
        self.assertEqual(self.run_converter("verify", out).returncode, 0)

    def test_a_large_dump_is_selected_from_the_same_on_any_number_of_threads(self):
        dump, _ = self.generate("--messages", 3000, "--text-size", 4000)
        self.assertGreater(dump.stat().st_size, 8 << 20)
        select = ("--limit", "700", "--since", "1990-01-01", "--skip-folder", "Trash")
        spread = self.convert(dump, *select)
        self.assertEqual(len(self.read(spread)), 700)
        (self.dir / "in").mkdir()
        for i in range(3):
            shutil.copy(dump, self.dir / "in" / f"d{i}.exp")
        results = [self.convert(self.dir / "in", *select, "--jobs", jobs) for jobs in (1, 3)]
        self.assertEqual(results[0], results[1])

    def test_what_is_no_day_is_refused(self):
        for value in ("1998", "98-01-31", "1998-02-30", "1/31/98", "1998-01-31 8:00", ""):
            run = self.run_converter(self.office, "--since", value)
            self.assertEqual((run.returncode, run.stdout), (2, b""), value)
            self.assertIn(b"--since", run.stderr)
        self.assertEqual(self.run_converter(self.office, "--since", "1998-02-02", "--until", "1998-02-01").returncode, 2)
        for limit in ("0", "-1"):
            self.assertEqual(self.run_converter(self.office, "--limit", limit).returncode, 2)

    def test_a_run_is_not_resumed_with_another_selection(self):
        out = self.output("--limit", "2")
        run = self.run_converter(self.office, "--output", out, "--date-order", "mdy", "--limit", "3", "--resume")
        self.assertEqual(run.returncode, 2)


class DryRun(SelectionCase):
    def test_it_reports_what_a_run_would_and_writes_nothing_else(self):
        (self.office / "strange.exp").write_bytes(b"no export at all\r\n" * 9)
        for select in ((), ("--limit", "2", "--folder", "Projects"), ("--format", "maildir"), ("--format", "eml")):
            inputs = [self.office, self.office / "strange.exp"]
            real = self.dir / "real"
            shutil.rmtree(real, ignore_errors=True)
            run = self.run_converter(*inputs, "--output", real, *select)
            before = sorted(self.dir.rglob("*"))
            dry = self.run_converter(*inputs, "--output", self.dir / "dry", "--dry-run", "--report",
                                     self.dir / "r.json", *select)
            self.assertEqual((dry.returncode, dry.stdout), (1, b""), dry.stderr)
            self.assertEqual(dry.returncode, run.returncode)
            self.assertEqual(sorted(self.dir.rglob("*")), sorted({*before, self.dir / "r.json"}))
            reports = [json.loads(path.read_text()) for path in (real / "report.json", self.dir / "r.json")]
            for report in reports:
                del report["files"]
            self.assertEqual(*reports)
            summary = [line for line in run.stderr.decode().splitlines() if "of mail" in line][0]
            self.assertIn(summary.replace("converted", "would be converted"), dry.stderr.decode())
            self.assertIn(b"Nothing was written", dry.stderr)

    def test_it_leaves_an_earlier_result_alone(self):
        out = self.output()
        before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
        self.assertEqual(self.run_converter(self.office, "--output", out, "--dry-run").returncode, 0)
        self.assertEqual({path: path.stat().st_mtime_ns for path in out.rglob("*")}, before)

    def test_what_has_no_meaning_with_it_is_refused(self):
        for more in (("--resume",), ("--replace",), ("--bag",), ("--manifest", self.dir / "m"),
                     ("--quarantine", self.dir / "q")):
            run = self.run_converter(self.office, "--output", self.dir / "o", "--dry-run", *more)
            self.assertEqual(run.returncode, 2, more)
            self.assertEqual([self.office], list(self.dir.iterdir()))


if __name__ == "__main__":
    e2e.main()
