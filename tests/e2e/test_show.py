#!/usr/bin/python3
"""show: the message that holds a byte, its bytes as they are, the mail it becomes, and what was repaired."""

import gzip
import random

import e2e


class Show(e2e.TestCase):
    def shown(self, *arguments, code=0, **how):
        run = self.run_converter("show", *arguments, **how)
        self.assertEqual(run.returncode, code, run.stderr.decode(errors="replace"))
        return run.stdout

    def test_any_byte_of_a_message_shows_it(self):
        dump, truth = self.generate("--seed", 3, "--messages", 40, "--dialect", "separators=none")
        data = dump.read_bytes()
        packed = self.dir / "p:1:2.gz"  # colons are no matter
        packed.write_bytes(gzip.compress(data))
        begins = [message["offset"] for message in truth] + [len(data)]
        for i in random.Random(1).sample(range(40), 6):
            for offset in (begins[i], begins[i] + 9, begins[i + 1] - 1):
                for file in (dump, packed):
                    self.assertEqual(self.shown("--raw", f"{file}:{offset}"), data[begins[i]:begins[i + 1]])

    def test_the_eml_is_what_a_conversion_writes(self):
        dump, truth = self.generate("--seed", 4, "--messages", 60, "--mac", 0.5, "--unusual", 0.5)
        output = self.dir / "mail"
        self.convert(dump, "--output", output, "--format", "eml", "--timezone", "Europe/Berlin", "--mac", "macbinary")
        written = {path.read_bytes() for path in output.rglob("*.eml")}
        for message in truth[::7]:
            self.assertIn(self.shown("--eml", f"{dump}:{message['offset']}", "--timezone", "Europe/Berlin", "--mac",
                                     "macbinary"), written)

    def test_bytes_texts_and_files_are_shown(self):
        dump = self.dir / "x.exp"
        message = e2e.dump_message("Grüße", [(b"Text item: Text_1", "Ein \\ Größe\x15\r\n".encode("cp850")),
                                             (b"File item: SHORT.BIN", bytes(range(20))),
                                             (b"File item: LONG.BIN", b"LONGDATA" * 5000)])
        dump.write_bytes(message * 2)
        text = self.shown("--codepage", "850", f"{dump}:{len(message) + 3}").decode()
        raw, delivered = text.split("As it is delivered:")
        begin = len(message)
        self.assertIn(f"message 2, at {begin}, ", raw)
        self.assertIn(f"{begin:10}  Message:\\r\\n\n", raw)
        subject = begin + message.index(b"Subject")
        self.assertIn(f"{subject:10}  Subject: Grüße\\r\\n\n", raw)
        self.assertIn("Ein \\\\ Größe\\x15\\r\\n\n", raw)
        data = begin + message.index(bytes(range(20)))
        self.assertIn(f"{data:10}  00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f |................|\n", raw)
        self.assertIn("(40,000 bytes of a file; --all shows them)", raw)
        self.assertNotIn("LONGDATA", raw)
        self.assertIn("Subject: Grüße\n", delivered)
        self.assertIn("\nEin \\ Größe§\n", delivered)
        self.assertIn("[LONG.BIN, application/octet-stream, 40,000 bytes", delivered)
        self.assertNotIn("repaired", delivered)
        self.assertEqual(self.shown("--all", f"{dump}:0").count(b"LONGDATA"), 5000)

    def test_what_was_repaired_is_told(self):
        dump = self.dir / "x.exp"
        good = e2e.dump_message("good", [(b"Text item:", b"hello\r\n")])
        harmed = e2e.dump_message("harmed", [(b"Text item:", b"hello\r\n")], date="2/31/99 10:00", sender="") \
            .replace(b"Text item:\r\n           7", b"Text item:\r\n            ")
        dump.write_bytes(good + harmed + good)
        text = self.shown(f"{dump}:{len(good)}").decode()
        repaired = text[text.index("What was repaired"):]
        self.assertIn(f"  at {len(good) + harmed.index(b'Text item:')}: ", repaired)
        self.assertIn("2/31/99", repaired)
        self.assertIn("not in the export: Date, From", repaired)
        self.assertNotIn("What was repaired", self.shown(f"{dump}:0").decode())

    def test_where_there_is_no_message_it_says_what_there_is(self):
        dump = self.dir / "x.exp"
        good = e2e.dump_message("good", [(b"Text item:", b"hello\r\n")])
        junk = b"\x01\x02nobody's\x1b[31m\r\n" * 40
        dump.write_bytes(good + junk + good)
        run = self.run_converter("show", f"{dump}:{len(good) + 5}")
        self.assertEqual(run.returncode, 1)
        self.assertIn(b"in quarantine", run.stderr)
        self.assertIn(b"\\x01\\x02nobody's\\x1b[31m\\r\\n\n", run.stdout)
        self.assertEqual(self.shown("--raw", f"{dump}:{len(good) + 5}", code=1), junk)
        run = self.run_converter("show", f"{dump}:99999")
        self.assertEqual(run.returncode, 1)
        self.assertIn(b"behind its end", run.stderr)
        dump.write_bytes(b"\r\n" * 5 + good)
        run = self.run_converter("show", f"{dump}:3")
        self.assertEqual(run.returncode, 1)
        self.assertIn(b"the next message is at 10", run.stderr)

    def test_junk_inside_of_a_message_is_told_with_it(self):
        dump = self.dir / "x.exp"
        good = e2e.dump_message("good", [(b"Text item:", b"hello\r\n"), (b"Text item:", b"more\r\n")])
        at = good.index(b"hello\r\n") + 7
        junk = b"JUNK\x01\x02" * 5
        dump.write_bytes(good + good[:at] + junk + good[at:] + good)
        run = self.run_converter("show", f"{dump}:{len(good) + at + 4}")
        self.assertIn(run.returncode, (0, 1))
        self.assertIn(b"JUNK\\x01\\x02", run.stdout)

    def test_what_is_no_place_is_a_mistake(self):
        dump, _ = self.generate("--messages", 2)
        for place in ("x", "x:", ":5", f"{dump}:-1", f"{dump}:1a", f"{dump}:99999999999999999999999"):
            run = self.run_converter("show", place)
            self.assertEqual(run.returncode, 2, place)
            self.assertIn(b"FILE:OFFSET", run.stderr)
        self.assertEqual(self.run_converter("show", f"{self.dir}/no:0").returncode, 3)
        self.assertEqual(self.run_converter("show", "--raw", "--eml", f"{dump}:0").returncode, 2)


if __name__ == "__main__":
    e2e.main()
