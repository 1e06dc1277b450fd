#!/usr/bin/python3
"""The generator against a strict reader: what the truth says stands in the dump, and the sizes are exact."""

import base64
import itertools
import subprocess
import unittest

import e2e


def size_line(dump, at):
    end = dump.index(b"\r\n", at)
    return int(dump[at:end]), end + 2


def decoded(data, codec):
    glyphs = {} if codec == "mac_roman" else {0x07: "•", 0x10: "►", 0x14: "¶", 0x15: "§"}
    return data.decode(codec).translate(glyphs)


class Generator(e2e.TestCase):
    def check_message(self, dump, truth, codec, numbered):
        label = b"Message:\r\n"
        at = truth["offset"]
        self.assertEqual(dump[at:at + len(label)], label)
        size, head = size_line(dump, at + len(label))
        end = head + size
        headers = base64.b64decode(truth["raw_headers"])
        self.assertEqual(dump[head:head + len(headers)], headers)
        at = head + len(headers)
        self.assertTrue(dump.startswith(b"Contents:\r\n", at))
        size, at = size_line(dump, at + len(b"Contents:\r\n"))
        self.assertEqual(at + size, end, "Contents: does not end with its message")
        for number, (label, item) in enumerate(zip(truth["raw_labels"], truth["items"]), 1):
            label = base64.b64decode(label)
            while dump[at:at + 2] == b"\r\n":
                at += 2
            self.assertTrue(dump.startswith(label + b"\r\n", at))
            kind = item["kind"] + " item" + (f" {number}" if numbered else "") + ":"
            self.assertEqual(decoded(label, codec), kind + (" " + item["title"] if item["title"] else ""))
            size, at = size_line(dump, at + len(label) + 2)
            self.assertEqual(size, item["length"])
            self.check_data(dump[at:at + size], item, codec)
            at += size
        self.assertEqual(dump[at:end].strip(b"\r\n"), b"")
        lines = decoded(headers, codec).split("\r\n")
        self.assertIn("Subject: " + truth["subject"] if truth["subject"] else "Subject:", lines)
        self.assertIn("Date: " + truth["date_text"], lines)

    def check_data(self, data, item, codec):
        if item["kind"] != "Text":
            self.assertEqual(e2e.sha256(data), item["sha256"])
        elif not {0x1A, 0x00, 0x1E} & set(data):
            self.assertEqual(decoded(data, codec).replace("\r\n", "\n"), item["text"])
        if "mac" in item:
            mac = item["mac"]
            self.assertEqual(e2e.crc16_xmodem(data[:124]).to_bytes(2, "big"), data[124:126])
            self.assertEqual(data[2:2 + data[1]].decode("mac_roman"), mac["name"])
            self.assertEqual(e2e.sha256(data[128:128 + mac["data_length"]]), mac["data_sha256"])
            start = 128 + (mac["data_length"] + 127) // 128 * 128
            self.assertEqual(e2e.sha256(data[start:start + mac["resource_length"]]), mac["resource_sha256"])
            self.assertEqual(len(data) % 128, 0)

    def test_every_sized_dialect_is_exact(self):
        dialects = itertools.product(("padded12", "padded10", "bare"), ("crlf", "none", "double"),
                                     ("inside", "between", "none"), ("repeated", "continued"), ("plain", "numbered"))
        for number, (sizes, separators, folders, recipients, labels) in enumerate(dialects):
            page = list(e2e.CODECS)[number % len(e2e.CODECS)]
            dialect = f"sizes={sizes},separators={separators},folders={folders},recipients={recipients},labels={labels}"
            with self.subTest(dialect=dialect, page=page):
                path, truth = self.generate("--seed", number, "--messages", 12, "--unusual", 0.5, "--mac", 0.5,
                                            "--attachment-size", "0:3000", "--dialect", dialect, "--codepage", page,
                                            "--every-address")
                dump = path.read_bytes()
                self.assertEqual(len(truth), 12)
                for one in truth:
                    self.check_message(dump, one, e2e.CODECS[page], labels == "numbered")

    def test_the_same_seed_gives_the_same_bytes(self):
        first, _ = self.generate("--seed", 7)
        second, _ = self.generate("--seed", 7, name="second.exp")
        third, _ = self.generate("--seed", 8, name="third.exp")
        self.assertEqual(first.read_bytes(), second.read_bytes())
        self.assertNotEqual(first.read_bytes(), third.read_bytes())

    def test_the_bytes_of_a_seed_never_change(self):
        path, _ = self.generate("--seed", 1, "--messages", 20)
        self.assertEqual(e2e.sha256(path.read_bytes()), "f813c6a428e40ba86a93ba0d7b55459259dc9fad3167e999293571618ac3a977")

    def test_exactly_as_many_files_as_asked_for(self):
        _, truth = self.generate("--messages", 10, "--attachments", 13, "--unusual", 0, "--attachment-size", 100)
        self.assertEqual(sum(item["kind"] == "File" for one in truth for item in one["items"]), 13)

    def test_a_dialect_that_cannot_be_read_back_is_refused(self):
        run = subprocess.run([e2e.program("ccmail-gen"), "--dialect", "sizes=none,folders=between", "/dev/null"],
                             stderr=subprocess.PIPE)
        self.assertNotEqual(run.returncode, 0)
        self.assertIn(b"folders=between needs sizes", run.stderr)


if __name__ == "__main__":
    e2e.main()
