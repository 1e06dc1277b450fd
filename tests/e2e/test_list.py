#!/usr/bin/python3
"""list: a line for every message, in the order of the dumps, and nothing in it that a spreadsheet or terminal obeys."""

import csv
import fcntl
import io
import os
import pty
import struct
import subprocess
import termios

import e2e


class List(e2e.TestCase):
    def rows(self, *arguments, code=0, **how):
        run = self.run_converter("list", "--csv", *arguments, **how)
        self.assertEqual(run.returncode, code, run.stderr.decode(errors="replace"))
        return list(csv.DictReader(io.StringIO(run.stdout.decode(), newline="")))

    def test_every_message_as_it_was_written(self):
        for seed, (page, dialect) in enumerate((("850", "folders=inside"), ("macroman", "folders=between"),
                                                ("932", "sizes=none,folders=inside"))):
            with self.subTest(page=page):
                dump, truth = self.generate("--seed", seed, "--messages", 300, "--codepage", page, "--dialect", dialect)
                rows = self.rows("--codepage", page, dump)
                self.assertEqual(len(rows), len(truth))
                for row, message in zip(rows, truth):
                    self.assertEqual((row["dump"], row["number"], row["folder"]),
                                     (str(dump), str(message["number"]), message["folder"] or "Inbox"))
                    self.assertEqual(row["from"].lstrip("'"), message["from"]["text"])
                    self.assertEqual(row["date"], message["date_text"].strip())
                    self.assertEqual(row["subject"].lstrip("'"), message["subject"])
                    self.assertEqual(row["items"], str(len(message["items"])))
                    if "sizes=none" not in dialect:
                        self.assertEqual(dump.read_bytes()[int(row["offset"]):][:8], b"Message:")

    def test_dumps_come_in_order_packed_or_not(self):
        office, truth = self.generate("--accounts", 5, "--messages", 10, name="office")
        first = sorted(office.iterdir())[0]
        subprocess.run(["gzip", first], check=True)
        rows = self.rows(office)
        self.assertEqual(len(rows), 50)
        self.assertEqual([row["dump"] for row in rows], sorted(row["dump"] for row in rows))

    def test_no_cell_passes_for_a_formula(self):
        dump = self.dir / "x.exp"
        subjects = ["=1+1", "+1", "-1", "@SUM(A1)", "a,b", 'say "x"', "plain"]
        dump.write_bytes(b"".join(e2e.dump_message(subject, [(b"Text item:", b"x")]) for subject in subjects))
        self.assertEqual([row["subject"] for row in self.rows(dump)],
                         ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "a,b", 'say "x"', "plain"])

    def test_the_table_is_cut_at_the_width_of_the_terminal_and_only_there(self):
        dump = self.dir / "x.exp"
        long = "a subject of so many words that it does not fit into any line of a terminal at all, " * 3
        dump.write_bytes(e2e.dump_message(long, [(b"Text item:", b"x")]) + e2e.dump_message("y", [(b"Text item:", b"x")]))
        self.assertIn(long.strip(), self.run_converter("list", dump).stdout.decode())
        for width in (60, 100, 160):
            ours, theirs = pty.openpty()
            fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
            child = subprocess.Popen([e2e.program(), "list", str(dump)], stdout=theirs)
            os.close(theirs)
            shown = b""
            try:
                while part := os.read(ours, 65536):
                    shown += part
            except OSError:  # the terminal is closed
                pass
            os.close(ours)
            self.assertEqual(child.wait(), 0)
            lines = shown.decode().splitlines()
            self.assertEqual(len(lines), 3)
            for line in lines:
                self.assertLessEqual(len(line), width)

    def test_a_reader_that_goes_away_ends_it(self):
        dump, _ = self.generate("--messages", 20000, "--text-size", "10", "--attachments", 0)
        run = subprocess.run(["bash", "-c", f"{e2e.program()} list {dump} | head -2; exit ${{PIPESTATUS[0]}}"],
                             capture_output=True, timeout=60)
        self.assertEqual(run.returncode, 4)
        self.assertEqual(run.stderr, b"")
        self.assertEqual(len(run.stdout.splitlines()), 2)

    def test_bytes_that_belong_nowhere_and_files_that_are_not_there_show_in_the_status(self):
        dump = self.dir / "x.exp"
        dump.write_bytes(e2e.dump_message("a", [(b"Text item:", b"x")]) + b"\x01junk\x02" * 9)
        self.assertEqual(len(self.rows(dump, code=1)), 1)
        self.assertEqual(len(self.rows(dump, self.dir / "no", code=3)), 1)


if __name__ == "__main__":
    e2e.main()
