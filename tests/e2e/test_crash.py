#!/usr/bin/python3
"""Runs that are killed, and disks that are full: nothing under a final name is ever wrong, and --resume leaves what an
undisturbed run leaves."""

import concurrent.futures
import gzip
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time

import e2e

PARTS = ".ccmail2mbox-parts"
TOLD = {"manifest.jsonl", "report.html", "report.json", "SHA256SUMS", "quarantine", "duplicates.csv"}


def faults(**which):
    """The environment in which the disk fails (faults.cc). Without `which` it does not fail, but nobody waits for it."""
    library = pathlib.Path(e2e.program()).with_name("faults.so")
    return e2e.environment(LD_PRELOAD=str(library), **{f"FAULT_{name}": str(value) for name, value in which.items()})


def tree_of(output):
    """All that lies under a final name but run.json, by the name at the top: path to bytes, mode and, of messages that
    are files, date."""
    top = {}
    for path in sorted(output.rglob("*")) if output.exists() else []:
        name = path.relative_to(output)
        if name.parts[0] in (PARTS, "run.json"):
            continue
        status = path.lstat()
        fact = stat.S_IMODE(status.st_mode)
        if not path.is_dir():
            message = path.suffix == ".eml" or ".ccmail2mbox," in path.name
            fact = (e2e.sha256(path.read_bytes()), fact, message and status.st_mtime)
        top.setdefault(name.parts[0], {})[str(name)] = fact
    return top


class Crash(e2e.TestCase):
    def office(self, messages=12, accounts=4, more=()):
        """Several mailboxes: clean ones, a packed one, one with stray bytes, one without messages."""
        office, _ = self.generate("--accounts", accounts, "--messages", messages, "--unusual", 0.2, "--attachments", 0.4, "--mac",
                                  0.3, "--damage", "all", "--damage-share", 0.1, *more, name="office")
        packed, _ = self.generate("--messages", messages, "--seed", 5, name="packed.exp")
        (office / "packed.exp.gz").write_bytes(gzip.compress(packed.read_bytes()))
        stray, _ = self.generate("--messages", messages, "--seed", 6, name="stray.exp")
        (office / "stray.exp").write_bytes(b"\x01\x02 belongs to nobody\r\n" + stray.read_bytes())
        (office / "empty.exp").write_bytes(b"")
        packed.unlink()
        stray.unlink()
        return [office, office / "empty.exp"]

    def undisturbed(self, inputs, *options):
        output = self.dir / "undisturbed"
        start = time.monotonic()
        run = self.run_converter(*inputs, "-q", "-o", output, *options, env=faults())
        seconds = time.monotonic() - start
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertFalse((output / PARTS).exists())
        wanted = tree_of(output)
        shutil.rmtree(output)
        self.assertLessEqual(TOLD, set(wanted))
        return wanted, seconds

    def check_names(self, output, wanted, what):
        """Whatever has its final name is whole, and all of it where the run says that it has finished."""
        there = tree_of(output)
        for name, files in there.items():
            self.assertIn(name, wanted, what)
            self.assertEqual(files, wanted[name], f"{what}: {name}")
        if (output / "run.json").exists():
            self.assertEqual(set(there), set(wanted), what)

    def resume(self, inputs, output, wanted, what, *options):
        run = self.run_converter(*inputs, "-q", "-o", output, "--resume", *options, env=faults())
        self.assertEqual(run.returncode, 1, f"{what}: {run.stderr.decode(errors='replace')}")
        self.assertEqual(tree_of(output), wanted, what)
        self.assertEqual({path.name for path in output.iterdir()} - set(wanted), {"run.json"}, what)


