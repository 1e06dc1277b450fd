#!/usr/bin/python3
"""The log: every event, in the order of the dumps, the same on every run, and nothing of what messages say. And what is
printed beside it: few lines, however much there is to say."""

import collections
import json
import os
import pathlib
import subprocess
import time

import e2e


class Logged(e2e.TestCase):
    def office(self, accounts=12):
        office, _ = self.generate("--accounts", accounts, "--messages", 20, "--unusual", 0.2, "--damage", "all",
                                  "--damage-share", 0.3, name="office")
        (office / "notes.txt").write_text("no export")
        (office / "stray.exp").write_bytes(b"\x01\x02 belongs to nobody\r\n" + e2e.dump_message("x", [(b"Text item:", b"x")]))
        return office

    def logged(self, *arguments, name="log.jsonl", code=1, **how):
        log = self.dir / name
        run = self.run_converter(*arguments, "--log", log, **how)
        self.assertEqual(run.returncode, code, run.stderr)
        return log.read_bytes(), run.stderr.decode()


class Log(Logged):
    def test_the_same_whatever_the_jobs_and_in_the_order_of_the_dumps(self):
        office = self.office()
        missing = self.dir / "missing.exp"
        one, _ = self.logged(office, missing, "-j", 1, code=3)
        for jobs in (2, 6):
            self.assertEqual(self.logged(office, missing, "-j", jobs, code=3)[0], one)
        output = self.dir / "mail"
        self.assertEqual(self.logged(office, missing, "-o", output, code=3)[0], one)
        events = [json.loads(line) for line in one.splitlines()]
        report = json.loads((output / "report.json").read_text("utf-8"))
        names = [event["event"] for event in events]
        self.assertEqual((names[0], names[-1]), ("run_begun", "run_finished"))
        self.assertEqual(events[0]["settings"], report["settings"])
        self.assertEqual(events[-1]["exit_status"], 3)
        self.assertEqual(events[-1]["messages"], report["messages"])
        self.assertIn({"event": "not_found", "file": "missing.exp", "reason": "No such file or directory"}, events)
        self.assertIn({"event": "no_export", "file": "notes.txt", "seems_to_be": "text"}, events)
        dumps, of = [], None
        kinds = collections.Counter()
        for event in events:
            if event["event"] == "dump_begun":
                of = event["file"], event["input"]
                dumps.append(of)
            elif "input" in event:
                self.assertEqual((event["file"], event["input"]), of)
            if event["event"] == "damage":
                kinds[event["kind"]] += 1 + event.get("more", 0)
        self.assertEqual(dumps, [(entry["file"], entry["input"]) for entry in report["inputs"]])
        self.assertGreater(len(kinds), 5)
        self.assertEqual(dict(kinds), report["damage_by_kind"])
        finished = [event for event in events if event["event"] == "dump_finished"]
        self.assertEqual([event["messages"] for event in finished], [entry["messages"] for entry in report["inputs"]])
        quarantined = {event["file"]: event["bytes"] for event in events if event["event"] == "quarantined"}
        self.assertEqual(quarantined, {entry["file"]: entry["accounted"]["quarantine"] for entry in report["inputs"]
                                       if entry["accounted"]["quarantine"]})

    def test_of_a_resumed_run(self):
        office = self.office()
        output = self.dir / "mail"
        wanted, _ = self.logged(office, "-o", output)
        subprocess.run(["rm", "-r", output], check=True)
        faults = str(pathlib.Path(e2e.program()).with_name("faults.so"))
        for room in (50_000, 100_000):
            run = self.run_converter(office, "-o", output, *(["--resume"] if output.exists() else []), "--log",
                                     self.dir / "killed", env=e2e.environment(LD_PRELOAD=faults, FAULT_ROOM=str(room)))
            self.assertEqual(run.returncode, 4)
        self.assertEqual(self.logged(office, "-o", output, "--resume")[0], wanted)

    def test_nothing_of_what_messages_say(self):
        dump = self.dir / "jeff.exp"
        more = b"Folder: Zebra5\r\nKeywrd: Zebra7\r\n"
        messages = [e2e.dump_message("Zebra1", [(b"Text item: Zebra9", b"Zebra2 zebr\x84 f\x81r gr\x94\xe1e\r\n"),
                                                (b"File item: ZEBRA6.DOC", b"Zebra8")], sender="Zebra3 at Zebra3",
                                     date=date, more=more)
                    for date in ("Zebra4", "'Zebra4' 13/32/98", "2/31/99 Zebra4", "1/1/71")]
        dump.write_bytes(b"Zebra10 is stray\r\n" + b"".join(messages)[:-20])
        log, printed = self.logged(dump, "-v")
        self.assertIn("'Zebra4' is no date", printed)
        self.assertNotIn(b"zebra", log.lower())
        self.assertIn(b'"the date stated is no date; dated ', log)
        self.assertIn(b'"event":"unknown_label","file":"jeff.exp","input":0,"label":"Keywrd","count":4', log)

    def test_it_can_be_watched(self):
        """What is done is logged while the next dump is still at work."""
        first, _ = self.generate("--messages", 5, name="first.exp")
        second = self.dir / "second"
        os.mkfifo(second)
        log = self.dir / "log"
        process = subprocess.Popen([e2e.program(), first, second, "-q", "--log", log], stdout=subprocess.DEVNULL)
        with open(second, "wb") as pipe:
            for _ in range(600):
                if log.exists() and b'"dump_finished"' in log.read_bytes():
                    break
                time.sleep(0.1)
            self.assertEqual(log.read_bytes().count(b'"dump_finished"'), 1)
            self.assertNotIn(b'"second"', log.read_bytes())
            pipe.write(first.read_bytes())
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual(log.read_bytes().count(b'"dump_finished"'), 2)

    def test_where_it_goes(self):
        office = self.office(accounts=1)
        for arguments, why in (([office, "--log", office / "log"], "lies inside the input"),
                               ([office, "--log", office / "stray.exp"], "lies inside the input"),
                               ([office, "--log", ""], "--log: the name of a file is missing"),
                               ([office, "-o", self.dir / "mail", "--log", self.dir / "mail/log"], "name different places")):
            run = self.run_converter(*arguments)
            self.assertEqual((run.returncode, run.stdout), (2, b""), arguments)
            self.assertIn(why, run.stderr.decode())
        self.assertFalse((self.dir / "mail").exists())
        run = self.run_converter(office, "-q", "--log", "/dev/full")
        self.assertEqual(run.returncode, 4)
        self.assertIn(b"ccmail2mbox: /dev/full: No space left on device; make room\n", run.stderr)
        run = self.run_converter(office, "-q", "-o", self.dir / "mail", "--log", "/dev/stdout")
        self.assertEqual([json.loads(line)["event"] for line in run.stdout.splitlines()][-1], "run_finished")
        log, _ = self.logged(office)
        (self.dir / "log.jsonl").write_bytes(b"x" * 1_000_000)
        self.assertEqual(self.logged(office)[0], log)


