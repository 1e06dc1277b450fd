#!/usr/bin/python3
"""Dovecot serves the Maildir as it is, and imports the mbox files: every message, folder, flag, date, name and byte.

The bytes are held against the files: that these are as in the truth, test_post_office.py checks.
"""

import datetime
import email.headerregistry
import email.utils
import re
import shutil

import comparison
import dovecot
import e2e
import post_office


EVERYTHING = "(FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE BODY.PEEK[])"


def decoded(value):
    """A header that the server hands on as it stands."""
    return str(email.headerregistry.HeaderRegistry()("Subject", (value or b"").decode("ascii")))


def file_names(structure):
    """The names of the attachments in a BODYSTRUCTURE (RFC 3501, 7.4.2), in order."""
    names = []
    for value in structure:
        if not isinstance(value, list):
            continue
        if len(value) == 2 and value[0] in (b"attachment", b"inline") and isinstance(value[1], list):
            words = [word.decode("ascii") for word in value[1]]
            params = email.utils.decode_params([("", ""), *zip(words[::2], words[1::2])])[1:]
            names += [email.utils.collapse_rfc2231_value(text).strip('"') for name, text in params if name == "filename"]
        else:
            names += file_names(value)
    return names


def wanted_names(truth):
    for item in truth["items"]:
        if "mac" in item:
            yield from [comparison.attached(item["mac"]["name"])] * (3 if item["mac"]["resource_length"] else 1)
        elif item["kind"] != "Text":
            yield item["name"]


class Served(post_office.TestCase):
    def accounts(self):
        return sorted({one["account"] for one in self.truth})

    def server(self, *arguments):
        server = dovecot.Dovecot(self.dir / f"dovecot{len(list(self.dir.glob('dovecot*')))}", *arguments)
        self.addCleanup(server.stop)
        return server

    def names(self, connection, command):
        """What the server calls its folders, by the folder in the truth."""
        status, lines = command()
        self.assertEqual(status, "OK")
        found = {}
        for line in lines:
            _, _, name = dovecot.Values([line]).all()
            name = name.decode("ascii")
            folder = self.folder_of(post_office.utf7_decoded(name).removesuffix(".mbox"))
            found[post_office.inbox_or(folder)] = name
        self.assertEqual(len(found), len(lines))
        return found

    def messages(self, connection, name, items=EVERYTHING):
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        status, answer = connection.select(f'"{quoted}"', readonly=True)
        self.assertEqual(status, "OK", answer)
        return dovecot.fetched(connection, items) if answer != [b"0"] else []

    def check_bytes(self, answers, bodies):
        self.assertEqual([e2e.sha256(answer[b"BODY[]"]) for answer in answers],
                         [e2e.sha256(body.replace(b"\n", b"\r\n")) for body in bodies])

    def check_log(self, server):
        self.assertNotRegex(server.log(), "Error|Warning|Fatal|Panic")

    def check_answers(self, answers, truth):
        """What Dovecot itself says of the messages, beside their bytes."""
        self.assertEqual(len(answers), len(truth))
        for answer, one in zip(answers, truth):
            self.assertEqual(set(answer[b"FLAGS"]) - {rb"\Recent"}, {rb"\Seen"})
            date = datetime.datetime.strptime(answer[b"INTERNALDATE"].decode().strip(), "%d-%b-%Y %H:%M:%S %z")
            self.assertEqual(date.astimezone(datetime.timezone.utc).replace(tzinfo=None).isoformat(), one["date"])
            self.assertEqual(int(answer[b"RFC822.SIZE"]), len(answer[b"BODY[]"]))
            envelope = answer[b"ENVELOPE"]
            # Dovecot makes one blank of several here, though not in the message.
            self.assertEqual(comparison.one_blank(decoded(envelope[1])), comparison.one_blank(one["subject"]))
            self.assertEqual(envelope[9].decode(), f"<{e2e.message_id(one)}@ccmail.invalid>")
            for found, people in ((envelope[2], [one["from"]]), (envelope[5], one["to"]), (envelope[6], one["cc"])):
                self.check_envelope_people(found or [], people)
            wanted = list(wanted_names(one))
            faxes = [item["name"] for item in one["items"] if item["kind"] == "Fax"]
            names = [name.removesuffix(".pcx") if name.removesuffix(".pcx") in faxes else name
                     for name in file_names(answer[b"BODYSTRUCTURE"])]
            self.assertEqual(names, wanted)

    def check_envelope_people(self, found, people):
        self.assertEqual(len(found), len(people))
        for (name, _, local, host), person in zip(found, people):
            self.assertEqual(comparison.one_blank(decoded(name)), comparison.one_blank(person["name"]))
            self.assertEqual(f"{local.decode()}@{host.decode()}",
                             person["address"] or e2e.made_address(person["name"], person["post_office"]))