class Kills(Crash):
    def kill_after(self, seconds, *arguments):
        """True when the kill came before the end."""
        process = subprocess.Popen([e2e.program(), *map(str, arguments)], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=faults())
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        return process.wait() == -signal.SIGKILL

    def test_at_any_moment(self):
        chance = random.Random(20261122)
        inputs = self.office(messages=20)
        wanted_kills = 12 if e2e.Settings.quick else 200
        for number, form in enumerate(("mbox", "maildir", "eml")):
            wanted, seconds = self.undisturbed(inputs, "-f", form, "-j", 2)
            kills = runs = again = 0
            while kills < (wanted_kills + 2) // 3:
                runs += 1
                self.assertLess(runs, 10 * wanted_kills, "most runs end before they are killed")
                output = self.dir / f"{form}-{runs}"
                arguments = [*inputs, "-q", "-f", form, "-j", 2, "-o", output]
                what = f"{form}, run {runs}"
                kills += self.kill_after(chance.uniform(0, seconds), *arguments)
                self.check_names(output, wanted, what)
                while chance.random() < 0.4:
                    killed = self.kill_after(chance.uniform(0, seconds), *arguments, "--resume")
                    kills += killed
                    again += killed
                    self.check_names(output, wanted, what)
                self.resume(inputs, output, wanted, what, "-f", form, "-j", 2)
                shutil.rmtree(output)
            print(f"{form}: {kills} runs killed, {again} of them resumed ones", file=sys.stderr)

    def killed_at(self, change, *arguments):
        """Runs the converter until its change number `change` to the disk. False when it makes fewer."""
        run = self.run_converter(*arguments, env=faults(KILL=change))
        if run.returncode == -signal.SIGKILL:
            return True
        self.assertIn(run.returncode, (1, 2), run.stderr)
        return False

    def test_at_every_change_to_the_disk(self):
        inputs = self.office(messages=3, accounts=2)
        step = 23 if e2e.Settings.quick else 1
        for form in ("mbox", "maildir", "eml"):
            wanted, _ = self.undisturbed(inputs, "-f", form)

            def kill_there(change, form=form, wanted=wanted):
                output = self.dir / f"{form}-{change}"
                what = f"{form}, change {change}"
                arguments = [*inputs, "-q", "-f", form, "-j", 1, "-o", output]
                if not self.killed_at(change, *arguments):
                    return False
                self.check_names(output, wanted, what)
                self.killed_at(random.Random(change).randrange(1, 60), *arguments, "--resume")
                self.check_names(output, wanted, what + " and again")
                self.resume(inputs, output, wanted, what, "-f", form)
                shutil.rmtree(output)
                return True

            with concurrent.futures.ThreadPoolExecutor(2) as both:
                killed = 0
                for first in range(1, 10_000, 20 * step):
                    done = list(both.map(kill_there, range(first, first + 20 * step, step)))
                    killed += sum(done)
                    if not all(done):
                        break
            self.assertGreater(killed * step, 60, "the library that kills was not loaded")
            print(f"{form}: killed at {killed} places", file=sys.stderr)

    def test_while_an_older_result_is_replaced(self):
        """Each account is the old or the new one, and no report speaks of mail that is not there."""
        inputs = self.office(messages=3)
        older, _ = self.generate("--messages", 3, "--seed", 9, name="older.exp")
        template = self.dir / "template"
        run = self.run_converter(*inputs, older, "-q", "-o", template, "--unread")
        self.assertEqual(run.returncode, 1, run.stderr)
        old = tree_of(template)
        wanted, _ = self.undisturbed(inputs)
        self.assertNotEqual(old["empty"], {})
        change, step = 1, 17 if e2e.Settings.quick else 1
        while True:
            output = self.dir / f"mail-{change}"
            subprocess.run(["cp", "-a", template, output], check=True)
            if not self.killed_at(change, *inputs, "-q", "-j", 1, "-o", output, "--replace"):
                break
            there = tree_of(output)
            for name, files in there.items():
                self.assertIn(files, [tree[name] for tree in (old, wanted) if name in tree], (change, name))
            if any(there.get(name) == old[name] for name in TOLD & set(old) if wanted.get(name) != old[name]):
                # What tells about the old result stands there only as long as all of that does.
                self.assertEqual({name: files for name, files in there.items() if name not in TOLD},
                                 {name: files for name, files in old.items() if name not in TOLD}, change)
            if (output / "run.json").exists():
                self.assertIn(there, (old, wanted), change)
            again = self.run_converter(*inputs, "-q", "-o", output, "--resume")
            if again.returncode == 2:  # the new run had not begun
                self.assertEqual(tree_of(output), old, change)
                again = self.run_converter(*inputs, "-q", "-o", output, "--replace")
            self.assertEqual(again.returncode, 1, again.stderr)
            self.assertEqual(tree_of(output), wanted, change)
            self.assertFalse((output / PARTS).exists())
            shutil.rmtree(output)
            change += step
        self.assertGreater(change, 60)


