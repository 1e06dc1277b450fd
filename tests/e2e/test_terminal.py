"""What a person at a terminal sees: the lines fit it, colours come only where they are wanted, errors say what to do."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios

from e2e import ROOT, TestCase, environment, main, program

ESCAPE = re.compile(rb"\x1b\[[0-9;]*[A-Za-z]")
SAMPLE = ROOT / "corpus" / "postoffice"


class Terminal(TestCase):
    def show(self, columns, *arguments, **variables):
        """The exit status and what the terminal of standard error was sent."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        surroundings = environment(TERM="xterm", LC_ALL="C.UTF-8")
        surroundings.pop("NO_COLOR", None)
        surroundings.update(variables)
        run = subprocess.Popen([program(), *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=theirs, env=surroundings, cwd=self.dir)
        os.close(theirs)
        sent = b""
        try:
            while read := os.read(ours, 65536):
                sent += read
        except OSError:  # the end
            pass
        os.close(ours)
        return run.wait(timeout=60), sent.replace(b"\r\n", b"\n")

    def assert_fits(self, sent, columns):
        """What is drawn and drawn over counts as it stands on the line; a single word may be wider."""
        for line in ESCAPE.sub(b"", sent).decode().split("\n"):
            for drawn in line.split("\r"):
                if " " in drawn.strip():
                    self.assertLessEqual(len(drawn), columns, drawn)

    def test_no_line_wraps(self):
        for columns in (80, 40):
            with self.subTest(columns=columns):
                status, sent = self.show(columns, SAMPLE, "-o", f"mail{columns}")
                self.assertEqual(status, 0, sent)
                self.assert_fits(sent, columns)
                self.assertIn(b"\n  ccmail2mbox verify ", ESCAPE.sub(b"", sent))

    def test_the_bar_fits_and_is_gone_at_the_end(self):
        dump, _ = self.generate("--messages", 20000, "--seed", 1)
        for columns in (80, 40):
            with self.subTest(columns=columns):
                status, sent = self.show(columns, dump, "--progress", "always", "-q", "-o", self.dir / str(columns))
                self.assertEqual(status, 0, sent)
                self.assert_fits(sent, columns)
                drawn = sent.split(b"\r")
                # Whether it was drawn at all depends on how long that took.
                if len(drawn) > 1:
                    self.assertRegex(drawn[1], rb"^\[#*\.*\]  \d+ %")
                    self.assertEqual(drawn[-1], b"")
                    self.assertEqual(drawn[-2].strip(b" "), b"")
                    self.assertGreaterEqual(len(drawn[-2]), len(drawn[-3].rstrip()))

    def test_colours_only_where_they_are_wanted(self):
        def colourful(*more, **variables):
            return bool(ESCAPE.search(self.show(80, SAMPLE, "-o", "mail", "--replace", *more,
                                                **variables)[1]))
        self.assertTrue(colourful())
        self.assertFalse(colourful(NO_COLOR="1"))
        self.assertTrue(colourful(NO_COLOR=""))
        self.assertFalse(colourful(TERM="dumb"))
        self.assertFalse(colourful("--color", "never"))
        self.assertTrue(colourful("--color", "always", NO_COLOR="1"))

    def test_without_colours_no_escape_sequence_at_all(self):
        _, sent = self.show(80, SAMPLE, "-o", self.dir / "mail", "--progress", "always", NO_COLOR="1")
        self.assertNotIn(b"\x1b", sent)
        piped = self.run_converter(SAMPLE, "-o", self.dir / "piped", "--progress", "always")
        self.assertNotIn(b"\x1b", piped.stderr)
        quiet = self.run_converter(SAMPLE, "-o", self.dir / "quiet")
        self.assertNotRegex(quiet.stderr, rb"\x1b|\r")

    def test_a_pipe_is_not_wrapped(self):
        piped = self.run_converter(SAMPLE, "-o", self.dir / "mail").stderr.decode()
        self.assertIn("\nNO TIME ZONE GIVEN: dates show the wall clock of the post office, marked -0000; "
                      "--timezone makes them exact\n", piped)

    def test_the_table_says_what_became_of_each_account(self):
        damaged = self.dir / "damaged"
        damaged.write_bytes((SAMPLE / "munich" / "sd2.2").read_bytes() + b"\x01\x02 nothing that belongs to a message" * 9)
        run = self.run_converter(damaged, "-o", self.dir / "mail")
        head, row = re.search(r"^(  account .*)\n(  damaged .*)$", run.stderr.decode(), re.MULTILINE).groups()
        self.assertEqual(head.split(), ["account", "messages", "attachments", "repaired", "quarantined", "guesses", "folders"])
        self.assertRegex(row, r"^  damaged +6 +4 ")


class Remedies(TestCase):
    """Errors say what, where, why, and what to do."""

    def error(self, *arguments, code, **how):
        run = self.run_converter(*arguments, **how)
        self.assertEqual(run.returncode, code, run.stderr)
        return run.stderr.decode()

    def test_an_input_that_is_not_there(self):
        missing = self.dir / "missing.exp"
        self.assertIn(f"ccmail2mbox: {missing}: No such file or directory; check the name\n",
                      self.error(missing, "-o", self.dir / "mail", code=3))

    def test_an_output_below_a_file(self):
        (self.dir / "file").touch()
        self.assertIn("/file/mail: Not a directory; check the name: part of it is a file\n",
                      self.error(SAMPLE, "-o", self.dir / "file" / "mail", code=4))

    def test_a_report_below_nothing(self):
        self.assertIn("No such file or directory; the directory above it must exist\n",
                      self.error(SAMPLE, "--report", self.dir / "no" / "such", code=4))

    def test_a_full_disk(self):
        with open("/dev/full", "wb") as full:
            self.assertIn("No space left on device; make room\n", self.error(SAMPLE, code=4, stdout=full))

    def test_an_output_that_is_in_use(self):
        mail = self.dir / "mail"
        self.convert(SAMPLE, "-o", mail)
        self.assertIn("name a new directory, or say --replace", self.error(SAMPLE, "-o", mail, code=2))
        (self.dir / "other").mkdir()
        (self.dir / "other" / "file").touch()
        self.assertIn("name a new directory", self.error(SAMPLE, "-o", self.dir / "other", code=2))

    def test_files_and_names_that_options_ask_for(self):
        for option, value, remedy in [("--labels", "/no/such", "No such file or directory; check the name"),
                                      ("--settings", "/no/such", "No such file or directory; check the name"),
                                      ("--timezone", "Nowhere", "such as America/New_York"),
                                      ("--domain", "x y", "as example.org is"),
                                      ("--mac", "both", "is not one of appledouble|data|macbinary")]:
            with self.subTest(option):
                self.assertIn(remedy + "\n" if "such as" not in remedy else remedy,
                              self.error(SAMPLE, option, value, code=2))

    def test_commands_have_them_too(self):
        self.assertIn("; name the directory that --output named\n", self.error("verify", self.dir / "none", code=2))
        for command, code in (("inspect", 3), ("list", 3)):
            self.assertIn("No such file or directory; check the name\n",
                          self.error(command, self.dir / "none", code=code))

    def test_an_option_that_there_is_not(self):
        self.assertIn("Try 'ccmail2mbox --help'.", self.error(SAMPLE, "--nonesuch", code=2))


if __name__ == "__main__":
    main()
