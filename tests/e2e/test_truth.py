#!/usr/bin/python3
"""What ccmail-gen wrote comes out of ccmail2mbox, as Python's own mail packages read it, in every dialect."""

import base64
import datetime
import itertools
import re

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
]


def every_dialect():
    number = 0
    pieces = (("padded12", "padded10", "bare", "none"), ("crlf", "none", "double"), ("inside", "between", "none"),
              ("repeated", "continued"), ("plain", "numbered"))
    for sizes, separators, folders, recipients, labels in itertools.product(*pieces):
        if sizes == "none" and (folders == "between" or labels == "numbered"):
            continue
        for page in e2e.CODECS:
            number += 1
            order = ("mdy", "dmy", "ymd")[number % 3]
            further = ["--date-order", order] + (["--every-address"] if number % 2 else [])
            yield (f"sizes={sizes},separators={separators},folders={folders},recipients={recipients},labels={labels}",
                   page, further, ["--date-order", order])


def lines(text):
    """Line ends as LF, and none at the end: how many empty lines end a text is the dialect's affair."""
    return text.replace("\r\n", "\n").rstrip("\n")


def one_blank(text):
    return re.sub(" +", " ", text)


class Truth(e2e.TestCase):
    maxDiff = 2000

    def check_people(self, header, people, sender=None):
        if not people:
            self.assertIsNone(header)
            return
        self.assertEqual(len(header.addresses), len(people))
        for address, person in zip(header.addresses, people):
            # Python reads encoded words with runs of blanks as one.
            self.assertEqual(one_blank(address.display_name), one_blank(person["name"]))
            wanted = person["address"] or e2e.made_address(person["name"], person["post_office"])
            self.assertEqual(address.addr_spec, wanted)

    def check_headers(self, message, truth):
        self.assertEqual(len(message.get_all("From")), 1)
        self.check_people(message["From"], [truth["from"]])
        self.check_people(message["To"], truth["to"])
        self.check_people(message["Cc"], truth["cc"])
        if message["Bcc"] is not None:
            self.check_people(message["Bcc"], truth["bcc"])
        self.assertEqual(message["Subject"], truth["subject"] or None)
        date = datetime.datetime.fromisoformat(truth["date"])
        self.assertTrue(message["Date"].endswith(" -0000"), message["Date"])
        self.assertEqual(message["Date"].datetime.replace(tzinfo=None), date)
        self.assertEqual(message.envelope, f"From {message['From'].addresses[0].addr_spec} {date.ctime()}")
        self.assertEqual(message["MIME-Version"], "1.0")
        self.assertEqual(message["X-ccMail-Date"], truth["date_text"])
        self.assertEqual(message["X-ccmail2mbox-Account"], truth["account"])
        self.assertEqual(message["X-ccmail2mbox-Folder"], truth["folder"] or "Inbox")
        self.assertIsNone(message["X-ccmail2mbox-Synthesized"])
        for name, value in truth["headers"]:
            if value:
                self.assertIn(value, message.get_all("X-ccMail-" + name, []))

    def check_file(self, part, item):
        self.assertEqual(part.get_content_disposition(), "attachment")
        name = part.get_filename()
        if item["kind"] == "Fax":
            self.assertIn(name, (item["name"], item["name"] + ".pcx"))
        elif item["kind"] == "File":
            self.assertEqual(name, item["name"])
        self.assertNotIn(part.get_content_maintype(), ("message", "multipart"))
        self.assertEqual(e2e.sha256(part.get_payload(decode=True)), item["sha256"])

    def check_mac_file(self, part, item):
        mac = item["mac"]
        if mac["resource_length"] == 0:
            self.assertEqual(part.get_filename(), mac["name"])
            self.assertEqual(e2e.sha256(part.get_payload(decode=True)), mac["data_sha256"])
            for key in ("type", "creator"):
                self.assertEqual(bytes.fromhex(part.get_param("x-mac-" + key)), mac[key].encode())
            return
        self.assertEqual(part.get_content_type(), "multipart/appledouble")
        header, data = part.iter_parts()
        self.assertEqual(header.get_content_type(), "application/applefile")
        self.assertEqual(data.get_filename(), mac["name"])
        self.assertEqual(header.get_filename(), mac["name"])
        self.assertEqual(e2e.sha256(data.get_payload(decode=True)), mac["data_sha256"])
        entries = e2e.apple_double(header.get_payload(decode=True))
        self.assertEqual(e2e.sha256(entries[2]), mac["resource_sha256"])
        self.assertEqual(entries[9][:8], (mac["type"] + mac["creator"]).encode())

    def check_items(self, message, truth):
        items = truth["items"]
        if not items:
            items = [{"kind": "Text", "text": ""}]
        if len(items) == 1 and items[0]["kind"] == "Text":
            self.assertEqual(message.get_content_type(), "text/plain")
            self.assertEqual(lines(message.get_content()), lines(items[0]["text"]))
            return
        self.assertEqual(message.get_content_type(), "multipart/mixed")
        parts = list(message.iter_parts())
        self.assertEqual(len(parts), len(items))
        for part, item in zip(parts, items):
            if item["kind"] == "Text":
                self.assertEqual(part.get_content_type(), "text/plain")
                self.assertIsNone(part.get_filename())
                self.assertEqual(lines(part.get_content()), lines(item["text"]))
            elif "mac" in item:
                self.check_mac_file(part, item)
            else:
                self.check_file(part, item)

    def check_identity(self, message, truth, sized):
        written = re.fullmatch(r"<([0-9a-f]{32})@ccmail\.invalid>", message["Message-ID"])
        self.assertIsNotNone(written, message["Message-ID"])
        if sized:
            self.assertEqual(written[1], e2e.message_id(truth))
        for part in message.walk():
            if part.is_multipart():
                self.assertRegex(part.get_boundary(), r"^=_[0-9a-f]+$")
                self.assertTrue(part.get_boundary()[2:].startswith(written[1][:16]), part.get_boundary())

    def check(self, messages, truth, sized):
        self.assertEqual(len(messages), len(truth))
        for message, one in zip(messages, truth):
            with self.subTest(number=one["number"], offset=one["offset"]):
                self.assertEqual(e2e.defects(message), [])
                self.check_headers(message, one)
                self.check_items(message, one)
                self.check_identity(message, one, sized)

    def check_lines(self, mbox):
        """No line over 998, none but ASCII, and nothing that any reader of mbox would quote or cut at."""
        for line in mbox.split(b"\n"):
            self.assertLessEqual(len(line), 998)
            self.assertNotIn(b"\r", line)
            self.assertTrue(line.isascii())
        self.assertEqual(len(re.findall(rb"^>*From ", mbox, re.M)), len(re.findall(rb"(?:\A|\n\n)From ", mbox)))

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
        for page, order in itertools.product(("850", "macroman"), ("mdy", "dmy", "ymd")):
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


class RawLines(e2e.TestCase):
    def test_the_rule_for_ids_leaves_out_what_differs_between_copies(self):
        truth = {"raw_headers": "", "raw_labels": [], "raw_text_head": "", "items": []}
        one = dict(truth, raw_headers=base64.b64encode(b"From: a\r\nFolder: x\r\nbcc: b\r\n c\r\n\r\n").decode())
        two = dict(truth, raw_headers=base64.b64encode(b"From: a\r\n").decode())
        self.assertEqual(e2e.message_id(one), e2e.message_id(two))


if __name__ == "__main__":
    e2e.main()