class NothingBegun(Crash):
    def test_what_was_not_begun_is_not_to_be_resumed(self):
        dump, _ = self.generate("--messages", 5)
        run = self.run_converter(dump, "-o", "/dev/null/x")
        self.assertEqual((run.returncode, run.stderr.decode().splitlines()),
                         (4, ["ccmail2mbox: /dev/null/x: Not a directory; check the name: part of it is a file",
                              "ccmail2mbox: nothing was written"]))


class FullDisks(Crash):
    def check_full(self, run, output, wanted, what):
        self.assertEqual(run.returncode, 4, run.stderr)
        first, second = run.stderr.decode().splitlines()
        self.assertRegex(first, rf"^ccmail2mbox: {output}/.*: No space left on device; make room$", what)
        self.assertEqual(second, f"ccmail2mbox: {output} is not complete; the same command with --resume goes on")
        self.check_names(output, wanted, what)

    def test_of_any_size(self):
        inputs = self.office(messages=10)
        for form in ("mbox", "maildir", "eml"):
            wanted, _ = self.undisturbed(inputs, "-f", form)
            room, rooms = 0, 0
            while True:
                output = self.dir / f"{form}-{room}"
                run = self.run_converter(*inputs, "-q", "-f", form, "-j", 2, "-o", output, env=faults(ROOM=room))
                if run.returncode == 1:
                    break
                self.check_full(run, output, wanted, f"{form}, room for {room} bytes")
                self.resume(inputs, output, wanted, room, "-f", form)
                shutil.rmtree(output)
                room = room + 50 if room < 500 else room * (3 if e2e.Settings.quick else 1.2) // 1
                room, rooms = int(room), rooms + 1
            self.assertGreater(rooms, 10)

    def test_of_20_megabytes(self):
        """A file system of that size; where none can be mounted, no room for more than that in all files together."""
        inputs = self.office(messages=30, more=("--attachment-size", "200000:400000"))
        wanted, _ = self.undisturbed(inputs)
        disk = self.dir / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "none", disk], capture_output=True, check=False)
        output = disk / "mail"
        arguments = [*inputs, "-q", "-j", 2, "-o", output]
        if mounted.returncode == 0:
            self.addCleanup(subprocess.run, ["umount", disk], check=True)
            run = self.run_converter(*arguments)
            self.check_full(run, output, wanted, "tmpfs")
            subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
        else:
            print("no tmpfs may be mounted here: " + mounted.stderr.decode().strip(), file=sys.stderr)
            self.check_full(self.run_converter(*arguments, env=faults(ROOM=20_000_000)), output, wanted, "20 MB")
        self.resume(inputs, output, wanted, "with more room")

    def test_standard_output(self):
        inputs = self.office()
        for jobs in (1, 2):
            with open("/dev/full", "wb") as full:
                run = self.run_converter(*inputs, "-q", "-j", jobs, stdout=full)
            self.assertEqual((run.returncode, run.stderr.decode()), (
                4, "ccmail2mbox: standard output: No space left on device; make room\nccmail2mbox: the output is not complete\n"))

    def test_a_closed_pipe_takes_no_message_away(self):
        """Neither the mail of a directory when nobody reads what is said of it, nor the exit status."""
        inputs = self.office(messages=3)
        wanted, _ = self.undisturbed(inputs)
        output = self.dir / "mail"
        read, write = os.pipe()
        os.close(read)
        run = self.run_converter(*inputs, "-v", "-o", output, stderr=write, stdout=write)
        os.close(write)
        self.assertEqual(run.returncode, 1)
        self.assertEqual(tree_of(output), wanted)
        read, write = os.pipe()
        os.close(read)
        self.assertEqual(self.run_converter(*inputs, stdout=write).returncode, 4)
        os.close(write)

    def test_a_file_that_must_not_grow(self):
        inputs = self.office(messages=20)
        wanted, _ = self.undisturbed(inputs)
        output = self.dir / "mail"

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

        run = self.run_converter(*inputs, "-q", "-o", output, preexec_fn=limit)
        self.assertEqual(run.returncode, 4)
        self.assertIn(b": File too large\n", run.stderr)
        self.check_names(output, wanted, "limited")
        self.resume(inputs, output, wanted, "without the limit")


