"""Holds mail that Python's email package has read against what the generator says was written."""

import datetime
import re

import e2e


def lines(text):
    """Line ends as LF, and none at the end: how many empty lines end a text is the dialect's affair."""
    return text.replace("\r\n", "\n").rstrip("\n")


def one_blank(text):
    return re.sub(" +", " ", text)


def attached(name):
    """What a file of a Mac is called in the mail: a slash would be a path to whoever saves it."""
    return name.replace("/", "_")


class TestCase(e2e.TestCase):
    maxDiff = 2000
    names = {}  # headers of the truth that the dump calls otherwise

    def check_people(self, header, people):
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
        if message.envelope is not None:
            self.assertEqual(message.envelope, f"From {message['From'].addresses[0].addr_spec} {date.ctime()}")
        self.assertEqual(message["MIME-Version"], "1.0")
        self.assertEqual(message["X-ccMail-" + self.names.get("Date", "Date")], truth["date_text"])
        self.assertEqual(message["X-ccmail2mbox-Account"], truth["account"])
        self.assertEqual(message["X-ccmail2mbox-Folder"], truth["folder"] or "Inbox")
        self.assertIsNone(message["X-ccmail2mbox-Synthesized"])
        for name, value in truth["headers"]:
            if value:
                self.assertIn(value, message.get_all("X-ccMail-" + self.names.get(name, name), []))
        priority = dict(truth["headers"]).get("Priority")
        self.assertEqual(message["Importance"], {"Urgent": "high", "Low": "low"}.get(priority))

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
        name = attached(mac["name"])
        if name != mac["name"]:
            self.assertIn(mac["name"], part["Content-Description"])
        if mac["resource_length"] == 0:
            self.assertEqual(part.get_filename(), name)
            self.assertEqual(e2e.sha256(part.get_payload(decode=True)), mac["data_sha256"])
            for key in ("type", "creator"):
                self.assertEqual(bytes.fromhex(part.get_param("x-mac-" + key)), mac[key].encode())
            return
        self.assertEqual(part.get_content_type(), "multipart/appledouble")
        header, data = part.iter_parts()
        self.assertEqual(header.get_content_type(), "application/applefile")
        self.assertEqual(data.get_filename(), name)
        self.assertEqual(header.get_filename(), name)
        self.assertEqual(e2e.sha256(data.get_payload(decode=True)), mac["data_sha256"])
        entries = e2e.apple_double(header.get_payload(decode=True))
        self.assertEqual(e2e.sha256(entries[2]), mac["resource_sha256"])
        self.assertEqual(entries[3].decode("mac_roman"), mac["name"])
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

    def check_sizes(self, message):
        for part in message.walk():
            disposition = part["Content-Disposition"]
            if disposition is not None and "size" in disposition.params:
                self.assertEqual(int(disposition.params["size"]), len(part.get_payload(decode=True)))

    def check_identity(self, message, truth, sized):
        written = re.fullmatch(r"<([0-9a-f]{32})@ccmail\.invalid>", message["Message-ID"])
        self.assertIsNotNone(written, message["Message-ID"])
        if sized:
            self.assertEqual(written[1], e2e.message_id(truth))
        for part in message.walk():
            if part.is_multipart():
                self.assertRegex(part.get_boundary(), r"^=_[0-9a-f]+$")
                self.assertTrue(part.get_boundary()[2:].startswith(written[1][:16]), part.get_boundary())

    def check(self, messages, truth, sized=True):
        self.assertEqual(len(messages), len(truth))
        for message, one in zip(messages, truth):
            with self.subTest(number=one["number"], offset=one["offset"]):
                self.assertEqual(e2e.defects(message), [])
                self.check_headers(message, one)
                self.check_items(message, one)
                self.check_sizes(message)
                self.check_identity(message, one, sized)

    def check_lines(self, mbox):
        """No line over 998, none but ASCII, and nothing that any reader of mbox would quote or cut at."""
        for line in mbox.split(b"\n"):
            self.assertLessEqual(len(line), 998)
            self.assertNotIn(b"\r", line)
            self.assertTrue(line.isascii())
        self.assertEqual(len(re.findall(rb"^>*From ", mbox, re.M)), len(re.findall(rb"(?:\A|\n\n)From ", mbox)))
