#!/usr/bin/python3
"""munpack, a decoder of the 1990s, finds the same files in the mail."""

import subprocess

import e2e


class Munpack(e2e.TestCase):
    def test_files_come_out_byte_for_byte(self):
        dump, truth = self.generate("--seed", 5, "--messages", 30, "--attachments", 30, "--mac", 0, "--unusual", 0)
        for number, (message, one) in enumerate(zip(self.read(self.convert(dump)), truth)):
            with self.subTest(number=one["number"]):
                folder = self.dir / str(number)
                folder.mkdir()
                mail = self.dir / f"{number}.eml"
                mail.write_bytes(message.raw)
                subprocess.run(["munpack", "-q", "-t", "-C", folder, mail], check=True, stdout=subprocess.DEVNULL,
                               stdin=subprocess.DEVNULL)
                found = {e2e.sha256(path.read_bytes()) for path in folder.iterdir()}
                files = [part for part in message.walk() if part.get_filename()]
                for part, item in zip(files, [item for item in one["items"] if item["kind"] == "File"], strict=True):
                    data = part.get_payload(decode=True)
                    self.assertEqual(e2e.sha256(data), item["sha256"])
                    # munpack, a program of Unix, takes the CR out of whatever is text.
                    text = part.get_content_maintype() == "text"
                    self.assertIn(e2e.sha256(data.replace(b"\r", b"")) if text else item["sha256"], found)


if __name__ == "__main__":
    e2e.main()