class Resuming(Crash):
    def test_a_finished_run_has_nothing_left_to_do_and_says_again_how_it_ended(self):
        inputs = self.office(messages=3)
        output = self.dir / "mail"
        log = self.dir / "log"
        log.write_bytes(b"of another run\n" * 10000)
        self.assertEqual(self.run_converter(*inputs, "-o", output, "--log", log).returncode, 1)
        before = {path: path.lstat().st_mtime_ns for path in [output, *output.rglob("*")]}
        told = log.read_bytes()
        run = self.run_converter(*inputs, "-o", output, "--resume", "--log", log)
        self.assertEqual(log.read_bytes(), told)
        self.assertEqual([json.loads(line)["event"] for line in told.splitlines()][::len(told.splitlines()) - 1],
                         ["run_begun", "run_finished"])
        self.assertEqual((run.returncode, run.stderr.decode()),
                         (1, f"ccmail2mbox: {output}: that run has finished; nothing is left to do\n"))
        self.assertEqual({path: path.lstat().st_mtime_ns for path in [output, *output.rglob("*")]}, before)

    def test_only_what_was_begun_is_resumed(self):
        inputs = self.office(messages=3)
        table = self.dir / "labels.csv"
        table.write_text("label,meaning\nBetreff,Subject\n")
        output = self.dir / "mail"
        self.assertEqual(self.run_converter(*inputs, "-q", "-o", output, env=faults(ROOM=20_000)).returncode, 4)
        before = tree_of(output)

        def refused(*arguments):
            run = self.run_converter(*arguments, "-q", "-o", output, "--resume")
            self.assertEqual(run.returncode, 2, arguments)
            self.assertIn(b"the unfinished run there had other options, or its inputs have changed since", run.stderr)
            self.assertEqual(tree_of(output), before)

        for options in (["-f", "eml"], ["--unread"], ["--timezone", "Europe/Berlin"], ["--codepage", "437"],
                        ["--date-order", "dmy"], ["--domain", "example.org"], ["--files", "hex"], ["--mac", "data"],
                        ["--join-texts"], ["--skip-folder", "Trash"], ["--labels", table], ["--log-content"]):
            refused(*inputs, *options)
        refused(*reversed(inputs))
        refused(inputs[0] / "stray.exp")
        one = inputs[0] / "stray.exp"
        status = one.stat()
        os.utime(one, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
        refused(*inputs)
        os.utime(one, ns=(status.st_atime_ns, status.st_mtime_ns))
        data = one.read_bytes()
        one.write_bytes(data + b" ")
        os.utime(one, ns=(status.st_atime_ns, status.st_mtime_ns))
        refused(*inputs)
        one.write_bytes(data)
        os.utime(one, ns=(status.st_atime_ns, status.st_mtime_ns))
        shutil.copy(one, inputs[0] / "another.exp")
        refused(*inputs)
        (inputs[0] / "another.exp").unlink()
        # What changes no byte may differ.
        self.assertEqual(self.run_converter(*inputs, "-v", "-j", 3, "--strict", "-o", output, "--resume").returncode, 1)

    def test_signals_leave_what_can_be_resumed_and_say_so(self):
        first, _ = self.generate("--messages", 10, name="first.exp")
        silent = self.dir / "silent"
        os.mkfifo(silent)
        second, _ = self.generate("--messages", 10, "--seed", 2, name="second.exp")
        mail = second.read_bytes()
        output = self.dir / "mail"
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            arguments = [first, silent, "-q", "-j", "1", "-o", output] + (["--resume"] if output.exists() else [])
            process = subprocess.Popen([e2e.program(), *map(str, arguments)], stderr=subprocess.PIPE)
            self.addCleanup(process.stderr.close)
            writer = os.open(silent, os.O_WRONLY)  # waits until it is opened
            process.send_signal(number)
            self.assertEqual(process.wait(timeout=60), code)
            self.assertEqual(process.stderr.read().decode(), f"ccmail2mbox: interrupted; {output} is not complete; the same "
                                                             "command with --resume goes on\n")
            os.close(writer)
            self.assertEqual([path.name for path in output.iterdir() if path.name != PARTS], ["first"])
        process = subprocess.Popen([e2e.program(), first, silent, "-q", "-o", output, "--resume"])
        with open(silent, "wb") as pipe:
            pipe.write(mail)
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual(sum(len(self.read(path)) for path in (output / "silent").iterdir()), 10)

    def test_a_pipe_is_read_again(self):
        """What an earlier run read from it may have been something else."""
        one, two = (self.generate("--messages", 5, "--seed", seed, name=f"{seed}.exp")[0] for seed in (1, 2))
        output = self.dir / "mail"
        for change in range(1, 100):  # the last that leaves something to do
            run = self.run_converter("-", "-q", "-o", output, input=one.read_bytes(), env=faults(KILL=change))
            self.assertEqual(run.returncode, -signal.SIGKILL)
            if list(output.glob("stdin/*")):
                break
            shutil.rmtree(output, ignore_errors=True)
        self.convert("-", "-q", "-o", output, "--resume", input=two.read_bytes())
        wanted = self.dir / "wanted"
        self.convert("-", "-q", "-o", wanted, input=two.read_bytes())
        self.assertEqual(tree_of(output), tree_of(wanted))
        run = self.run_converter("-", "-o", output, "--resume", input=one.read_bytes())
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"holds a finished run, and what - gives cannot be compared with what it gave then", run.stderr)


