#!/usr/bin/python3
"""The manifest and the report say what is there: places and hashes are taken from the dumps and the mail themselves, by
programs that share nothing with the converter."""

import collections
import csv
import email
import json
import random
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


def bytes_in(run):
    return bytes(run["length"]) if "zeros" in run else bytes.fromhex(run["bytes"])


def laid_out(data, layout):
    """Hexadecimal text again, from the bytes and how the digits stood."""
    digits, at, out = data.hex(), 0, bytearray()
    for times, count, case, after in layout:
        for _ in range(times):
            some = digits[at:at + count]
            out += (some.upper() if case == "upper" else some).encode() + bytes.fromhex(after)
            at += count
    return bytes(out)


def rebuilt(item, mail, page):
    """The raw bytes of an item from what was delivered (`mail`: by SHA-256) and the manifest, without the dump."""
    further = item["further"]
    if further and further[0]["of"] == "item":
        return b"".join(map(bytes_in, further))
    what = item["text"] if item["kind"] == "text" else item["file"]
    delivered = {part["as"]: mail[part["sha256"]] for part in what["delivered"]}
    if item["kind"] == "text":
        return delivered["file"] if "file" in delivered else encoded_back(delivered["text"].decode(), page, item)
    data = delivered.get("file", delivered.get("container"))
    if data is None:
        mac = what["mac"]
        runs = {mac["data_fork"]["offset"]: delivered["data_fork"]}
        if "resource_fork" in delivered:
            runs[mac["resource_fork"]["offset"]] = delivered["resource_fork"]
        runs.update((run["offset"], bytes_in(run)) for run in mac["outside_the_forks"] if "follows" not in run)
        runs.update((run["offset"], bytes_in(run)) for run in further)
        container = bytearray()
        for offset in sorted(offset for offset, run in runs.items() if run):
            assert offset == len(container), (offset, len(container))
            container += runs[offset]
        for left in what.get("left_out", []):
            fork = mac["resource_fork"]
            some = container[fork["offset"]:fork["offset"] + fork["length"]]
            assert (e2e.sha256(some), len(some)) == (left["sha256"], left["bytes"])
        data = bytes(container)
    return laid_out(data, what["layout"]) if "encoding" in what else data


class Converted(e2e.TestCase):
    def result(self, *arguments):
        output = self.dir / "mail"
        run = self.run_converter(*arguments, "-o", output, "-q")
        self.assertEqual(run.returncode, 0, run.stderr)
        lines = [json.loads(line) for line in (output / "manifest.jsonl").read_text("utf-8").splitlines()]
        messages, items = [], []
        for line in lines:
            if line["type"] == "item":
                items.append({**line, "further": []})
                continue
            if line["type"] == "bytes":
                self.assertEqual((line["message"], line["item"]), (items[-1]["message"], items[-1]["number"]))
                items[-1]["further"].append(line)
                continue
            self.assertEqual([item["number"] for item in items], list(range(1, line["items"] + 1)))
            self.assertEqual({item["message"] for item in items} - {line["number"]}, set())
            messages.append((line, items))
            items = []
        self.assertEqual(items, [])
        return output, json.loads((output / "report.json").read_text("utf-8")), messages


class Manifest(Converted):
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


