"""Every example in the documentation is run as it is printed, and must print what it shows there.

An example is a block of code with lines that begin with "$ ": a command, and below it what it prints on both streams.
A command that shows nothing is run for what it does. The examples of a file follow each other in one directory, in
which `corpus` is the project's."""
import os
import re
import shutil
import subprocess
import unittest

import e2e

DOCUMENTS = [e2e.ROOT / "README.md", *sorted((e2e.ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(document):
    """(command, what it shows) of each example, in order."""
    for block in BLOCK.findall(document.read_text(encoding="utf-8")):
        if block.startswith("$ "):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                yield command, shown


def environment():
    return os.environ | {"PATH": f"{e2e.Settings.bin_dir}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "COLUMNS": "200"}


def comparable(text):
    """Without what a page does not show (a byte order mark, CR), and the length of run.json, another in every run."""
    text = text.replace("\ufeff", "").replace("\r", "").rstrip("\n")
    return re.sub(r"( files, )[\d,]+ bytes", r"\1N bytes", text)


class Examples(e2e.TestCase):
    def test_all(self):
        self.assertGreater(sum(1 for document in DOCUMENTS for _ in examples(document)), 20)
        for document in DOCUMENTS:
            with self.subTest(document=document.name):
                self.run_all(document)

    def run_all(self, document):
        place = self.dir / document.stem
        place.mkdir()
        shutil.copytree(e2e.ROOT / "corpus", place / "corpus")
        (place / "tools").mkdir()
        (place / "tools" / "run").symlink_to(e2e.program())
        for command, shown in examples(document):
            run = subprocess.run(["bash", "-c", command], cwd=place, env=environment(), stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, check=False)
            if shown.strip():
                self.assertEqual(comparable(run.stdout.decode()), comparable(shown), f"{document.name}: {command}")
            else:
                self.assertEqual(run.returncode, 0, f"{document.name}: {command}\n{run.stdout.decode()}")


if __name__ == "__main__":
    e2e.main()
