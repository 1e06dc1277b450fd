#!/usr/bin/python3
"""ccmail2mbox explain: from the command line, from files in every encoding that logs come in, and from a pipe."""

import random
import re

import e2e

LOG = """Exporting messages in mailbox "Müller, Jürgen" to file EXPORT\\MSG4A27.CCM
The service started.
EXPORT.EXE error exporting user 'Müller, Jürgen' - Bad Parameters on the command line
Invalid Token '6' found in the exported file. Token should have been 'Message:'
"""


class Explain(e2e.TestCase):
    def explain(self, *arguments, code=0, **how):
        run = self.run_converter("explain", *arguments, **how)
        self.assertEqual(run.returncode, code, run.stderr)
        return run.stdout.decode()

    def test_a_number_and_words(self):
        self.assertIn("Q184391", self.explain("1029"))
        self.assertEqual(self.explain("EXPORT", "3"), self.explain("EXPORT 3"))
        self.assertIn("IE.RI is not beside EXPORT.EXE", self.explain("R0002"))

    def test_nothing_known(self):
        for text in ("hello", "1028", "1099", "EXPORT 2"):
            self.explain(text, code=1)

    def test_a_log_reads_the_same_in_every_encoding(self):
        path = self.dir / "events.log"
        path.write_text(LOG, encoding="utf-8")
        expected = self.explain(path)
        self.assertIn("user 'Müller, Jürgen'", expected)
        self.assertIn("4 lines: 3 understood, 1 not\n", expected)
        for encoding in ("utf-8-sig", "utf-16", "cp850", "cp1252"):
            path.write_bytes(LOG.replace("\n", "\r\n").encode(encoding))
            self.assertEqual(self.explain(path), expected, encoding)
            with open(path, "rb") as log:
                self.assertEqual(self.explain("-", stdin=log), expected, encoding)
        path.write_bytes(LOG.replace("ü", "п").encode("cp866"))
        self.assertEqual(self.explain(path, "--codepage", "866"), expected.replace("ü", "п"))

    def test_a_file_beats_words_but_not_numbers(self):
        (self.dir / "1029").write_text("nothing")
        self.assertIn("Q184391", self.explain("1029", cwd=self.dir))
        self.assertIn("1 line: 0 understood", self.explain("./1029", cwd=self.dir, code=1))

    def test_files_that_cannot_be_read(self):
        self.explain(self.dir / "no.log", code=3)
        self.explain(self.dir, code=3)
        (self.dir / "good.log").write_text("EXPORT 3\n")
        self.assertIn("EXPORT 3", self.explain(self.dir / "good.log", self.dir, code=3))

    def test_usage_and_output(self):
        self.explain(code=2)
        self.explain("", code=2)
        self.explain("1029", "--codepage", "klingon", code=2)
        with open("/dev/full", "wb") as full:
            self.assertEqual(self.run_converter("explain", "1029", stdout=full).returncode, 4)

    def test_the_example_in_the_documentation(self):
        text = (e2e.ROOT / "docs" / "explain.md").read_text(encoding="utf-8")
        examples = re.findall(r"^\$ ccmail2mbox explain (\S+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        self.assertTrue(examples)
        for argument, output in examples:
            self.assertEqual(self.explain(argument), output)

    def test_noise_of_any_kind_is_no_error(self):
        path = self.dir / "noise.log"
        path.write_bytes(random.Random(1).randbytes(200000) + b"\nEXPORT 3\n")
        self.assertIn("EXPORT 3: not configured", self.explain(path, "--codepage", "850"))


if __name__ == "__main__":
    e2e.main()
