#!/usr/bin/python3
"""messages.csv and attachments.csv hold what is in the mail: each row against the mail itself, as Python's mailbox, email
and hashlib see it."""

import collections
import csv
import datetime
import email.utils
import hashlib
import json
import mailbox
import shutil
import subprocess

import e2e


def digests(data):
    return len(data), hashlib.sha256(data).hexdigest(), hashlib.md5(data).hexdigest()


def row_digests(row):
    return int(row["bytes"]), row["sha256"], row["md5"]


def unguarded(cell):
    """What a cell says: the apostrophe is not part of it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def one_line(text):
    return " ".join(text.split())


class Tables(e2e.TestCase):
    def converted(self, *arguments, code=0, output="mail"):
        output = self.dir / output
        shutil.rmtree(output, ignore_errors=True)
        run = self.run_converter(*arguments, "--tables", "-o", output, "-q")
        self.assertEqual(run.returncode, code, run.stderr)
        subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=output, check=True)
        self.assertEqual(self.run_converter("verify", output).returncode, 0)
        return output

    def table(self, path):
        data = path.read_bytes()
        self.assertTrue(data.startswith(b"\xef\xbb\xbf"), "spreadsheets need the mark")
        self.assertEqual(data.count(b"\n"), data.count(b"\r\n"), "RFC 4180 ends lines with CRLF")
        with open(path, encoding="utf-8-sig", newline="") as text:
            rows = list(csv.DictReader(text, strict=True))
        for row in rows:
            self.assertNotIn(None, row, "more cells than columns")
            self.assertNotIn(None, row.values(), "fewer cells than columns")
            for cell in row.values():
                self.assertNotIn(cell[:1], ("=", "+", "-", "@", "\t", "\r"))
        self.assertEqual(len(rows), len({row["id"] for row in rows}))
        return rows

    def messages_in(self, output):
        """All mail, by file and by the message's place in it, without what the mailbox puts around it."""
        found = {}
        for path in sorted(output.rglob("*")):
            name = str(path.relative_to(output))
            if path.suffix == ".mbox":
                box = mailbox.mbox(path, create=False)
                for key in box.keys():
                    with box.get_file(key, from_=True) as file:
                        whole = file.read()
                    start = box._toc[key][0]  # pylint: disable=protected-access
                    found[name, start + whole.index(b"\n") + 1] = box.get_bytes(key)
                box.close()
            elif path.suffix == ".eml" or path.parent.name == "cur":
                found[name, 0] = path.read_bytes()
        return found

    def check(self, output):
        """Every message and every attachment has its row, and the row says what they hold."""
        rows, files = self.table(output / "messages.csv"), self.table(output / "attachments.csv")
        messages = self.messages_in(output)
        self.assertEqual({(unguarded(row["output"]), int(row["output_offset"])) for row in rows}, set(messages))
        of_message = collections.defaultdict(list)
        for file in files:
            of_message[file["parent"]].append(file)
        for row in rows:
            data = messages[unguarded(row["output"]), int(row["output_offset"])]
            self.assertEqual(row_digests(row), digests(data), row["output"])
            self.check_head(row, e2e.parsed(data))
            self.check_files(row, of_message.pop(row["id"], []), e2e.parsed(data))
        self.assertEqual(dict(of_message), {}, "attachments without a message")
        return rows, files

    def check_head(self, row, message):
        self.assertEqual(row["parent"], "")
        self.assertEqual(row["message_id"], message["Message-ID"])
        self.assertEqual(one_line(unguarded(row["subject"])), one_line(message["Subject"] or ""))
        self.assertEqual(unguarded(row["custodian"]), message["X-ccmail2mbox-Account"])
        self.assertEqual(one_line(unguarded(row["folder"])), one_line(message["X-ccmail2mbox-Folder"]))
        self.assertEqual(one_line(unguarded(row["date_as_written"])), one_line(message["X-ccMail-Date"] or ""))
        sent = datetime.datetime.fromisoformat(row["sent"])
        self.assertEqual(sent.replace(tzinfo=None), message["Date"].datetime.replace(tzinfo=None))
        known = not message["Date"].endswith("-0000")
        self.assertEqual(sent.utcoffset(), message["Date"].datetime.utcoffset() if known else None)
        addresses = lambda cell: [address for _, address in email.utils.getaddresses(cell.split("; "))]
        for column, header in (("from", "From"), ("to", "To"), ("cc", "Cc")):
            wanted = [address.addr_spec for address in message[header].addresses] if message[header] else []
            self.assertEqual(addresses(unguarded(row[column])) if row[column] else [], wanted, header)
        self.assertEqual(int(row["bcc_count"]), len(message["Bcc"].addresses) if message["Bcc"] else 0)

    def check_files(self, row, files, message):
        self.assertEqual(int(row["attachments"]), len(files))
        delivered = []
        for part in message.walk():
            if part.is_multipart() or part.get_content_disposition() not in ("attachment",) \
                    and part.get_content_type() != "application/applefile":
                continue
            data = part.get_payload(decode=True)
            if part.get_content_type() == "application/applefile":
                data = e2e.apple_double(data)[2]
            delivered.append((part.get_filename(), digests(data)))
        self.assertEqual(sorted((one_line(unguarded(file["name"])), row_digests(file)) for file in files),
                         sorted((one_line(name or ""), one) for name, one in delivered))
        for number, file in enumerate(files, 1):
            self.assertEqual(file["id"], f"{row['id']}-{number}")
            for column in ("custodian", "folder", "message_id", "sent", "output", "output_offset", "dump", "dump_input"):
                self.assertEqual(file[column], row[column])

    def check_sources(self, rows, files, dumps):
        """The places in the dumps: where a message begins, and what an attachment is made of."""
        for row in rows:
            data = dumps[row["dump"]][int(row["dump_offset"]):][:int(row["dump_length"])]
            self.assertTrue(data.startswith(b"Message:"), row)
        for file in files:
            data = dumps[file["dump"]][int(file["dump_offset"]):][:int(file["dump_length"])]
            self.assertEqual(hashlib.sha256(data).hexdigest(), file["dump_sha256"])
            if file["part"] == "file":
                self.assertEqual(file["sha256"], file["dump_sha256"])

    def test_every_row_is_what_the_mail_holds(self):
        office, truth = self.generate("--accounts", 3, "--messages", 20, "--unusual", 0.3, "--mac", 0.5, "--every-address",
                                      "--codepage", 850, "--attachments", 0.6, name="office")
        dumps = {t["file"]: (office / t["file"]).read_bytes() for t in truth}
        for form in ("mbox", "eml", "maildir"):
            for options in ([], ["--timezone", "America/New_York", "--bag"]):
                with self.subTest(format=form, options=options):
                    rows, files = self.check(self.converted(office, "-f", form, "--codepage", "850", *options))
                    self.assertEqual(len(rows), len(truth))
                    self.check_sources(rows, files, dumps)
                    self.assertIn("resource_fork", {file["part"] for file in files})
                    self.assertTrue(any(file["mac_type"] for file in files))

    def test_dumps_whose_names_differ_in_their_ending_alone_are_told_apart(self):
        first, one = self.generate("--messages", 20, "--seed", 1, name="jeff.exp")
        second, two = self.generate("--messages", 20, "--seed", 2, name="jeff.ccm")
        for form in ("mbox", "eml", "maildir"):
            with self.subTest(format=form):
                rows, files = self.check(self.converted(first, second, "-f", form))
                self.assertEqual(len(rows), len(one) + len(two))
                self.check_sources(rows, files, {"jeff.exp": first.read_bytes(), "jeff.ccm": second.read_bytes()})
                self.assertEqual({row["custodian"] for row in rows}, {"jeff.exp", "jeff.ccm"})

    def test_messages_of_several_dumps_of_one_account_are_where_they_are(self):
        first, one = self.generate("--messages", 15, "--seed", 1, "--attachments", 0.5, name="a.exp")
        second, two = self.generate("--messages", 15, "--seed", 2, "--attachments", 0.5, name="b.exp")
        settings = self.dir / "settings.toml"
        settings.write_text("".join(f'[[dump]]\nfile = "{name}.exp"\naccount = "both"\n' for name in "ab"))
        for form in ("mbox", "eml", "maildir"):
            with self.subTest(format=form):
                rows, files = self.check(self.converted(first, second, "-f", form, "--settings", settings))
                self.assertEqual(len(rows), len(one) + len(two))
                self.assertEqual({row["custodian"] for row in rows}, {"both"})
                self.check_sources(rows, files, {"a.exp": first.read_bytes(), "b.exp": second.read_bytes()})

    def test_nothing_from_a_dump_becomes_a_formula_or_a_row(self):
        names = ["=HYPERLINK(1)", "+1", "-1", "@SUM", "\"quoted\", with a comma", "a\x01b", "line\rbreak"]
        items = [(b"File item: " + name.encode(), name.encode()) for name in names[:4]]
        dump = b"".join(e2e.dump_message(name, items, sender=f"{name} at Hub", recipient=f"{name}, Jeff; Ann at Hub",
                                         more=f"Folder: {name}\r\ncc: =x at Hub\r\nbcc: a at b\r\n".encode())
                        for name in names if "\r" not in name)
        (self.dir / "=jeff.exp").write_bytes(dump)
        rows, files = self.check(self.converted(self.dir / "=jeff.exp"))
        self.assertEqual({row["custodian"] for row in rows}, {"'=jeff"})
        self.assertEqual([row["subject"] for row in rows][:4], ["'=HYPERLINK(1)", "'+1", "'-1", "'@SUM"])
        self.assertEqual({row["bcc_count"] for row in rows}, {"1"})
        self.assertEqual(len(files), 4 * len(rows))
        self.assertIn("'=HYPERLINK(1)", {file["name"] for file in files})

    def test_texts_that_are_attached_as_they_stand_are_attachments(self):
        rich = b"{\\rtf1\\ansi words\\par}"
        dump = e2e.dump_message("x", [(b"Text item: Text_1", b"plain\r\n"), (b"Text item: Text_2", rich),
                                      (b"Text item: Text_3", b"no \x81 here\r\n")])
        (self.dir / "jeff.exp").write_bytes(dump)
        _, files = self.check(self.converted(self.dir / "jeff.exp", "--codepage", "932"))
        self.assertEqual([(file["name"], file["item"], file["part"]) for file in files],
                         [("text-2.rtf", "2", "file"), ("text-3-raw.txt", "3", "file")])
        self.assertEqual(row_digests(files[0]), digests(rich))

    def test_what_is_not_asked_for_is_not_there(self):
        dump, _ = self.generate("--messages", 5, "--attachments", 1)
        output = self.converted(dump)
        told = {entry["file"] for entry in json.loads((output / "report.json").read_text())["files"]}
        self.assertLessEqual({"messages.csv", "attachments.csv"}, told)
        self.assertTrue(json.loads((output / "report.json").read_text())["settings"]["tables"])
        (output / "messages.csv").write_bytes((output / "messages.csv").read_bytes().replace(b"m1,", b"m9,", 1))
        self.assertEqual(self.run_converter("verify", output).returncode, 1)
        self.assertEqual(self.run_converter(dump, "-o", output, "--resume").returncode, 2, "other options")
        self.assertEqual(self.run_converter(dump, "-o", output, "--replace", "-q").returncode, 0)
        self.assertEqual([path.name for path in output.glob("*.csv")], ["duplicates.csv"])
        self.assertNotIn(b"md5", (output / "manifest.jsonl").read_bytes())
        self.assertEqual(self.run_converter("verify", output).returncode, 0)
        run = self.run_converter(dump, "--tables")
        self.assertEqual((run.returncode, run.stdout), (2, b""))
        self.assertIn(b"--tables needs --output DIR", run.stderr)

    def test_they_are_the_same_whatever_the_jobs(self):
        office, _ = self.generate("--accounts", 4, "--messages", 10, "--attachments", 0.5, name="office")
        outputs = [self.converted(office, "--jobs", jobs, output=f"jobs{jobs}") for jobs in (1, 4)]
        for name in ("messages.csv", "attachments.csv", "manifest.jsonl"):
            self.assertEqual(*((output / name).read_bytes() for output in outputs))


if __name__ == "__main__":
    e2e.main()
