#!/usr/bin/python3
"""Each case of the corpus gives what its folder says, byte for byte; the sample post office opens in a mail program."""

import re
import subprocess

import e2e

CORPUS = e2e.ROOT / "corpus"

# The rows of the table of documented damage that leave bytes in a dump, by the Knowledge Base's numbers.
DOCUMENTED = """
    Q184391 Q287056 Q262989 Q233325 Q193745 Q193735 Q192595 Q234745 Q178122 Q238784 Q167024 Q197114 Q223383 Q166561
    Q202240 Q237886 Q166614 Q184053 Q166610 Q186216 Q192700 Q195203 Q181125 Q181130 Q291127 Q216473 Q280071 Q166499
    Q266711 Q184991 Q228534 Q192594 Q249133 Q241553 Q174255 Q179072 undelivered
""".split()


def damage_lines(report):
    """What the report says of single places: `stdin:OFFSET: what; what was done`."""
    lines = report.decode("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if re.match(r"stdin:(\d+:| \.\.\. and )", line))


class Corpus(e2e.TestCase):
    def test_each_case_gives_its_expected_mbox(self):
        cases = sorted(path for path in (CORPUS / "cases").iterdir() if path.is_dir())
        self.assertGreaterEqual(len(cases), 47)
        for case in cases:
            with self.subTest(case=case.name):
                self.assertTrue((case / "about.txt").is_file())
                # From a pipe, so that the account does not depend on where the checkout lies; in the case's folder,
                # so that options can name files beside the dump.
                options = (case / "options.txt").read_text().split() if (case / "options.txt").exists() else []
                run = self.run_converter("-", "--verbose", *options, input=(case / "dump").read_bytes(), cwd=case)
                self.assertEqual(run.stdout.decode("ascii"), (case / "expected.mbox").read_text(encoding="ascii"))
                damage = case / "damage.txt"
                self.assertEqual(damage_lines(run.stderr), damage.read_text("utf-8") if damage.exists() else "")
                for message in self.read(run.stdout):
                    self.assertEqual(e2e.defects(message), [])

    def test_each_documented_damage_has_a_case(self):
        named = set()
        for about in (CORPUS / "cases").glob("*/about.txt"):
            named |= set(re.findall(r"^(Q\d{6}|undelivered): ", about.read_text(encoding="utf-8"), re.MULTILINE))
        self.assertEqual(named, set(DOCUMENTED))

    def test_the_post_office_opens(self):
        output = self.dir / "mail"
        run = self.run_converter(CORPUS / "postoffice", "--output", output)
        self.assertEqual(run.returncode, 0, run.stderr)
        accounts = sorted(path.name for path in output.iterdir() if path.is_dir())
        self.assertEqual(accounts, ["Msg4A27", "baker", "board", "sd1.2", "sd2.2", "sd3.2"])
        total = 0
        for path in output.rglob("*.mbox"):
            messages = self.read(path)
            self.assertTrue(messages, path)
            total += len(messages)
            for message in messages:
                self.assertEqual(e2e.defects(message), [], path)
                self.assertEqual(message["X-ccmail2mbox-Account"], path.parent.name)
        self.assertIn(str(total).encode(), run.stdout + run.stderr)

    def test_the_corpus_is_small(self):
        tracked = subprocess.run(["du", "-sb", CORPUS / "postoffice"], check=True, stdout=subprocess.PIPE).stdout
        self.assertLess(int(tracked.split()[0]), 200_000)


if __name__ == "__main__":
    e2e.main()
