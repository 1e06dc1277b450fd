#!/usr/bin/python3
"""What stands beside the mail in a directory stands beside standard output too, when it is asked for."""

import json
import os
import pathlib
import subprocess
import time

import e2e


class StdoutReports(e2e.TestCase):
    def office(self, **how):
        office, _ = self.generate("--accounts", 5, "--messages", 30, "--unusual", 0.2, "--mac", 0.3, "--damage", "all",
                                  "--damage-share", 0.2, "--attachment-size", how.get("size", "0:300000"), name="office")
        for seed in (7, 8):
            stray, _ = self.generate("--messages", 5, "--seed", seed, name=f"stray{seed}.exp")
            (office / stray.name).write_bytes(b"\x01\x02 belongs to nobody\r\n" * seed + stray.read_bytes() + b"\x03" * 300_000)
            stray.unlink()
        (office / "=cmd.exp").write_bytes(b"")
        (office / "notes.txt").write_bytes(b"no export")
        return office

    def files(self, name):
        return self.dir / f"{name}.json", self.dir / f"{name}.jsonl", self.dir / name

    def streamed(self, name, *arguments, code=1, **how):
        report, manifest, quarantine = self.files(name)
        mbox = self.convert(*arguments, "-q", "--report", report, "--manifest", manifest, "--quarantine", quarantine,
                            code=code, **how)
        return mbox, report.read_bytes(), manifest.read_bytes(), {p.name: p.read_bytes() for p in quarantine.iterdir()}

    def test_the_same_as_in_a_directory(self):
        office = self.office()
        missing = self.dir / "missing.exp"
        mbox, report, manifest, quarantine = self.streamed("one", office, missing, code=3)
        self.assertTrue(mbox == self.convert(office, missing, code=3), "reports change the mail")
        output = self.dir / "mail"
        self.assertEqual(self.run_converter(office, missing, "-q", "-o", output).returncode, 3)

        wanted = [json.loads(line) for line in (output / "manifest.jsonl").read_text("utf-8").splitlines()]
        lines = [json.loads(line) for line in manifest.decode("utf-8").splitlines()]
        at = 0
        for line, same in zip(lines, wanted, strict=True):
            place, _ = line.pop("output", None), same.pop("output", None)
            self.assertEqual(line, same)
            if place is None:
                continue
            self.assertEqual((place["file"], place["offset"]), ("-", at))
            at += place["length"]
            if at % 7 == 0:
                got = subprocess.run(["xxh128sum"], input=mbox[place["offset"]:at], stdout=subprocess.PIPE, check=True)
                self.assertEqual(got.stdout.split()[0].decode(), place["xxh3"])
            self.assertIn(b"\nMessage-ID: " + line["message_id"].encode(), mbox[place["offset"]:at])
        self.assertEqual(at, len(mbox))

        self.assertEqual(quarantine, {path.name: path.read_bytes() for path in (output / "quarantine").iterdir()})
        self.assertEqual(len(quarantine), 4)
        told, same = json.loads(report), json.loads((output / "report.json").read_text("utf-8"))
        for entry in same["inputs"] + same["accounts"]:
            del entry["directory"]
        self.assertEqual(told["files"][0], {"file": "manifest.jsonl", "bytes": len(manifest), "sha256": e2e.sha256(manifest)})
        self.assertEqual(told["files"][1:], [entry for entry in same["files"] if entry["file"].startswith("quarantine/")])
        del told["files"], same["files"]
        self.assertEqual(told["not_converted"], [{"file": "missing.exp", "reason": "No such file or directory"}])
        self.assertEqual(told, same)

    def test_neither_jobs_nor_each_other_change_anything(self):
        office = self.office()
        one = self.streamed("one", office, "-j", 1)
        for jobs in (2, 5):
            self.assertTrue(self.streamed(f"jobs{jobs}", office, "-j", jobs) == one, jobs)
        report, manifest, quarantine = self.files("alone")
        self.convert(office, "--manifest", manifest, code=1)
        self.assertTrue(manifest.read_bytes() == one[2])
        self.convert(office, "--quarantine", quarantine, code=1)
        self.assertTrue({path.name: path.read_bytes() for path in quarantine.iterdir()} == one[3])
        self.convert(office, "--report", report, code=1)
        told, wanted = json.loads(report.read_bytes()), json.loads(one[1])
        self.assertEqual(told.pop("files"), [])
        del wanted["files"]
        self.assertEqual(told, wanted)

    def test_what_stays_in_order_is_not_held_in_memory(self):
        """Behind a dump whose reader stalls, the records of the others wait in bounded memory."""
        office = self.office(size="1000000:2000000")
        report, manifest, quarantine = self.files("x")
        process = subprocess.Popen(
            [e2e.program(), office, "-q", "-j", "6", "--report", report, "--manifest", manifest, "--quarantine", quarantine],
            stdout=subprocess.PIPE)
        process.stdout.read(1)
        time.sleep(1)
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text("ascii")
        peak = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])
        process.stdout.read()
        process.stdout.close()
        self.assertEqual(process.wait(timeout=60), 1)
        self.assertLess(peak, (48 + 6 * 16) * 1024)

    def test_a_file_has_its_name_only_when_it_is_whole(self):
        office = self.office()
        before = sorted(path.name for path in self.dir.iterdir())
        report, manifest, quarantine = self.files("x")
        arguments = [office, "-q", "--report", report, "--manifest", manifest, "--quarantine", quarantine]
        with open("/dev/full", "wb") as full:
            self.assertEqual(self.run_converter(*arguments, stdout=full).returncode, 4)
        self.assertEqual(sorted(path.name for path in self.dir.iterdir()), before)
        process = subprocess.Popen([e2e.program(), *map(str, arguments)], stdout=subprocess.PIPE)
        process.stdout.read(1)
        self.assertEqual({path.name for path in self.dir.iterdir()} - set(before),
                         {"x.json.unfinished", "x.jsonl.unfinished", "x.unfinished"})
        process.kill()
        process.wait()
        process.stdout.close()
        self.streamed("x", office)  # takes the place of what was left
        self.assertEqual({path.name for path in self.dir.iterdir()} - set(before), {"x.json", "x.jsonl", "x"})
        faults = str(pathlib.Path(e2e.program()).with_name("faults.so"))
        for room in (0, 5_000, 400_000):
            run = self.run_converter(office, "-q", "--manifest", manifest, "--quarantine", self.dir / "q",
                                     env=e2e.environment(LD_PRELOAD=faults, FAULT_ROOM=str(room)))
            self.assertEqual(run.returncode, 4)
            self.assertRegex(run.stderr.decode(), r"^ccmail2mbox: .*/(x\.jsonl|q)\.unfinished.*: No space left on device; make room\n")
            self.assertFalse((self.dir / "q").exists())

    def test_mail_behind_a_dump_that_failed_is_where_the_manifest_says(self):
        large, _ = self.generate("--messages", 30, "--attachments", 30, "--attachment-size", "500000:600000")
        other, _ = self.generate("--messages", 5, "--seed", 2, name="other.exp")
        report, manifest, _ = self.files("x")
        process = subprocess.Popen([e2e.program(), large, other, "-q", "--report", report, "--manifest", manifest],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        mbox = process.stdout.read(1)
        os.truncate(large, 5_000_000)
        mbox += process.stdout.read()
        process.stdout.close()
        self.assertEqual(process.wait(timeout=60), 3)
        self.assertTrue(mbox.endswith(b"\n\n" + self.convert(other)))
        places = [line["output"] for line in map(json.loads, manifest.read_text("utf-8").splitlines())
                  if line["type"] == "message" and line["file"] == "other.exp"]
        self.assertEqual(len(places), 5)
        self.assertEqual(mbox[places[0]["offset"]:], self.convert(other))
        told = json.loads(report.read_bytes())
        self.assertEqual([entry["file"] for entry in told["inputs"]], ["other.exp"])
        self.assertRegex(told["not_converted"][0]["reason"], "while it was read.*not to be trusted$")

    def test_places_that_are_refused(self):
        office = self.office()
        one = office / "stray7.exp"
        full = self.dir / "full"
        full.mkdir()
        (full / "x").touch()
        (self.dir / "link").symlink_to(self.dir / "elsewhere")
        for arguments, why in (
                (["--report", "r", "-o", self.dir / "mail"], "--report is for standard output; leave it out: with --output it stands in DIR"),
                (["--manifest", "r", "-o", self.dir / "mail"], "--manifest is for standard output"),
                (["--quarantine", "r", "-o", self.dir / "mail"], "--quarantine is for standard output"),
                (["--report", ""], "--report: a name is missing"),
                (["--report", office / "report.json"], "lies inside the input"),
                (["--manifest", one], "lies inside the input"),
                (["--quarantine", self.dir], "lies inside the input"),
                (["--quarantine", full], "name a new or an empty directory"),
                (["--report", full], "there is something that is no file"),
                (["--report", "/dev/null"], "there is something that is no file"),
                (["--report", self.dir / "link"], "there is something that is no file"),
                (["--report", self.dir / "a", "--manifest", self.dir / "x/../a"], "name different places"),
                (["--report", self.dir / "q/a", "--quarantine", self.dir / "q"], "name different places")):
            run = self.run_converter(office, *arguments)
            self.assertEqual((run.returncode, run.stdout), (2, b""), arguments)
            self.assertIn(why, run.stderr.decode(), arguments)
        with open(self.dir / "mbox", "wb") as mbox:
            run = self.run_converter(office, "--report", self.dir / "mbox", stdout=mbox)
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"the mail goes there", run.stderr)


if __name__ == "__main__":
    e2e.main()