class ChangingDumps(Crash):
    def test_on_standard_output(self):
        """Nobody reads the mail, so the dump is not read to its end, until it has changed."""
        large, _ = self.generate("--messages", 60, "--attachments", 60, "--attachment-size", "500000:600000")
        other, _ = self.generate("--messages", 5, "--seed", 2, name="other.exp")
        changes = {
            "grows": lambda data: data + b"more",
            "shrinks": lambda data: data[:-1],
            "is rewritten": lambda data: data,
        }
        data = large.read_bytes()
        for what, change in changes.items():
            with self.subTest(what=what):
                large.write_bytes(data)
                process = subprocess.Popen([e2e.program(), large, other, "-j", "2"], stdout=subprocess.PIPE,
                                           stderr=subprocess.PIPE)
                begin = process.stdout.read(1)
                time.sleep(0.02)  # a tick of the kernel's clock
                large.write_bytes(change(data))
                rest, messages = process.communicate(timeout=60)
                self.assertEqual(process.returncode, 3)
                self.assertRegex(messages.decode(), rf"(?m)^ccmail2mbox: {large}:\d+: the file (changed while it was read|"
                                 r"became shorter while it was read).*mail of it that was written before is not to be trusted$")
                self.assertTrue((begin + rest).endswith(self.convert(other)))
                self.assertIn(b"1 export converted: 5 messages", messages)

    def test_in_a_directory(self):
        """The dump changes while the run stands still in the middle of it."""
        dump, _ = self.generate("--messages", 60, "--attachments", 60, "--attachment-size", "500000:600000")
        other, _ = self.generate("--messages", 5, "--seed", 2, name="other.exp")
        for attempt in range(50):
            output = self.dir / f"mail{attempt}"
            process = subprocess.Popen([e2e.program(), dump, other, "-j", "1", "-q", "-o", output], stderr=subprocess.PIPE)
            self.addCleanup(process.stderr.close)
            building = output / PARTS / "building-0" / "mail"

            def is_at_it(building=building):
                return any(path.stat().st_size > 0 for path in building.glob("*.mbox"))

            while not is_at_it() and process.poll() is None:
                pass
            process.send_signal(signal.SIGSTOP)
            while pathlib.Path(f"/proc/{process.pid}/stat").read_text("ascii").rsplit(")")[1].split()[0] not in "TZ":
                pass
            caught = is_at_it()
            if caught:
                with open(dump, "ab") as end:
                    end.write(b"more")
            process.send_signal(signal.SIGCONT)
            code = process.wait(timeout=60)
            if caught:
                break
        self.assertTrue(caught, "never stopped in time")
        self.assertEqual(code, 3)
        self.assertIn(b": the file changed while it was read (", process.stderr.read())
        self.assertEqual({path.name for path in output.iterdir()},
                         {"other", "duplicates.csv", "manifest.jsonl", "report.html", "report.json", "run.json", "SHA256SUMS"})
        self.assertIn("the file changed while it was read", (output / "report.json").read_text())


if __name__ == "__main__":
    e2e.main()