class Warnings(Logged):
    def test_much_damage_is_a_line_for_each_kind(self):
        office = self.office()
        _, printed = self.logged(office)
        log = self.dir / "log.jsonl"
        lines = printed.splitlines()
        self.assertLess(len(lines), 60)
        output = self.dir / "mail"
        self.run_converter(office, "-q", "-o", output)
        kinds = json.loads((output / "report.json").read_text("utf-8"))["damage_by_kind"]
        for kind, count in kinds.items():
            self.assertRegex(printed, rf"(?m)^{kind}: {count} in \d+ exports?, first at {office}/[^:]*:\d+: .+$")
        self.assertIn(f"damage of {len(kinds)} kinds; {log} lists all\n", printed)
        without = self.run_converter(office).stderr.decode()
        self.assertEqual(without, printed.replace(f"; {log} lists all", "; --log FILE or --verbose lists all"))
        verbose = self.run_converter(office, "-v").stderr.decode()
        self.assertGreater(len(verbose.splitlines()), 60)
        self.assertNotIn("lists all", verbose)

    def test_little_damage_is_said_in_full(self):
        dump = self.dir / "jeff.exp"
        dump.write_bytes(e2e.dump_message("x", [(b"Text item:", b"x")], date="2/31/99  8:39"))
        self.assertIn(f"{dump}:0: '2/31/99  8:39' does not exist", self.run_converter(dump).stderr.decode())

    def test_many_guesses_and_strange_files_are_counted(self):
        office = self.dir / "office"
        office.mkdir()
        for number in range(30):
            (office / f"{number}.txt").write_text("no export")
            (office / f"{number}.exp").write_bytes(e2e.dump_message("x", [(b"Text item:", b"x")], date="1/2/97 8:00"))
        printed = self.run_converter(office).stderr.decode()
        self.assertEqual(printed.count("no export; seems to be"), 20)
        self.assertIn("\nand 10 more; --log FILE or --verbose lists all\n", printed)
        self.assertEqual(printed.count("dates mdy (a guess)"), 5)
        self.assertIn("\nand 25 more exports read by a guess; --log FILE or --verbose lists all\n", printed)
        self.assertEqual(self.run_converter(office, "-v").stderr.decode().count("dates mdy (a guess)"), 30)


if __name__ == "__main__":
    e2e.main()
