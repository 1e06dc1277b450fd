#!/usr/bin/python3
"""The manifest and the report say what is there: places and hashes are taken from the dumps and the mail themselves, by
programs that share nothing with the converter."""

import collections
import csv
import json
import subprocess

import e2e


def encoded_back(text, page, item):
    """The raw bytes of a text: what was delivered, with the substitutions that the manifest lists put back."""
    raw, out, position = bytearray(), text, 0
    end = {"crlf": b"\r\n", "cr": b"\r", "lf": b"\n"}[item["text"]["line_end"]]
    substitutions = collections.deque(item["text"]["substitutions"])
    codec = e2e.CODECS[page]

    def put_back():
        nonlocal position
        while substitutions and substitutions[0][0] == len(raw):
            _, count, unit, kind = substitutions.popleft()
            for _ in range(count):
                raw.extend(bytes.fromhex(unit))
            if kind in ("control_glyph", "unmappable", "duplicate", "line_end"):
                position += count
            elif kind == "missing_final_line_end":
                position += 1

    put_back()
    while position < len(out):
        character = out[position]
        position += 1
        raw.extend(end if character == "\n" else character.encode(codec))
        put_back()
    return bytes(raw)


class Manifest(e2e.TestCase):
    def result(self, *arguments):
        output = self.dir / "mail"
        run = self.run_converter(*arguments, "-o", output, "-q")
        self.assertEqual(run.returncode, 0, run.stderr)
        lines = [json.loads(line) for line in (output / "manifest.jsonl").read_text("utf-8").splitlines()]
        messages, items = [], []
        for line in lines:
            if line["type"] == "item":
                items.append(line)
                continue
            self.assertEqual([item["number"] for item in items], list(range(1, line["items"] + 1)))
            self.assertEqual({item["message"] for item in items} - {line["number"]}, set())
            messages.append((line, items))
            items = []
        self.assertEqual(items, [])
        return output, json.loads((output / "report.json").read_text("utf-8")), messages

    def check_places(self, output, form, messages):
        """Every byte of every file belongs to one message, and has the hash that stands in the manifest."""
        files = collections.defaultdict(list)
        for line, _ in messages:
            place = line["output"]
            files[place["file"]].append((place["offset"], place["length"], place["xxh3"]))
        for name, places in files.items():
            data, at = (output / name).read_bytes(), 0
            for offset, length, wanted in places:
                self.assertEqual(offset, at, name)
                at += length
            self.assertEqual(at, len(data), name)
            offset, length, wanted = places[len(places) // 2]
            got = subprocess.run(["xxh128sum"], input=data[offset:offset + length], stdout=subprocess.PIPE, check=True)
            self.assertEqual(got.stdout.split()[0].decode(), wanted, name)
        suffix = {"mbox": lambda path: path.suffix == ".mbox", "eml": lambda path: path.suffix == ".eml",
                  "maildir": lambda path: path.parent.name == "cur"}[form]
        there = {str(path.relative_to(output)) for path in output.rglob("*") if path.is_file() and suffix(path)}
        self.assertEqual(there, set(files))

    def check_messages(self, output, messages, truth, dumps):
        self.assertEqual(len(messages), len(truth))
        by_place = {(t["account"], t["offset"]): t for t in truth}
        for line, items in messages:
            wanted = by_place[line["account"], line["offset"]]
            self.assertEqual(line["folder"], wanted["folder"] or "Inbox")
            self.assertEqual(len(items), len(wanted["items"]))
            dump = dumps[line["account"]]
            place = line["output"]
            written = (output / place["file"]).read_bytes()[place["offset"]:place["offset"] + place["length"]]
            self.assertIn(b"\nMessage-ID: " + line["message_id"].encode(), written.replace(b"\r\n", b"\n"))
            for item, true in zip(items, wanted["items"]):
                raw = dump[item["offset"]:item["offset"] + item["length"]]
                self.assertEqual(e2e.sha256(raw), item["sha256"])
                self.assertTrue(dump[item["label_offset"]:].startswith(item["label"].encode("cp850")))
                self.check_item(item, true, raw)

    def check_item(self, item, true, raw):
        if item["kind"] == "text":
            text = true["text"].replace("\r\n", "\n").replace("\r", "\n")
            text += "" if not text or text.endswith("\n") else "\n"
            self.assertEqual([part["as"] for part in item["text"]["delivered"]], ["text"])
            self.assertEqual(item["text"]["delivered"][0]["sha256"], e2e.sha256(text.encode()))
            self.assertEqual(encoded_back(text, "850", item), raw)
            return
        delivered = {part["as"]: part["sha256"] for part in item["file"]["delivered"]}
        if "mac" not in true:
            self.assertEqual(delivered, {"file": true["sha256"]})
            return
        mac, wanted = item["file"]["mac"], true["mac"]
        self.assertEqual(delivered.pop("data_fork"), wanted["data_sha256"])
        if wanted["resource_length"] > 0:
            self.assertEqual(delivered.pop("resource_fork"), wanted["resource_sha256"])
        self.assertEqual(delivered, {})
        rebuilt = bytearray(len(raw))
        for fork in (mac["data_fork"], mac["resource_fork"]):
            at = fork["offset"]
            rebuilt[at:at + fork["length"]] = raw[at:at + fork["length"]]
        for run in mac["outside_the_forks"]:
            bytes_there = bytes(run["length"]) if "zeros" in run else bytes.fromhex(run["bytes"])
            rebuilt[run["offset"]:run["offset"] + run["length"]] = bytes_there
        self.assertEqual(bytes(rebuilt), raw)

    def test_a_post_office(self):
        office, truth = self.generate("--accounts", 3, "--messages", 40, "--unusual", 0.3, "--mac", 0.5, "--codepage", 850,
                                      "--attachments", 0.5, name="office")
        dumps = {t["account"]: (office / t["file"]).read_bytes() for t in truth}
        for form in ("mbox", "eml", "maildir"):
            with self.subTest(format=form):
                output, report, messages = self.result(office, "-f", form, "--codepage", "850")
                self.check_places(output, form, messages)
                self.check_messages(output, messages, truth, dumps)
                for entry in report["inputs"]:
                    dump = dumps[entry["account"]]
                    self.assertEqual((entry["bytes"], entry["sha256"]), (len(dump), e2e.sha256(dump)))
                    self.assertEqual(sum(entry["accounted"].values()), len(dump))
                self.assertEqual(report["messages"]["seen"], len(truth))
                self.assertEqual(report["messages"]["written"], len(truth))
                subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=output, check=True)
                facts = json.loads((output / "run.json").read_text())
                self.assertEqual(facts["root_sha256"], e2e.sha256((output / "SHA256SUMS").read_bytes()))
                subprocess.run(["rm", "-r", output], check=True)

    def test_accounts_of_several_dumps_are_placed_where_they_are(self):
        first, one = self.generate("--messages", 20, "--seed", 1, name="jeff.exp")
        second, two = self.generate("--messages", 20, "--seed", 2, name="jeff.ccm")
        for form in ("mbox", "eml", "maildir"):
            with self.subTest(format=form):
                output, _, messages = self.result(first, second, "-f", form)
                self.check_places(output, form, messages)
                self.assertEqual(len(messages), len(one) + len(two))
                subprocess.run(["rm", "-r", output], check=True)

    def test_what_belongs_to_no_message_is_in_quarantine(self):
        dump = self.dir / "jeff.exp"
        stray = b"\x01\x02 belongs to nobody, \"really\"\r\n"
        whole = b"Message:\r\nFrom: A at B\r\nDate: 1/2/97 8:00\r\nTo: C\r\nSubject: x\r\nContents:\r\nText item:\r\nhello\r\n"
        dump.write_bytes(stray + whole)
        output = self.dir / "mail"
        self.assertEqual(self.run_converter(dump, "-o", output).returncode, 1)
        kept = (output / "quarantine" / "jeff.bin").read_bytes()
        index = (output / "quarantine" / "jeff.csv").read_text().splitlines()
        self.assertEqual(index[0], "offset,length,file,place,reason")
        offset, length, file, place, _ = index[1].split(",", 4)
        self.assertEqual(file, "jeff.exp")
        self.assertEqual(kept[int(offset):int(offset) + int(length)],
                         dump.read_bytes()[int(place):int(place) + int(length)])
        self.assertEqual(kept, stray)

    def test_what_is_named_again_is_in_the_report(self):
        dump, _ = self.generate("--messages", 5, name="jeff.exp")
        _, report, messages = self.result(dump, dump.parent / "." / "jeff.exp", dump)
        self.assertEqual(report["named_again"], [{"file": "jeff.exp", "input": 1}, {"file": "jeff.exp", "input": 2}])
        self.assertEqual(len(messages), 5)

    def test_equal_message_ids_are_listed_and_nothing_is_dropped(self):
        def message(folder, more=b"", file=b"same", subject="x", text=b"hello\r\n"):
            return e2e.dump_message(subject, [(b"Text item: Text_1", text), (b"File item: A.BIN", file)],
                                    more=f"Folder: {folder}\r\n".encode() + more)

        solo = message("Inbox", subject="solo")
        jeff = [message("Inbox"), message("Inbox"), solo, message("Sent"), message("=Sent", subject="other")]
        # A copy for somebody in bcc, and a file of the same name and length with other bytes: the made ID does not tell.
        ann = [message("Inbox", more=b"bcc: Grewal, Jeff at Hub\r\n", file=b"SAME"), message("Inbox", subject="other")]
        (self.dir / "jeff.exp").write_bytes(b"".join(jeff))
        (self.dir / "ann.exp").write_bytes(b"".join(ann))
        output, report, messages = self.result(self.dir / "jeff.exp", self.dir / "ann.exp")
        self.assertEqual(len(messages), 7)
        ids = {line["offset"]: line["message_id"] for line, _ in messages if line["account"] == "jeff"}
        x, other = ids[0], ids[sum(map(len, jeff[:4]))]
        with open(output / "duplicates.csv", encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        self.assertEqual([(row["message_id"], row["account"], row["folder"], row["dump"], row["offset"], row["output"],
                           row["copies"], row["scope"]) for row in rows],
                         [(x, "jeff", "Inbox", "jeff.exp", "0", "jeff/Inbox.mbox", "4", "folder"),
                          (x, "jeff", "Inbox", "jeff.exp", str(len(jeff[0])), "jeff/Inbox.mbox", "4", "folder"),
                          (x, "jeff", "Sent", "jeff.exp", str(sum(map(len, jeff[:3]))), "jeff/Sent.mbox", "4", "account"),
                          (x, "ann", "Inbox", "ann.exp", "0", "ann/Inbox.mbox", "4", "accounts"),
                          (other, "jeff", "'=Sent", "jeff.exp", str(sum(map(len, jeff[:4]))), "jeff/=Sent.mbox", "2",
                           "accounts"),
                          (other, "ann", "Inbox", "ann.exp", str(len(ann[0])), "ann/Inbox.mbox", "2", "accounts")])
        for row in rows:
            mail = (output / row["output"]).read_bytes()[int(row["output_offset"]):]
            self.assertIn(b"\nMessage-ID: " + row["message_id"].encode(), mail[:mail.index(b"\n\n")])
        self.assertIn("duplicates.csv", [entry["file"] for entry in report["files"]])
        self.assertIn(b"  duplicates.csv\n", (output / "SHA256SUMS").read_bytes())

    def test_without_equal_message_ids_the_table_is_empty(self):
        dump, _ = self.generate("--messages", 10)
        output, _, _ = self.result(dump)
        self.assertEqual((output / "duplicates.csv").read_text(),
                         "message_id,account,folder,dump,offset,output,output_offset,copies,scope\n")


if __name__ == "__main__":
    e2e.main()
