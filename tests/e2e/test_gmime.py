#!/usr/bin/python3
"""GMime, the library behind notmuch and other mail programs, reads strictly and warns of nothing."""

import base64
import datetime
import json
import subprocess

import comparison
import e2e
import post_office


class GMime(post_office.TestCase):
    maxDiff = 2000

    def gmime(self, form, *paths):
        run = subprocess.run([e2e.program("gmime_reader"), form, *paths], check=True, stdout=subprocess.PIPE, timeout=300)
        return [json.loads(line) for line in run.stdout.splitlines()]

    def check_people(self, found, people):
        self.assertEqual(found, [[person["name"], person["address"] or
                                  e2e.made_address(person["name"], person["post_office"])] for person in people])

    def check_file(self, part, item):
        if "mac" not in item:
            self.assertEqual(part["disposition"], "attachment")
            self.assertIn(part["name"], (item["name"], item["name"] + ".pcx"))
            self.assertEqual((part["length"], part["sha256"]), (item["length"], item["sha256"]))
            return
        mac = item["mac"]
        name = comparison.attached(mac["name"])
        if mac["resource_length"]:
            self.assertEqual(part["type"], "multipart/appledouble")
            header, part = part["parts"]
            self.assertEqual((header["type"], header["name"]), ("application/applefile", name))
        self.assertEqual((part["name"], part["length"], part["sha256"]),
                         (name, mac["data_length"], mac["data_sha256"]))

    def check(self, found, truth):
        self.assertEqual(len(found), len(truth))
        for message, one in zip(found, truth):
            with self.subTest(account=one["account"], number=one["number"]):
                self.assertEqual(message["warnings"], [])
                self.assertEqual(message["subject"] or "", one["subject"])
                for key in ("to", "cc"):
                    self.check_people(message[key], one[key])
                self.check_people(message["from"], [one["from"]])
                date = datetime.datetime.fromisoformat(one["date"] + "+00:00")
                self.assertEqual(message["date"], date.timestamp())
                self.assertEqual(message["message_id"], e2e.message_id(one) + "@ccmail.invalid")
                self.assertIn(["X-ccmail2mbox-Folder", one["folder"] or "Inbox"], message["headers"])
                items = one["items"] or [{"kind": "Text", "text": ""}]
                parts = message["body"].get("parts", [message["body"]])
                self.assertEqual(len(parts), len(items))
                for part, item in zip(parts, items):
                    if item["kind"] == "Text":
                        self.assertEqual((part["type"], part["name"]), ("text/plain", None))
                        self.assertEqual(comparison.lines(part["text"]), comparison.lines(item["text"]))
                    else:
                        self.check_file(part, item)

    def check_all(self, form, found):
        self.assertEqual(sorted(found), sorted(self.by_folder()))
        for folder, truth in self.by_folder().items():
            with self.subTest(folder=folder):
                self.check(self.gmime(form, *found[folder]), truth)

    def test_mbox(self):
        self.check_all("mbox", {folder: [path] for folder, path in self.mboxes(self.converted()).items()})

    def test_eml(self):
        self.check_all("message", self.emls(self.converted("eml")))

    def test_maildir(self):
        self.check_all("message", self.maildirs(self.converted("maildir")))

    def test_what_is_wrong_would_be_seen(self):
        path = self.dir / "wrong.eml"
        path.write_bytes(b"From: a b@c <x>\nSubject: " + base64.b64decode("/w==") + b"\nno header\n\ntext\n")
        message, = self.gmime("message", path)
        self.assertNotEqual(message["warnings"], [])


if __name__ == "__main__":
    e2e.main()
