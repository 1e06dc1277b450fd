#!/usr/bin/python3
"""MacBinary made by somebody else: hfsutils puts files on a Macintosh volume and copies them off as MacBinary II."""

import os
import random
import subprocess

import e2e

VOLUME_BYTES = 4 << 20


class Hfsutils(e2e.TestCase):
    def setUp(self):
        super().setUp()
        self.image = self.dir / "disk"
        self.image.write_bytes(bytes(VOLUME_BYTES))
        self.hfs("hformat", "-l", "Backup", self.image)
        self.addCleanup(self.hfs, "humount", check=False)

    def hfs(self, *command, check=True):
        # hfsutils remembers the mounted volume in ~/.hcwd.
        subprocess.run([str(word) for word in command], check=check, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, env={**os.environ, "HOME": str(self.dir)})

    def through_a_volume(self, name, kind, creator, data, resource):
        given, taken = self.dir / "in.bin", self.dir / "out.bin"
        given.write_bytes(e2e.mac_binary(name, kind, creator, data, resource))
        self.hfs("hcopy", "-m", given, ":")
        self.hfs("hcopy", "-m", ":" + name.decode("ascii"), taken)
        return taken.read_bytes()

    def test_forks_name_and_types_arrive(self):
        dice = random.Random(1)
        cases = [(b"Both forks", b"W6BN", b"MSWD", 5000, 700), (b"Padded to the byte", b"TEXT", b"ttxt", 256, 128),
                 (b"Resource only", b"APPL", b"VIS3", 0, 1000), (b"Data only 5-6-97", b"XLS5", b"XCEL", 3001, 0)]
        for name, kind, creator, data_length, resource_length in cases:
            with self.subTest(name=name):
                data, resource = dice.randbytes(data_length), dice.randbytes(resource_length)
                binary = self.through_a_volume(name, kind, creator, data, resource)
                dump = self.dir / "mac.exp"
                dump.write_bytes(e2e.dump_message("A file", [(b"Text item: Text_1", b"See the file.\r\n"),
                                                            (b"File item: Other name 5/6/97 3:10PM", binary)]))
                message, = self.read(self.convert(dump))
                self.assertEqual(e2e.defects(message), [])
                _, part = message.iter_parts()
                if resource:
                    header, fork = part.iter_parts()
                    entries = e2e.apple_double(header.get_payload(decode=True))
                    self.assertEqual(entries[2], resource)
                    self.assertEqual(entries[9][:8], kind + creator)
                else:
                    fork = part
                self.assertEqual(fork.get_payload(decode=True), data)
                self.assertEqual(fork.get_filename(), name.decode("ascii"))
                message, = self.read(self.convert(dump, "--mac", "macbinary"))
                _, part = message.iter_parts()
                self.assertEqual(part.get_content_type(), "application/macbinary")
                self.assertEqual(part.get_filename(), name.decode("ascii") + ".bin")
                self.assertEqual(part.get_payload(decode=True), binary)


if __name__ == "__main__":
    e2e.main()
