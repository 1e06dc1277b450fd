#!/usr/bin/python3
"""macutils of 1992, from when these files were made: its MacBinary I arrives, and it reads the containers that we do."""

import random
import subprocess

import e2e


class Macutils(e2e.TestCase):
    def macutil(self, *command, input=b""):
        return subprocess.run(command, check=True, input=input, stdout=subprocess.PIPE, cwd=self.dir).stdout

    def test_macbinary_1_arrives(self):
        dice = random.Random(1)
        cases = [("Report", "-d", 5000), ("Even blocks", "-d", 256), ("Resources only", "-r", 1000)]
        for name, fork, length in cases:
            with self.subTest(name=name):
                given = dice.randbytes(length)
                (self.dir / name).write_bytes(given)
                binary = self.macutil("macstream", fork, "-t", "W6BN", "-c", "MSWD", name)
                self.assertEqual(binary[99:128], bytes(29))  # MacBinary I: no checksum, no version
                dump = self.dir / "mac.exp"
                dump.write_bytes(e2e.dump_message("A file", [(b"File item: NONAME.DAT 5/6/97", binary)]))
                message, = self.read(self.convert(dump))
                self.assertEqual(e2e.defects(message), [])
                leaves = [part for part in message.walk() if not part.is_multipart()]
                self.assertEqual([part.get_filename() for part in leaves], [name] * len(leaves))
                if fork == "-r":
                    header, leaf = leaves
                    entries = e2e.apple_double(header.get_payload(decode=True))
                    self.assertEqual((entries[2], entries[9][:8]), (given, b"W6BNMSWD"))
                    given = b""
                else:
                    leaf, = leaves
                self.assertEqual(leaf.get_payload(decode=True), given)

    def test_it_finds_the_forks_that_we_find(self):
        data, resource = b"Hans im Glueck\r" * 20, bytes(range(256)) * 3
        for version in (1, 2, 3):
            with self.subTest(version=version):
                binary = e2e.mac_binary(b"Tale", b"TEXT", b"ttxt", data, resource, version=version)
                self.macutil("macsave", "-3", input=binary)
                self.assertEqual((self.dir / "Tale.data").read_bytes(), data)
                self.assertEqual((self.dir / "Tale.rsrc").read_bytes(), resource)


if __name__ == "__main__":
    e2e.main()
