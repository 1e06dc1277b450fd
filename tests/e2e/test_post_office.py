#!/usr/bin/python3
"""A whole post office with awkward folders and names, in every form, as Python's own mail packages read it."""

import datetime
import mailbox

import comparison
import e2e
import post_office


class PostOffice(comparison.TestCase, post_office.TestCase):
    def check_all(self, found, read):
        self.assertEqual(sorted(found), sorted(self.by_folder()))
        for folder, truth in self.by_folder().items():
            with self.subTest(folder=folder):
                self.check(read(found[folder]), truth)

    def test_mbox(self):
        mboxes = self.mboxes(self.converted())
        for path in mboxes.values():
            self.check_lines(path.read_bytes())
        self.check_all(mboxes, self.read)

    def test_eml(self):
        emls = self.emls(self.converted("eml"))
        for folder, truth in self.by_folder().items():
            self.assertEqual([path.name for path in emls[folder]], [f"{one['number']:06}.eml" for one in truth], folder)
        self.check_all(emls, lambda paths: [self.read_eml(path) for path in paths])

    def read_eml(self, path):
        raw = path.read_bytes()
        lines = raw.split(b"\r\n")
        self.assertFalse(any(b"\r" in line or b"\n" in line or len(line) > 998 for line in lines), path)
        message = e2e.parsed(raw)
        self.assertNotIn("Status", message)
        return message

    def test_maildir(self):
        output = self.converted("maildir")
        self.check_all(self.maildirs(output), lambda paths: [self.read_maildir_file(path, "S") for path in paths])
        self.check_subscriptions(output)

    def test_unread_maildir(self):
        paths = [path for paths in self.maildirs(self.converted("maildir", "--unread")).values() for path in paths]
        self.assertEqual(len(paths), len(self.truth))
        for path in paths:
            self.read_maildir_file(path, "")

    def read_maildir_file(self, path, flags):
        raw = path.read_bytes()
        self.assertNotIn(b"\r", raw)
        message = e2e.parsed(raw)
        date = message["Date"].datetime
        self.assertEqual(path.stat().st_mtime, date.replace(tzinfo=datetime.timezone.utc).timestamp())
        size, crlf_size = len(raw), len(raw) + raw.count(b"\n")
        self.assertTrue(path.name.endswith(f",S={size},W={crlf_size}:2,{flags}"), path)
        self.assertNotIn("Status", message)
        return message

    def check_subscriptions(self, output):
        for maildir in output.glob("*/Maildir"):
            names = (maildir / "subscriptions").read_text(encoding="ascii").splitlines()
            folders = ["INBOX"] + [path.name[1:] for path in maildir.glob(".*") if path.is_dir()]
            self.assertEqual(sorted(names), sorted(folders))
            # Python's Maildir takes the same folders.
            self.assertEqual(sorted(mailbox.Maildir(maildir, create=False).list_folders()), sorted(folders[1:]))


if __name__ == "__main__":
    e2e.main()
