#!/usr/bin/python3
"""What ccmail-gen wrote comes out of ccmail2mbox, as Python's own mail packages read it, in every dialect."""

import base64
import itertools

import comparison
import e2e

QUICK = [
    # (dialect, page, further options of the generator, further options of the converter)
    ("sizes=padded12,separators=crlf,folders=inside,recipients=repeated", "850", [], []),
    ("sizes=padded10,separators=double,folders=between,recipients=continued", "437", ["--date-order", "dmy"],
     ["--date-order", "dmy"]),
    ("sizes=bare,separators=none,folders=none,recipients=continued,labels=numbered", "macroman",
     ["--date-order", "ymd"], ["--date-order", "ymd"]),
    ("sizes=padded12,separators=none,folders=between,recipients=repeated", "850", ["--every-address"], []),
    ("sizes=none,separators=crlf,folders=inside,recipients=repeated", "850", [], []),
    ("sizes=none,separators=double,folders=none,recipients=continued", "437", [], []),
    ("sizes=padded12,separators=none,folders=inside,recipients=continued", "932", ["--every-address"], []),
    ("sizes=padded10,separators=crlf,folders=between,recipients=repeated", "936", [], []),
    ("sizes=none,separators=crlf,folders=inside,recipients=continued", "949", [], []),
    ("sizes=bare,separators=none,folders=none,recipients=repeated", "950", [], []),
]


def every_dialect():
    number = 0
    pieces = (("padded12", "padded10", "bare", "none"), ("crlf", "none", "double"), ("inside", "between", "none"),
              ("repeated", "continued"), ("plain", "numbered"))
    for sizes, separators, folders, recipients, labels in itertools.product(*pieces):
        if sizes == "none" and (folders == "between" or labels == "numbered"):
            continue
        # Three pages for each, in turn.
        for _ in range(3):
            number += 1
            page = list(e2e.CODECS)[number % len(e2e.CODECS)]
            order = ("mdy", "dmy", "ymd")[number % 3]
            further = ["--date-order", order] + (["--every-address"] if number % 2 else [])
            yield (f"sizes={sizes},separators={separators},folders={folders},recipients={recipients},labels={labels}",
                   page, further, ["--date-order", order])


class EveryMessage(comparison.TestCase):
    def test_every_message_is_what_was_written(self):
        for seed, (dialect, page, generating, converting) in enumerate(QUICK if e2e.Settings.quick else every_dialect()):
            with self.subTest(dialect=dialect, page=page, seed=seed):
                dump, truth = self.generate("--seed", seed, "--messages", 60, "--unusual", 0.4, "--mac", 0.4,
                                            "--attachment-size", "0:20000", "--codepage", page, "--dialect", dialect,
                                            *generating)
                mbox = self.convert(dump, "--codepage", page, *converting)
                self.check_lines(mbox)
                self.check(self.read(mbox), truth, "sizes=none" not in dialect)

    def test_code_page_and_order_of_dates_are_found(self):
        western = itertools.product(("850", "macroman"), ("mdy", "dmy", "ymd"))
        for page, order in [*western, *((page, "mdy") for page in ("932", "936", "949", "950"))]:
            with self.subTest(page=page, order=order):
                dump, truth = self.generate("--seed", 99, "--messages", 150, "--codepage", page, "--date-order", order)
                self.check(self.read(self.convert(dump)), truth, True)

    def test_a_large_attachment_and_a_large_text_arrive(self):
        dump, truth = self.generate("--messages", 3, "--attachments", 3, "--attachment-size", "20000000:30000000",
                                    "--text-size", "1500000:2500000", "--unusual", 0, "--mac", 0.5)
        self.check(self.read(self.convert(dump)), truth, True)

    def test_a_post_office_gives_one_folder_for_each_of_its_own(self):
        office, truth = self.generate("--accounts", 5, "--messages", 25, name="office")
        output = self.dir / "mail"
        self.convert(office, "--output", output)
        for account in {one["account"] for one in truth}:
            wanted = [one for one in truth if one["account"] == account]
            for folder in {one["folder"] for one in wanted}:
                found = [path for path in (output / account).iterdir()
                         if self.read(path)[0]["X-ccmail2mbox-Folder"] == folder]
                self.assertEqual(len(found), 1, (account, folder))
                self.check(self.read(found[0]), [one for one in wanted if one["folder"] == folder], True)

    def test_message_ids_do_not_depend_on_options(self):
        dump, truth = self.generate("--messages", 20)
        ids = [f"<{e2e.message_id(one)}@ccmail.invalid>" for one in truth]
        for options in ([], ["--codepage", "macroman"], ["--domain", "example.org"], ["--timezone", "Europe/Berlin"]):
            messages = self.read(self.convert(dump, *options, code=None))
            self.assertEqual([message["Message-ID"] for message in messages], ids, options)

    def test_a_copy_in_another_folder_keeps_its_id(self):
        first, truth = self.generate("--messages", 5, "--dialect", "folders=none")
        second, _ = self.generate("--messages", 5, "--dialect", "folders=between", name="second.exp")
        ids = [message["Message-ID"] for message in self.read(self.convert(first))]
        self.assertEqual(ids, [message["Message-ID"] for message in self.read(self.convert(second))])


class InOtherWords(comparison.TestCase):
    names = {"Date": "Datum", "Priority": "Dringlichkeit"}
    table = """label,meaning
Nachricht,message
Inhalt,contents
Textelement,text
Dateielement,file
Faxelement,fax
Absender,from
Datum,date
Empfänger,to
Kopie,cc
Blindkopie,bcc
Betreff,subject
Ordner,folder
Dringlichkeit,priority
"""

    def test_every_message_is_what_was_written(self):
        labels = self.dir / "labels.csv"
        labels.write_text(self.table, encoding="utf-8")
        for seed, (page, dialect) in enumerate((
                ("850", "sizes=padded12,separators=crlf,folders=inside,recipients=continued"),
                ("437", "sizes=bare,separators=none,folders=between,recipients=repeated,labels=numbered"),
                ("macroman", "sizes=none,separators=crlf,folders=inside,recipients=repeated"))):
            with self.subTest(dialect=dialect, page=page):
                dump, truth = self.generate("--seed", seed, "--messages", 100, "--unusual", 0.4, "--mac", 0.4,
                                            "--attachment-size", "0:20000", "--codepage", page,
                                            "--dialect", dialect + ",words=german")
                for options in (["--codepage", page], []):
                    if options or page != "437":  # 437 is hardly ever told from 850
                        self.check(self.read(self.convert(dump, *options, "--labels", labels)), truth,
                                   "sizes=none" not in dialect)


class RawLines(e2e.TestCase):
    def test_the_rule_for_ids_leaves_out_what_differs_between_copies(self):
        truth = {"raw_headers": "", "raw_labels": [], "raw_text_head": "", "items": []}
        one = dict(truth, raw_headers=base64.b64encode(b"From: a\r\nFolder: x\r\nbcc: b\r\n c\r\n\r\n").decode())
        two = dict(truth, raw_headers=base64.b64encode(b"From: a\r\n").decode())
        self.assertEqual(e2e.message_id(one), e2e.message_id(two))


if __name__ == "__main__":
    e2e.main()
