#!/usr/bin/python3
"""Memory stays flat: a dump of 2 GB that holds an attachment of 500 MB, from a file and from a pipe;
an attachment of 220 MB in hexadecimal text; a message of 100,000 items."""

import hashlib
import os
import subprocess
import threading

import e2e

MEBIBYTE = 1 << 20
LIMIT = 64 * MEBIBYTE


class Memory(e2e.TestCase):
    def measured(self, source, **how):
        """Runs the converter; returns the hash of the mbox, its length and the peak resident set in bytes."""
        process = subprocess.Popen([e2e.program(), "-q", str(source)], stdout=subprocess.PIPE, **how)
        digest, length = hashlib.sha256(), 0
        while block := process.stdout.read(MEBIBYTE):
            digest.update(block)
            length += len(block)
        process.stdout.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        return digest.hexdigest(), length, usage.ru_maxrss * 1024

    def build_dump(self):
        # Dumps can be put one behind the other: sizes count from where they stand.
        dump = self.dir / "stdin"
        parts = [(150, 5_000_000), (1, 500_000_000), (150, 5_000_000)]
        with dump.open("wb") as whole:
            for seed, (count, size) in enumerate(parts):
                subprocess.run([e2e.program("ccmail-gen"), "--seed", str(seed), "--messages", str(count), "--attachments",
                                str(count), "--attachment-size", str(size), "--mac", "0.3", "-"], check=True, stdout=whole)
        return dump

    def test_two_gigabytes(self):
        dump = self.build_dump()
        size = dump.stat().st_size
        self.assertGreater(size, 1_900_000_000)
        from_file = self.measured(dump, stdin=subprocess.DEVNULL)
        ours, theirs = os.pipe()

        def feed():
            with dump.open("rb") as source, os.fdopen(theirs, "wb", buffering=0) as pipe:
                while block := source.read(MEBIBYTE):
                    pipe.write(block)

        thread = threading.Thread(target=feed)
        thread.start()
        try:
            from_pipe = self.measured("-", stdin=ours)
        finally:
            os.close(ours)
            thread.join()
        self.assertEqual(from_file[:2], from_pipe[:2])
        self.assertGreater(from_file[1], size)
        for name, (_, _, peak) in (("file", from_file), ("pipe", from_pipe)):
            print(f"{size / 1e9:.1f} GB from a {name}: peak {peak / MEBIBYTE:.1f} MiB")
            self.assertLessEqual(peak, LIMIT, name)

    def test_an_attachment_in_hexadecimal(self):
        dump = self.dir / "hex.exp"
        line = b"474946383961" * 6 + b"\r\n"
        with dump.open("wb") as file:
            # In small parts: what this process has held counts for the one that it starts.
            file.write(b"Message:\r\nFrom: Grewal, Jeff at Hub\r\nDate: 6/2/98  8:39\r\nTo: Admin at HUBPO2\r\n"
                       b"Subject: Large\r\nContents:\r\nFile item: LARGE.GIF\r\n")
            for _ in range(3_000):
                file.write(line * 1_000)
        length, peak = self.measured(dump, stdin=subprocess.DEVNULL)[1:]
        self.assertAlmostEqual(length / (36 * 3_000_000 / 57 * 77), 1, delta=0.001)  # decoded, in lines of base64
        print(f"{dump.stat().st_size / 1e9:.1f} GB in hexadecimal: peak {peak / MEBIBYTE:.1f} MiB")
        self.assertLessEqual(peak, LIMIT)

    def test_a_message_of_very_many_items(self):
        dump = self.dir / "items.exp"
        items = 100_000
        two = b"Text item:\r\n%12d\r\nwords\r\nFile item: NOTE.TXT\r\n%12d\r\nnotes\r\n" % (5, 5)
        contents = items // 2 * len(two)
        head = (b"From: Grewal, Jeff at Hub\r\nDate: 6/2/98  8:39\r\nTo: Admin at HUBPO2\r\nSubject: Many\r\n"
                b"Contents:\r\n%12d\r\n" % contents)
        with dump.open("wb") as file:
            file.write(b"Message:\r\n%12d\r\n" % (len(head) + contents) + head)
            for _ in range(items // 2 // 1_000):
                file.write(two * 1_000)
        length, peak = self.measured(dump, stdin=subprocess.DEVNULL)[1:]
        self.assertGreater(length, items * 100)  # each is a part of its own
        print(f"one message of {items:,} items: peak {peak / MEBIBYTE:.1f} MiB")
        self.assertLessEqual(peak, LIMIT)


if __name__ == "__main__":
    e2e.main()
