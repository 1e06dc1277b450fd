#!/usr/bin/python3
"""EML and Maildir hold what the mbox of the same dumps holds: messages, folders, bytes, dates and flags."""

import base64
import email.policy
import mailbox
import os
import re
import resource
import signal
import stat
import urllib.parse

import e2e

MAILDIR_NAME = re.compile(r"(\d+)\.(\d{6,})\.ccmail2mbox,S=(\d+),W=(\d+):2,(S?)")


def from_utf7(name):
    """IMAP's modified UTF-7 (RFC 3501, 5.1.3), read as the RFC says and not as the program writes it."""
    def shifted(match):
        if not match[1]:
            return "&"
        text = match[1].replace(",", "/")
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-16-be")
    return re.sub("&([^-]*)-", shifted, name)


def dump_of(*messages):
    """A message per pair of folder (None for none) and subject."""
    return b"".join(
        e2e.dump_message(subject, [(b"Text item: Text_1", b"hello " * number + b"\r\n")],
                         more=b"" if folder is None else f"Folder: {folder}\r\n".encode("cp850"))
        for number, (folder, subject) in enumerate(messages))


class Formats(e2e.TestCase):
    def tree(self, form, *arguments, **how):
        output = self.dir / f"{form}{len(list(self.dir.iterdir()))}"
        self.convert("-q", *arguments, "-f", form, "-o", output, **how)
        return output

    @staticmethod
    def accounts(output):
        return sorted(path for path in output.iterdir() if path.is_dir())

    def mbox_messages(self, account):
        """By folder on disk: the messages without their Status, which only an mbox has."""
        folders = {}
        for path in account.iterdir():
            messages = self.read(path)
            for message in messages:
                self.assertEqual(message.raw.count(b"Status: RO\n"), 1)
                message.raw = message.raw.replace(b"Status: RO\n", b"", 1)
            folders[path.name.removesuffix(".mbox")] = messages
        return folders

    def eml_messages(self, account):
        folders = {}
        for folder in account.iterdir():
            paths = sorted(folder.iterdir())
            for path in paths:
                self.assertRegex(path.name, r"^\d{6,}\.eml$")
            folders[folder.name] = [(int(path.stem), path.read_bytes(), path.stat().st_mtime) for path in paths]
        return folders

    def maildir_messages(self, account):
        root = account / "Maildir"
        self.assertEqual(sorted(path.name for path in account.iterdir()), ["Maildir"])
        folders = {}
        places = {"Inbox": root}
        for path in root.iterdir():
            if path.name.startswith("."):
                self.assertNotIn(".", path.name[1:])
                self.assertEqual((path / "maildirfolder").read_bytes(), b"")
                places[from_utf7(path.name[1:])] = path
        for name, path in places.items():
            self.assertEqual(list((path / "new").iterdir()) + list((path / "tmp").iterdir()), [])
            folders[name] = []
            for file in (path / "cur").iterdir():
                seconds, number, size, wide, flags = MAILDIR_NAME.fullmatch(file.name).groups()
                data = file.read_bytes()
                self.assertEqual(len(data), int(size))
                self.assertEqual(len(data.replace(b"\n", b"\r\n")), int(wide))
                self.assertEqual(file.stat().st_mtime, int(seconds))
                self.assertEqual(flags, "S")
                folders[name].append((int(number), data, file.stat().st_mtime))
            folders[name].sort()
        subscribed = (root / "subscriptions").read_text(encoding="ascii").splitlines()
        self.assertEqual(subscribed[0], "INBOX")
        self.assertEqual([from_utf7(name) for name in sorted(subscribed[1:])],
                         [from_utf7(path.name[1:]) for path in sorted(root.iterdir()) if path.name.startswith(".")])
        return folders

    def test_all_forms_hold_the_same_mail(self):
        office, _ = self.generate("--accounts", 5, "--messages", 60, "--unusual", 0.3, "--accents", 0.5, "--mac", 0.3,
                                  "--attachment-size", "0:400000", name="office")
        trees = {form: self.tree(form, office) for form in ("mbox", "eml", "maildir")}
        names = [path.name for path in self.accounts(trees["mbox"])]
        self.assertEqual(len(names), 5)
        several_pieces = 0
        for name in names:
            mbox = self.mbox_messages(trees["mbox"] / name)
            eml = self.eml_messages(trees["eml"] / name)
            maildir = self.maildir_messages(trees["maildir"] / name)
            # In a Maildir more is escaped.
            maildir = {urllib.parse.unquote(folder): messages for folder, messages in maildir.items() if messages}
            mbox = {urllib.parse.unquote(folder): messages for folder, messages in mbox.items()}
            eml = {urllib.parse.unquote(folder): messages for folder, messages in eml.items()}
            self.assertGreater(len(mbox), 1)
            self.assertEqual(sorted(eml), sorted(mbox))
            self.assertEqual(sorted(maildir), sorted(mbox))
            for folder, messages in mbox.items():
                wanted = [message.raw for message in messages]
                several_pieces += sum(len(raw) > 400_000 for raw in wanted)
                self.assertTrue([data for _, data, _ in maildir[folder]] == wanted, f"{name}/{folder}")
                self.assertTrue([data for _, data, _ in eml[folder]] == [raw.replace(b"\n", b"\r\n") for raw in wanted])
                dates = [message["Date"].datetime.timestamp() for message in messages]
                self.assertEqual([date for _, _, date in maildir[folder]], dates)
                self.assertEqual([date for _, _, date in eml[folder]], dates)
                for message in messages:
                    self.assertEqual(message["X-ccmail2mbox-Account"], name)
            for form in (eml, maildir):
                numbers = sorted(number for messages in form.values() for number, _, _ in messages)
                self.assertEqual(numbers, list(range(1, 61)))
        self.assertGreater(several_pieces, 5)

    def test_python_reads_both(self):
        dump, _ = self.generate("--messages", 40, "--unusual", 0.3)
        wanted = [message["Message-ID"] for message in self.read(self.convert(dump))]
        box = mailbox.Maildir(self.tree("maildir", dump) / "dump" / "Maildir", create=False)
        found = []
        for folder in [box] + [box.get_folder(name) for name in box.list_folders()]:
            for message in folder:
                self.assertEqual((message.get_subdir(), message.get_flags()), ("cur", "S"))
                found.append(message["Message-ID"])
        self.assertEqual(sorted(found), sorted(wanted))
        found = {}
        for path in (self.tree("eml", dump) / "dump").rglob("*.eml"):
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            self.assertEqual(e2e.defects(message), [])
            found[path.name] = message["Message-ID"]
        self.assertEqual([found[name] for name in sorted(found)], wanted)

    def facts(self, output):
        """Path, bytes, mode and date of all that lies in a tree, but for what tells about the run itself."""
        facts = {}
        for path in output.rglob("*"):
            status = path.lstat()
            name = str(path.relative_to(output))
            if path.is_dir():
                facts[name] = stat.S_IMODE(status.st_mode)
            elif name != "run.json":
                ours = path.suffix == ".eml" or ".ccmail2mbox," in path.name
                facts[name] = (e2e.sha256(path.read_bytes()), stat.S_IMODE(status.st_mode), ours and status.st_mtime)
        return facts

    def test_neither_jobs_nor_pipes_change_anything(self):
        office, _ = self.generate("--accounts", 6, "--messages", 40, "--unusual", 0.3, "--mac", 0.3, name="office")
        dump, _ = self.generate("--messages", 40, "--attachment-size", "0:400000", name="stdin")
        for form in ("eml", "maildir"):
            one = self.facts(self.tree(form, office, "-j", 1))
            self.assertGreater(len(one), 240)
            self.assertEqual(self.facts(self.tree(form, office, "-j", 4)), one)
            self.assertEqual(self.facts(self.tree(form, "-", input=dump.read_bytes())), self.facts(self.tree(form, dump)))

    def test_unread(self):
        dump = self.dir / "jeff.exp"
        dump.write_bytes(dump_of((None, "first"), ("Sent", "second")))
        self.assertEqual(self.convert(dump).count(b"\nStatus: RO\n"), 2)
        self.assertEqual(self.convert(dump, "--unread").count(b"\nStatus: O\n"), 2)
        box = mailbox.Maildir(self.tree("maildir", dump, "--unread") / "jeff" / "Maildir", create=False)
        self.assertEqual([message.get_flags() for message in box], [""])
        self.assertEqual([message.get_flags() for message in box.get_folder("Sent")], [""])

    def test_only_their_owner_may_read(self):
        dump = self.dir / "jeff.exp"
        dump.write_bytes(dump_of((None, "first"), ("Sent", "second")))
        for form in ("mbox", "eml", "maildir"):
            output = self.tree(form, dump)
            for path in [output, *output.rglob("*")]:
                self.assertEqual(stat.S_IMODE(path.lstat().st_mode), 0o700 if path.is_dir() else 0o600, path)

    def test_an_empty_account_is_an_account(self):
        dump = self.dir / "jeff.exp"
        dump.write_bytes(b"\r\n\r\n")
        self.assertTrue((self.tree("eml", dump) / "jeff" / "Inbox").is_dir())
        maildir = self.tree("maildir", dump) / "jeff" / "Maildir"
        self.assertEqual(sorted(path.name for path in maildir.iterdir()), ["cur", "new", "subscriptions", "tmp"])

    NAMES = ["../../escape", "/etc/passwd", "a/b", "con", ".hidden", "dot.", "..", "~root", "C:\\TEMP", "50%", "R&D", "Müller",
             "x" * 300, "ü" * 300, ";:'\"*?<>|", " ", "Sent", "SENT", "sent", "new", "cur", "tmp", "subscriptions", "Maildir"]

    def test_names_of_folders_stay_inside_and_apart(self):
        dump = self.dir / "jeff.exp"
        dump.write_bytes(dump_of(*[(name, name[:20]) for name in self.NAMES]))
        kept = {message["X-ccmail2mbox-Folder"] for message in self.read(self.convert(dump))}
        self.assertGreaterEqual(len(kept), len(self.NAMES) - 1)
        for form, pattern in (("mbox", "*.mbox"), ("eml", "*/*.eml"), ("maildir", "Maildir/.*/cur/*")):
            around = set(self.dir.iterdir())
            output = self.tree(form, dump)
            self.assertEqual(set(self.dir.iterdir()) - around, {output})
            files = sorted((output / "jeff").glob(pattern))
            folders = {path if form == "mbox" else path.relative_to(output).parts[1 + (form == "maildir")] for path in files}
            in_inbox = len(list((output / "jeff" / "Maildir" / "cur").glob("*"))) if form == "maildir" else 0
            self.assertEqual(len(folders) + in_inbox, len(kept), form)
            # Also where the disk does not tell upper from lower case.
            self.assertEqual(len({str(folder).lower() for folder in folders}), len(folders), form)

    def test_the_inbox_is_one_folder_however_it_is_written(self):
        dump = self.dir / "jeff.exp"
        dump.write_bytes(dump_of((None, "1"), ("INBOX", "2"), ("inbox", "3"), ("Inbox", "4")))
        mbox = self.tree("mbox", dump) / "jeff"
        self.assertEqual([path.name for path in mbox.iterdir()], ["Inbox.mbox"])
        self.assertEqual([message["X-ccmail2mbox-Folder"] for message in self.read(mbox / "Inbox.mbox")],
                         ["Inbox", "INBOX", "inbox", "Inbox"])
        self.assertEqual(len(list((self.tree("eml", dump) / "jeff" / "Inbox").iterdir())), 4)
        maildir = self.tree("maildir", dump) / "jeff" / "Maildir"
        self.assertEqual(len(list((maildir / "cur").iterdir())), 4)
        self.assertEqual(sorted(path.name for path in maildir.iterdir()), ["cur", "new", "subscriptions", "tmp"])

    def test_a_directory_is_needed(self):
        dump = self.dir / "jeff.exp"
        dump.write_bytes(dump_of((None, "first")))
        for form in ("eml", "maildir"):
            run = self.run_converter(dump, "--format", form)
            self.assertEqual((run.returncode, run.stdout), (2, b""))
            self.assertIn(f"--format {form} makes many files: name a directory for them with --output DIR".encode(),
                          run.stderr)
        run = self.run_converter(dump, "-f", "pst", "-o", self.dir / "mail")
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"--format: 'pst' is not one of mbox|eml|maildir", run.stderr)
        self.assertFalse((self.dir / "mail").exists())

    def test_a_write_that_fails_is_never_lost(self):
        """No file may grow over 100 kB: the place of a full disk."""
        dump, _ = self.generate("--messages", 20, "--attachments", 20, "--attachment-size", "200000:300000")

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

        for form in ("mbox", "eml", "maildir"):
            for jobs in (1, 2):
                output = self.dir / f"{form}-{jobs}"
                run = self.run_converter(dump, "-q", "-f", form, "-o", output, "-j", jobs, preexec_fn=limit)
                self.assertEqual(run.returncode, 4, run.stderr)
                self.assertIn(os.fsencode(output), run.stderr)
                self.assertEqual([path.name for path in output.iterdir()], [".ccmail2mbox-parts"])


if __name__ == "__main__":
    e2e.main()