class Rebuilt(Converted):
    """Every item is put together again from the mail and the manifest alone."""

    def delivered(self, output, line):
        place = line["output"]
        data = (output / place["file"]).read_bytes()[place["offset"]:place["offset"] + place["length"]]
        mail = {}
        for part in email.message_from_bytes(data.partition(b"\n")[2].removesuffix(b"\n")).walk():
            if part.is_multipart():
                continue
            payload = part.get_payload(decode=True)
            mail[e2e.sha256(payload)] = payload
            if payload.startswith(bytes.fromhex("00051607")):
                fork = e2e.apple_double(payload).get(2, b"")
                mail[e2e.sha256(fork)] = fork
        return mail

    def rebuild(self, items, *options):
        dump = self.dir / "jeff.exp"
        dump.write_bytes(e2e.dump_message("x", items) + e2e.dump_message("y", [(b"Text item:", b"hello\r\n")]))
        subprocess.run(["rm", "-rf", self.dir / "mail"], check=True)
        output, _, messages = self.result(dump, "--codepage", "850", *options)
        (line, found), _ = messages
        mail = self.delivered(output, line)
        self.assertEqual(len(found), len(items))
        for item, (label, raw) in zip(found, items):
            self.assertEqual(e2e.sha256(raw), item["sha256"], label)
            self.assertTrue(rebuilt(item, mail, "850") == raw, label)
        for quick in (["--quick"], []):
            run = self.run_converter("verify", *quick, output)
            self.assertEqual(run.returncode, 0, run.stdout)
        return {label.partition(b": ")[2].decode(): item for item, (label, _) in zip(found, items)}

    def macintosh(self):
        noise = random.Random(5)
        resource, long_tail = noise.randbytes(500_000), noise.randbytes(200_000) + bytes(300_000) + noise.randbytes(10)
        return [(b"File item: BINARY", e2e.mac_binary(b"Letter", b"TEXT", b"ttxt", b"data" * 1000, resource)),
                (b"File item: SMALL", e2e.mac_binary(b"Letter", b"TEXT", b"ttxt", b"data", b"resource", b"comment")),
                (b"File item: SINGLE", e2e.apple_file([(1, b"data"), (2, resource), (3, b"x"), (0x80000001, long_tail)])),
                (b"File item: FORK", e2e.mac_binary(b"Font", b"FFIL", b"DMOV", b"", bytes(100_000) + b"x"))]

    def test_macintosh_files_in_every_form(self):
        for form in ("data", "appledouble", "macbinary"):
            with self.subTest(form):
                items = self.rebuild(self.macintosh(), "--mac", form, "--tables")
                self.assertEqual([one["as"] for one in items["SMALL"]["file"].get("left_out", [])],
                                 ["resource_fork"] if form == "data" else [])
                self.assertEqual(bool(items["BINARY"]["further"]), form == "data")
                self.assertEqual(bool(items["SINGLE"]["further"]), form != "macbinary")
                if form != "macbinary":
                    self.assertTrue(any(run.get("zeros") and run["length"] > 100_000 for run in items["SINGLE"]["further"]))
                lengths = [run["length"] for item in items.values() for run in item["further"] if "bytes" in run]
                self.assertLessEqual(max(lengths, default=0), 32_768)

    def test_hexadecimal_text(self):
        data = random.Random(6).randbytes(100_000)
        digits = data.hex()
        lines = [digits[at:at + 72] for at in range(0, len(digits), 72)]
        case = random.Random(7)
        odd = "".join(c.upper() if case.random() < 0.5 else c for c in digits)
        container = self.macintosh()[0][1].hex()
        items = self.rebuild([(b"File item: REGULAR.DAT", "\r\n".join(lines).upper().encode() + b"\r\n\x1a"),
                              (b"File item: BLANKS.DAT", " ".join(digits[at:at + 2] for at in range(0, 2000, 2)).encode()),
                              (b"File item: ODD.DAT", odd.encode()),
                              (b"File item: EMPTY.DAT", b""),
                              (b"File item: MAC", "\n".join(container[at:at + 80] for at in range(0, len(container), 80)).encode()),
                              (b"File item: ODDMAC", "".join(c.upper() if case.random() < 0.5 else c for c in container).encode())],
                             "--files", "hex", "--mac", "data")
        self.assertLessEqual(len(items["REGULAR.DAT"]["file"]["layout"]), 4)
        self.assertEqual(items["REGULAR.DAT"]["further"], [])
        self.assertEqual({run["of"] for run in items["ODD.DAT"]["further"]}, {"item"})
        self.assertEqual({run["of"] for run in items["MAC"]["further"]}, {"container"})
        self.assertEqual({run["of"] for run in items["ODDMAC"]["further"]}, {"item"})

    def test_texts_with_more_substitutions_than_are_listed(self):
        few, many = b"\x01a" * 65_536, b"\x01a" * 65_537
        items = self.rebuild([(b"Text item: FEW", few + b"\r\n"), (b"Text item: MANY", many + b"\r\n"),
                              (b"Text item: LINES", b"a\nb\r\n" * 100_000)])
        self.assertEqual(len(items["FEW"]["text"]["substitutions"]), 65_536)
        self.assertEqual(items["MANY"]["text"]["substitutions_not_listed"], 65_537)
        self.assertEqual((items["FEW"]["further"], len(items["MANY"]["further"]) > 1), ([], True))
        self.assertTrue(items["LINES"]["text"]["raw_follows"])


if __name__ == "__main__":
    e2e.main()
