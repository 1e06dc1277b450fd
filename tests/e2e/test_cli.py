#!/usr/bin/python3
"""The command line: exit codes, what is refused, inputs of every form, signals and readers that go away."""

import bz2
import gzip
import json
import lzma
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import threading
import time

import e2e

def dump_of(*subjects, text=b"hello\r\n"):
    return b"".join(e2e.dump_message(subject, [(b"Text item: Text_1", text)]) for subject in subjects)


class Cli(e2e.TestCase):
    def setUp(self):
        super().setUp()
        self.dump = self.dir / "jeff.exp"
        self.dump.write_bytes(dump_of("first", "second"))

    def subjects(self, mbox):
        return [message["Subject"] for message in self.read(mbox)]

    def accounts(self, mbox):
        return [message["X-ccmail2mbox-Account"] for message in self.read(mbox)]


class ExitCodes(Cli):
    def code(self, *arguments, **how):
        return self.run_converter(*arguments, **how).returncode

    def test_0_and_nothing_but_mail_on_stdout(self):
        run = self.run_converter(self.dump, "-v")
        self.assertEqual(run.returncode, 0)
        self.assertEqual(self.subjects(run.stdout), ["first", "second"])

    def test_1_when_bytes_are_quarantined(self):
        strange = self.dir / "strange.bin"
        strange.write_bytes(b"not an export\r\n" * 100)
        self.assertEqual(self.code(strange), 1)
        with_junk = self.dir / "junk.exp"
        with_junk.write_bytes(dump_of("first") + b"\x01\x02junk that no size covers\x03" * 20)
        run = self.run_converter(with_junk)
        self.assertEqual(run.returncode, 1)
        self.assertEqual(self.subjects(run.stdout), ["first"])

    def test_3_when_a_packed_dump_is_cut_and_what_came_before_is_converted(self):
        packed = gzip.compress(dump_of("first") + dump_of("second") * 2000)
        cut = self.dir / "cut.exp.gz"
        cut.write_bytes(packed[:len(packed) // 2])
        run = self.run_converter(cut, "-q")
        self.assertEqual(run.returncode, 3)
        self.assertEqual(self.subjects(run.stdout)[0], "first")
        self.assertIn(b"the gzip data end too early", run.stderr)

    def test_2_for_an_output_without_a_name(self):
        self.assertEqual(self.code(self.dump, "-o", ""), 2)

    def test_1_for_repairs_only_with_strict(self):
        repaired = self.dir / "repaired.exp"
        whole = dump_of("first", "second", "third")
        repaired.write_bytes(whole.replace(b"%12d\r\nhello" % 7, b"%12d\r\nhello" % 4, 1))
        self.assertNotEqual(repaired.read_bytes(), whole)
        self.assertEqual(self.code(repaired), 0)
        self.assertEqual(self.code(repaired, "--strict"), 1)
        self.assertEqual(self.code(self.dump, "--strict"), 0)

    def test_a_thousand_times_the_same_damage_takes_four_lines(self):
        dump = self.dir / "sd1.2"
        dump.write_bytes(b"".join(e2e.dump_message(f"number {i}", [(b"Text item:", b"x")], date="2/31/99  8:39")
                                  for i in range(1000)))
        offsets = [len(part) for part in dump.read_bytes().split(b"Message:")]
        last = sum(offsets[:-1]) + (len(offsets) - 2) * len(b"Message:")
        for arguments in ([], ["--verbose"]):
            report = self.run_converter(dump, *arguments).stderr.decode()
            lines = [line.replace(f"{dump}:", "sd1.2:") for line in report.splitlines() if line.startswith(f"{dump}:")]
            self.assertRegex(lines[0], r"^sd1.2:0: '2/31/99  8:39' does not exist .*; dated 1999-02-28T08:39:00$")
            self.assertEqual(lines[3], f"sd1.2: ... and 997 more like this, up to offset {last}")
            self.assertEqual(len([line for line in lines if ": sizes count " not in line]), 4, report)
            self.assertIn("\n1,000 pieces of damage\n", report)

    def test_2_for_wrong_usage(self):
        for arguments in ([], ["--no-such-option", self.dump], [self.dump, "--codepage", "nonsense"],
                          [self.dump, "--date-order", "ydm"], [self.dump, "--timezone", "Nowhere/Land"], [self.dump, "--timezone", ""],
                          [self.dump, "--jobs", "0"], [self.dump, "--progress", "often"]):
            with self.subTest(arguments=arguments):
                run = self.run_converter(*arguments)
                self.assertEqual(run.returncode, 2, run.stderr)
                self.assertEqual(run.stdout, b"")
                self.assertNotEqual(run.stderr, b"")

    def test_a_wrong_word_is_answered_with_the_right_ones(self):
        run = self.run_converter(self.dump, "--mac", "binhex")
        self.assertEqual((run.returncode, run.stderr), (2, b"ccmail2mbox: --mac: 'binhex' is not one of "
                                                           b"appledouble|data|macbinary\n"))
        run = self.run_converter(self.dump, "--files", "binhex")
        self.assertEqual((run.returncode, run.stderr), (2, b"ccmail2mbox: --files: 'binhex' is not one of "
                                                           b"auto|raw|hex\n"))

    def test_a_guess_that_attachments_are_hexadecimal_is_said(self):
        picture = b"GIF89a and its pixels".hex().encode()
        self.dump.write_bytes(e2e.dump_message("Picture", [(b"File item: LOGO.GIF", picture)]))
        run = self.run_converter(self.dump)
        self.assertIn(b"; attachments in hexadecimal by 'LOGO.GIF' (a guess)\n", run.stderr)
        self.assertIn(b"1 attachment decoded from hexadecimal text\n", run.stderr)
        for told in ("raw", "hex"):
            self.assertNotIn(b"attachments in hexadecimal", self.run_converter(self.dump, "--files", told).stderr)
        self.dump.write_bytes(e2e.dump_message("Unknown", [(b"File item: UNKNOWN", b"7f" * 500)]))
        self.assertIn(b"; attachments could be hexadecimal (--files hex decodes them)\n",
                      self.run_converter(self.dump).stderr)

    def test_3_when_an_input_cannot_be_read(self):
        run = self.run_converter(self.dir / "missing.exp")
        self.assertEqual(run.returncode, 3)
        self.assertIn(b"missing.exp", run.stderr)

    def test_4_when_the_disk_is_full(self):
        with open("/dev/full", "wb") as full:
            self.assertEqual(self.code(self.dump, stdout=full), 4)
        large, _ = self.generate("--messages", 300, "--attachments", 300)
        for jobs in (1, 4):
            with open("/dev/full", "wb") as full:
                self.assertEqual(self.code(large, "-j", jobs, stdout=full, timeout=60), 4)

    def test_an_empty_dump_is_an_empty_mailbox(self):
        for number, noise in enumerate((b"", b"\r\n\r\n", b"\x1a", b"\0" * 512)):
            empty = self.dir / f"empty{number}.exp"
            empty.write_bytes(noise)
            run = self.run_converter(empty)
            self.assertEqual((run.returncode, run.stdout), (0, b""), noise)
            self.assertIn(f"{empty}: no messages; gives an empty mailbox\n".encode(), run.stderr)
        for form, files in (("mbox", {"Inbox.mbox"}), ("eml", {"Inbox"}), ("maildir", {"Maildir"})):
            output = self.dir / form
            self.assertEqual(self.code(self.dir / "empty0.exp", "-f", form, "-o", output), 0)
            self.assertEqual({path.name for path in (output / "empty0").iterdir()}, files)
            self.assertIsNone(json.loads((output / "report.json").read_text("utf-8"))["inputs"][0]["dialect"])
        self.assertEqual((self.dir / "maildir/empty0/Maildir/subscriptions").read_bytes(), b"INBOX\n")
        self.assertEqual((self.dir / "mbox/empty0/Inbox.mbox").read_bytes(), b"")

    def test_a_dump_of_rubbish_is_no_empty_mailbox(self):
        rubbish = self.dir / "rubbish.exp"
        rubbish.write_bytes(b"nothing of cc:Mail's\r\n" * 10)
        run = self.run_converter(rubbish)
        self.assertEqual(run.returncode, 1)
        self.assertNotIn(b"empty mailbox", run.stderr)

    def test_folders_that_are_left_out_are_counted(self):
        dump = self.dir / "folders.exp"
        dump.write_bytes(b"".join(
            e2e.dump_message(folder, [(b"Text item:", b"x")], more=f"Folder: {folder}\r\n".encode("cp850"))
            for folder in ("Entwürfe", "Inbox", "ENTWÜRFE", "Trash", "Trash bin")))
        run = self.run_converter(dump, "--skip-folder", "trash", "--skip-folder", "entwürfe", "--skip-folder", "Drafts")
        self.assertEqual((run.returncode, self.subjects(run.stdout)), (0, ["Inbox", "Trash bin"]))
        self.assertIn("3 messages left out by --skip-folder: 'ENTWÜRFE' 1, 'Entwürfe' 1, 'Trash' 1\n"
                      "--skip-folder: there is no folder 'Drafts'\n".encode(), run.stderr)
        self.assertEqual(self.run_converter(dump, "--skip-folder", "").returncode, 2)
        output = self.dir / "mail"
        self.assertEqual(self.code(dump, "-o", output, "--skip-folder", "Trash", "--codepage", "850"), 0)
        self.assertEqual({path.name for path in (output / "folders").iterdir()},
                         {"Entwürfe.mbox", "ENTWÜRFE%~" + self.short("ENTWÜRFE") + ".mbox", "Inbox.mbox",
                          "Trash bin.mbox"})

    def short(self, name):
        return e2e.sha256(name.encode())[:8]

    def test_version_and_help(self):
        for option in ("--version", "--help"):
            run = self.run_converter(option)
            self.assertEqual(run.returncode, 0)
            self.assertIn(b"ccmail2mbox", run.stdout)


class Refusals(Cli):
    def test_a_terminal_gets_no_mail(self):
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        self.addCleanup(os.close, theirs)
        run = self.run_converter(self.dump, stdout=theirs)
        self.assertEqual(run.returncode, 2)
        self.assertNotEqual(run.stderr, b"")
        readable, _, _ = select.select([ours], [], [], 0.1)
        self.assertEqual(readable, [], "something was written to the terminal")

    def refused(self, *arguments):
        run = self.run_converter(*arguments)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertNotEqual(run.stderr, b"")

    def test_an_output_inside_an_input(self):
        office = self.dir / "office"
        office.mkdir()
        (office / "jeff.exp").write_bytes(dump_of("first"))
        self.refused(office, "-o", office)
        self.refused(office, "-o", office / "mail")
        (self.dir / "link").symlink_to(office)
        self.refused(office, "-o", self.dir / "link" / "mail")
        self.assertEqual(sorted(path.name for path in office.iterdir()), ["jeff.exp"])

    def test_a_directory_that_is_not_ours(self):
        theirs = self.dir / "documents"
        theirs.mkdir()
        (theirs / "letter.txt").write_text("Dear Sir")
        self.refused(self.dump, "-o", theirs)
        self.assertEqual([path.name for path in theirs.iterdir()], ["letter.txt"])

    def test_a_file_as_output_directory(self):
        occupied = self.dir / "occupied"
        occupied.write_text("a file")
        run = self.run_converter(self.dump, "-o", occupied)
        self.assertIn(run.returncode, (2, 4))
        self.assertEqual(occupied.read_text(), "a file")

    def test_an_empty_directory_is_taken(self):
        output = self.dir / "mail"
        output.mkdir()
        self.convert(self.dump, "-o", output)
        self.assertEqual(self.subjects(output / "jeff" / "Inbox.mbox"), ["first", "second"])


class Inputs(Cli):
    def test_stdin(self):
        mbox = self.convert("-", input=dump_of("first", "second"))
        self.assertEqual(self.subjects(mbox), ["first", "second"])
        self.assertEqual(self.accounts(mbox), ["stdin", "stdin"])

    def test_compressed_by_content_whatever_the_name(self):
        dump, _ = self.generate("--messages", 40)
        plain = dump.read_bytes()
        wanted = self.convert(dump)
        half = len(plain) // 2
        packed = {
            "gzip": gzip.compress(plain),
            "gzip of two members": gzip.compress(plain[:half]) + gzip.compress(plain[half:]),
            "bzip2": bz2.compress(plain),
            "xz": lzma.compress(plain),
            "zstd": subprocess.run(["zstd", "-c", dump], check=True, stdout=subprocess.PIPE).stdout,
        }
        for how, data in packed.items():
            with self.subTest(how=how):
                folder = self.dir / how.replace(" ", "_")
                folder.mkdir()
                (folder / "dump.exp").write_bytes(data)
                self.assertEqual(self.convert(folder / "dump.exp"), wanted)
                (self.dir / "stdin").write_bytes(plain)
                self.assertEqual(self.convert("-", input=data), self.convert(self.dir / "stdin"))

    def test_known_endings_are_no_part_of_the_account(self):
        names = {"a.exp": "a", "b.CCM": "b", "c.txt": "c", "d.und": "d", "e.exp.gz": "e", "sd1.2": "sd1.2", "f.g.txt": "f.g",
                 "h.xyz": "h.xyz", "i": "i", "j.ccm.zst": "j"}
        office = self.dir / "office"
        office.mkdir()
        for name in names:
            (office / name).write_bytes(dump_of(name))
        messages = self.read(self.convert(office))
        self.assertEqual({message["Subject"]: message["X-ccmail2mbox-Account"] for message in messages}, names)

    def test_a_directory_is_searched_in_byte_order(self):
        office = self.dir / "office"
        names = ["B.exp", "a.exp", "a/z.exp", "b/c/d.exp", "ä.exp", "_.exp", "a-b.exp"]
        for name in names:
            (office / name).parent.mkdir(parents=True, exist_ok=True)
            (office / name).write_bytes(dump_of(name))
        in_order = sorted(names, key=lambda name: [os.fsencode(part) for part in name.split("/")])
        self.assertEqual(self.subjects(self.convert(office)), in_order)
        self.assertEqual(self.subjects(self.convert(office, "-j", 4)), in_order)

    def test_what_is_no_export_is_listed_and_left(self):
        office = self.dir / "office"
        office.mkdir()
        (office / "MLANDATA").write_bytes(b"\x01\x02\x03" * 1000)
        (office / "old.zip").write_bytes(b"PK\x03\x04" + bytes(100))
        (office / "jeff.exp").write_bytes(dump_of("first"))
        run = self.run_converter(office)
        self.assertEqual(run.returncode, 0)
        self.assertEqual(self.subjects(run.stdout), ["first"])
        self.assertIn(b"old.zip", run.stderr)
        self.assertIn(b"ZIP", run.stderr)
        self.assertIn(b"MLANDATA", run.stderr)

    def test_an_empty_file_in_a_directory_is_no_mailbox_but_said(self):
        office = self.dir / "office"
        office.mkdir()
        (office / "jeff.exp").write_bytes(dump_of("first"))
        empty = office / "amy.exp"
        empty.write_bytes(b"")
        output = self.dir / "mail"
        run = self.run_converter(office, "-o", output)
        self.assertEqual(run.returncode, 0)
        self.assertIn(f"{empty}: empty, left out; named as INPUT it gives an empty mailbox\n".encode(), run.stderr)
        report = json.loads((output / "report.json").read_text("utf-8"))
        self.assertEqual([entry["account"] for entry in report["inputs"]], ["jeff"])
        self.assertEqual(report["no_exports"], [{"file": "amy.exp", "seems_to_be": "empty"}])
        # As the line says.
        named = self.dir / "named"
        self.assertEqual(self.run_converter(office, empty, "-o", named).returncode, 0)
        self.assertEqual((named / "amy" / "Inbox.mbox").read_bytes(), b"")

    def test_an_export_is_found_behind_what_stands_before_it(self):
        office = self.dir / "office"
        office.mkdir()
        (office / "jeff.exp").write_bytes(b'Exporting messages in mailbox "Grewal, Jeff"\r\n' * 3 + dump_of("first"))
        self.assertEqual(self.subjects(self.convert(office, code=None)), ["first"])

    def test_accounts_that_collide_are_told_apart_by_the_shortest_path(self):
        for name in ("x/po1/sd1.2", "x/po2/sd1.2", "y/po1/sd2.2"):
            path = self.dir / "office" / name
            path.parent.mkdir(parents=True)
            path.write_bytes(dump_of(name))
        wanted = {"x/po1/sd1.2": "po1/sd1.2", "x/po2/sd1.2": "po2/sd1.2", "y/po1/sd2.2": "sd2.2"}
        one, two = self.dir / "office" / "x", self.dir / "office" / "y"
        for inputs in ([one, two], [two, one]):
            messages = self.read(self.convert(*inputs))
            self.assertEqual({m["Subject"]: m["X-ccmail2mbox-Account"] for m in messages}, wanted)
        output = self.dir / "mail"
        self.convert(one, two, "-o", output)
        self.assertEqual(self.subjects(output / "po1%2Fsd1.2" / "Inbox.mbox"), ["x/po1/sd1.2"])

    def test_folders_never_leave_the_output(self):
        names = ["../../escape", "a/b", "con", ".hidden", "dot.", "..", "C:\\TEMP", "50%", "nul.txt", "x" * 300]
        self.dump.write_bytes(b"".join(
            e2e.dump_message(name, [(b"Text item:", b"x\r\n")], more=f"Folder: {name}\r\n".encode()) for name in names))
        output = self.dir / "deep" / "down" / "mail"
        output.parent.mkdir(parents=True)
        self.convert(self.dump, "-o", output)
        boxes = [path for path in self.dir.rglob("*.mbox")]
        self.assertTrue(all(path.parent == output / "jeff" for path in boxes), boxes)
        self.assertEqual({self.read(path)[0]["X-ccmail2mbox-Folder"] for path in boxes}, set(names))

    def test_a_dump_cut_short_gives_what_is_whole(self):
        whole = dump_of("first", "second", "third", text=b"hello\r\n" * 100)
        mbox = self.convert("-", input=whole[:-150], code=None)
        self.assertEqual(self.subjects(mbox)[:2], ["first", "second"])


class ClosedDescriptors(Cli):
    def in_shell(self, command):
        return subprocess.run(["sh", "-c", command, "sh", e2e.program(), str(self.dump)], cwd=self.dir, timeout=60,
                              stdin=subprocess.DEVNULL, capture_output=True).returncode

    def test_a_closed_stdin_is_an_input_that_cannot_be_read(self):
        self.assertEqual(self.in_shell('"$1" - <&- > mbox'), 3)

    def test_a_closed_stdout_is_an_output_that_cannot_be_written(self):
        self.assertEqual(self.in_shell('"$1" "$2" >&-'), 4)

    def test_no_mailbox_takes_the_place_of_a_closed_stderr(self):
        self.assertEqual(self.in_shell('"$1" "$2" -o mail <&- >&- 2>&-'), 0)
        mboxes = list((self.dir / "mail").rglob("*.mbox"))
        self.assertEqual(len(mboxes), 1)
        self.assertEqual(self.subjects(mboxes[0].read_bytes()), ["first", "second"])


class Interruptions(Cli):
    def start(self, *arguments, **how):
        process = subprocess.Popen([e2e.program(), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   **how)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    @staticmethod
    def wait_until_it_heeds_signals(process):
        """The program blocks SIGINT to read it from a descriptor: until then the signal's default would end it."""
        while True:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            if int(re.search(r"SigBlk:\s*(\w+)", status)[1], 16) >> (signal.SIGINT - 1) & 1:
                break
            time.sleep(0.01)
        time.sleep(0.3)  # most often it is busy or waiting by then

    def test_signals_end_a_wait_for_a_silent_stdin(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            for already in (b"", dump_of("first") * 20):
                process = self.start("-", stdin=subprocess.PIPE)
                self.addCleanup(process.stdin.close)
                process.stdin.write(already)
                process.stdin.flush()
                self.wait_until_it_heeds_signals(process)
                process.send_signal(number)
                self.assertEqual(process.wait(timeout=60), code)

    def test_signals_end_a_run_whose_reader_is_stalled(self):
        dump, _ = self.generate("--messages", 3000, "--attachments", 0)
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            process = self.start(dump, "-q", stdin=subprocess.DEVNULL)
            self.wait_until_it_heeds_signals(process)
            process.send_signal(number)
            self.assertEqual(process.wait(timeout=60), code)

    def test_a_reader_that_goes_away_ends_it_quietly(self):
        dump, _ = self.generate("--messages", 2000, "--attachments", 0)
        for jobs in (1, 4):
            process = self.start(dump, "-q", "-j", jobs, stdin=subprocess.DEVNULL)
            self.assertTrue(process.stdout.readline().startswith(b"From "))
            process.stdout.close()
            self.assertEqual(process.wait(timeout=60), 4)
            self.assertEqual(process.stderr.read(), b"")

    def test_a_reader_that_goes_away_while_stdin_is_silent(self):
        process = self.start("-", "-q", stdin=subprocess.PIPE)
        self.addCleanup(process.stdin.close)
        process.stdout.close()
        process.stdin.write(dump_of("first") * 10)
        process.stdin.close()
        self.assertEqual(process.wait(timeout=60), 4)
        self.assertEqual(process.stderr.read(), b"")

    def test_a_slow_writer_is_waited_for(self):
        data = dump_of("first", "second")
        process = self.start("-", stdin=subprocess.PIPE)

        def drip():
            for start in range(0, len(data), 100):
                process.stdin.write(data[start:start + 100])
                process.stdin.flush()
                time.sleep(0.02)
            process.stdin.close()

        thread = threading.Thread(target=drip)
        thread.start()
        mbox = process.stdout.read()
        thread.join()
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual(self.subjects(mbox), ["first", "second"])


if __name__ == "__main__":
    e2e.main()