class Maildir(Served):
    def serve(self, output):
        server = self.server("maildir:~/Maildir")
        for account in self.accounts():
            shutil.copytree(output / account, server.homes / account)
        server.start()
        return server

    def test_every_message_is_served_as_it_lies_there(self):
        output = self.converted("maildir")
        server, files, wanted = self.serve(output), self.maildirs(output), self.by_folder()
        for account in self.accounts():
            with server.login(account) as connection:
                names = self.names(connection, connection.list)
                self.assertEqual(names, self.names(connection, connection.lsub))
                self.assertEqual(set(names), {folder for owner, folder in wanted if owner == account} | {"Inbox"})
                for folder, name in names.items():
                    with self.subTest(account=account, folder=folder):
                        answers = self.messages(connection, name)
                        # Dovecot numbers what it finds by the seconds in the files' names.
                        paths = sorted(files.get((account, folder), []), key=lambda path: int(path.name.split(".")[0]))
                        self.check_bytes(answers, [path.read_bytes() for path in paths])
                        self.check_answers(answers, sorted(wanted.get((account, folder), []),
                                                           key=lambda one: one["date"]))
        self.check_log(server)
        server.stop()
        self.check_what_dovecot_leaves(output, server.homes)

    def check_what_dovecot_leaves(self, output, homes):
        """docs/testing.md names these files."""
        before = {path.relative_to(output) for path in output.glob("*/Maildir/**/*") if path.is_file()}
        after = {path.relative_to(homes) for path in homes.glob("*/Maildir/**/*") if path.is_file()}
        self.assertEqual(before - after, set())
        for path in before:
            self.assertEqual((output / path).read_bytes(), (homes / path).read_bytes(), path)
        added = {re.sub(r"(dovecot-uidvalidity)\.[0-9a-f]{8}$", r"\1.*", path.name) for path in after - before}
        self.assertIn("dovecot-uidlist", added)
        self.assertLessEqual(added, {"dovecot-uidlist", "dovecot-uidvalidity", "dovecot-uidvalidity.*",
                                     "dovecot.index", "dovecot.index.cache", "dovecot.index.log", "dovecot.list.index",
                                     "dovecot.list.index.log"})

    def test_flags(self):
        for options, flags in (([], [rb"\Seen"]), (["--unread"], [])):
            server = self.serve(self.converted("maildir", *options))
            with server.login("awkward") as connection:
                for folder, name in self.names(connection, connection.list).items():
                    answers = self.messages(connection, name, "(UID FLAGS)")
                    self.assertEqual(len(answers), len(self.by_folder()["awkward", folder]))
                    for answer in answers:
                        self.assertEqual([flag for flag in answer[b"FLAGS"] if flag != rb"\Recent"], flags, folder)
            server.stop()

    def test_changed_flags_change_only_the_ends_of_names(self):
        output = self.converted("maildir")
        server = self.serve(output)
        with server.login("awkward") as connection:
            connection.select("INBOX")
            self.assertEqual(connection.store("1", "+FLAGS", r"(\Flagged \Answered Urgent)")[0], "OK")
            self.assertEqual(connection.store("2", "-FLAGS", r"(\Seen)")[0], "OK")
        server.stop()
        before = {path.name for path in (output / "awkward/Maildir/cur").iterdir()}
        after = {path.name for path in (server.homes / "awkward/Maildir/cur").iterdir()}
        self.assertEqual(len(before - after), 2)
        self.assertEqual({name.partition(":2,")[0] for name in before}, {name.partition(":2,")[0] for name in after})
        self.assertEqual({name.partition(":2,")[2] for name in after}, {"S", "FRSa", ""})
        self.assertTrue((server.homes / "awkward/Maildir/dovecot-keywords").is_file())


class Mbox(Served):
    def serve(self, output):
        server = self.server("maildir:~/Maildir:LAYOUT=fs", "/")
        for account in self.accounts():
            (server.homes / account).mkdir()
            shutil.copytree(output / account, server.homes / account / "mboxes")
        server.start()
        return server

    def imported(self, server, account):
        """A connection to the account after its mbox files were imported."""
        mboxes = server.homes / account / "mboxes"
        server.doveadm("import", "-u", account, f"mbox:{mboxes}:UTF-8:INBOX={mboxes}/Inbox.mbox", "", "all")
        return server.login(account)

    def test_every_message_is_imported(self):
        output = self.converted()
        server, files, wanted = self.serve(output), self.mboxes(output), self.by_folder()
        for account in self.accounts():
            with self.imported(server, account) as connection:
                names = self.names(connection, connection.list)
                self.assertEqual(set(names), {folder for owner, folder in wanted if owner == account} | {"Inbox"})
                for folder, name in names.items():
                    with self.subTest(account=account, folder=folder):
                        answers = self.messages(connection, name)
                        messages = self.read(files[account, folder]) if (account, folder) in files else []
                        # Dovecot makes flags of Status.
                        self.check_bytes(answers, [message.raw.replace(b"Status: RO\n", b"", 1) for message in messages])
                        self.check_answers(answers, wanted.get((account, folder), []))
        self.check_log(server)

    def test_unread_messages_arrive_unread(self):
        server = self.serve(self.converted("mbox", "--unread"))
        with self.imported(server, "japan") as connection:
            for folder, name in self.names(connection, connection.list).items():
                answers = self.messages(connection, name, "(UID FLAGS)")
                self.assertEqual(len(answers), len(self.by_folder().get(("japan", folder), [])))
                for answer in answers:
                    self.assertNotIn(rb"\Seen", answer[b"FLAGS"])


if __name__ == "__main__":
    e2e.main()
