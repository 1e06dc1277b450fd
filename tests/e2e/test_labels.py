#!/usr/bin/python3
"""--labels: a person teaches what the words of a dump mean, and mistakes in the table are shown where they stand."""

import e2e

GERMAN = e2e.ROOT / "corpus" / "cases" / "german-labels"


class Labels(e2e.TestCase):
    def table(self, text, name="labels.csv"):
        path = self.dir / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def test_a_directory_is_searched_for_taught_labels_too(self):
        office = self.dir / "office"
        office.mkdir()
        (office / "sd1.2").write_bytes((GERMAN / "dump").read_bytes())
        self.assertEqual(self.read(self.convert(office)), [])
        self.assertEqual(len(self.read(self.convert(office, "--labels", GERMAN / "labels.csv"))), 2)

    def test_a_told_code_page_is_the_labels_too(self):
        dump = (GERMAN / "dump").read_bytes().decode("cp850").encode("cp1252")
        messages = self.read(self.convert("-", "--labels", GERMAN / "labels.csv", "--codepage", "1252", input=dump))
        self.assertEqual([message["Subject"] for message in messages], ["Pläne für März", "Danke"])
        self.assertEqual([len(message["To"].addresses) for message in messages], [2, 1])

    def test_a_table_that_is_not_there_is_called_that(self):
        run = self.run_converter("-", "--labels", self.dir / "none.csv")
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"none.csv: No such file or directory", run.stderr)

    def test_the_line_of_a_mistake_is_named(self):
        for text, line, why in (("label,meaning\nDossier,folder\nObjet,sujet\n", 3, "'sujet' is no meaning"),
                                ('"Dossier,folder\n', 1, "a quote is not closed"),
                                ("Subject,folder\n", 1, "'Subject' is built in"),
                                ("Von,from\nvon,to\n", 2, "'von' has another meaning in line 1"),
                                (b"Empf\x84nger,to\n", 1, "is not UTF-8")):
            path = self.table(text)
            run = self.run_converter(GERMAN / "dump", "--labels", path)
            self.assertEqual((run.returncode, run.stdout), (2, b""), text)
            self.assertIn(f"{path}:{line}: ", run.stderr.decode())
            self.assertIn(why, run.stderr.decode())

    def test_a_label_that_the_code_page_cannot_write_is_a_mistake(self):
        run = self.run_converter(GERMAN / "dump", "--codepage", "850", "--labels", self.table("От,from\n"))
        self.assertEqual(run.returncode, 2)
        self.assertIn("'От' cannot be written in the code page", run.stderr.decode())

    def test_a_table_that_cannot_be_read_is_a_usage_error(self):
        for path in (self.dir / "none.csv", self.dir, self.table(b"x" * (2 << 20))):
            run = self.run_converter(GERMAN / "dump", "--labels", path)
            self.assertEqual((run.returncode, run.stdout), (2, b""), path)
            self.assertIn(str(path), run.stderr.decode())

    def test_an_empty_table_teaches_nothing(self):
        dump, _ = self.generate("--messages", 5)
        self.assertEqual(self.convert(dump, "--labels", self.table("# nothing yet\n")), self.convert(dump))

    def unknown(self, *arguments, **how):
        lines = self.run_converter(*arguments, **how).stderr.decode().splitlines()
        return [line for line in lines if line.startswith("unknown label")]

    def test_unknown_labels_are_listed_with_count_and_place(self):
        one = e2e.dump_message("one", [(b"Text item:", b"a\r\n")], more=b"Dossier: x\r\nStatus: O\r\n")
        two = e2e.dump_message("two", [(b"Bild item: b", b"\x00")], more=b"dossier: \x1b[2Jy\r\n")
        path = self.dir / "jeff.exp"
        path.write_bytes(one + two)
        dossier, status = one.index(b"Dossier"), one.index(b"Status")
        picture = len(one) + two.index(b"Bild")
        self.assertEqual(self.unknown(path), [
            f"unknown labels: 'Dossier' 2 times, first at {path}:{dossier}; 'Status' once, at {path}:{status}; "
            f"'Bild item' once, at {path}:{picture}; --labels teaches what they mean"])
        self.assertEqual(self.unknown(path, "-v"), [
            f"unknown label: 'Dossier' 2 times, first at {path}:{dossier}",
            f"unknown label: 'Status' once, at {path}:{status}",
            f"unknown label: 'Bild item' once, at {path}:{picture}"])
        self.assertEqual(self.unknown(path, "--labels", self.table("Dossier,folder\nStatus,keep\nBild item,other\n")), [])

    def test_what_is_listed_for_a_dump_in_other_words_teaches_them(self):
        dump = (GERMAN / "dump").read_bytes()
        run = self.run_converter("-", "-v", "--codepage", "850", input=dump)
        listed = [line.split("'")[1] for line in run.stderr.decode().splitlines() if line.startswith("unknown label")]
        for word in ("Nachricht", "Absender", "Datum", "Empfänger", "Betreff", "Inhalt", "Textelement"):
            self.assertIn(word, listed)
        self.assertEqual(self.unknown("-", "--labels", GERMAN / "labels.csv", input=dump), [])

    def test_many_dumps_with_the_same_unknown_label_are_one_line(self):
        office = self.dir / "office"
        office.mkdir()
        for number in range(5):
            (office / f"sd{number}.2").write_bytes(
                e2e.dump_message("one", [(b"Text item:", b"a\r\n")], more=b"Dossier: x\r\n"))
        lines = self.unknown(office)
        self.assertEqual(len(lines), 1)
        self.assertIn("'Dossier' 5 times, first at", lines[0])
        self.assertIn("sd0.2:", lines[0])


if __name__ == "__main__":
    e2e.main()
