#!/usr/bin/python3
"""The Unarchiver, whose authors know Macintosh formats, finds in our AppleDouble and MacBinary what was put in, and in
the containers that we read the same as we do."""

import datetime
import functools
import json
import shutil
import subprocess

import e2e

NAME, KIND, CREATOR, COMMENT = "Märchen 5/6/97", b"TEXT", b"ttxt", "Es war einmal …"
DATA, RESOURCE = b"Hans im Gl\x9fck\r" * 20, bytes(range(256)) * 3
WRITTEN = datetime.datetime(1997, 5, 6, 15, 10)


class Unarchiver(e2e.TestCase):
    def setUp(self):
        super().setUp()
        seconds = int((WRITTEN - datetime.datetime(1904, 1, 1)).total_seconds())
        self.binary = e2e.mac_binary(NAME.encode("mac_roman"), KIND, CREATOR, DATA, RESOURCE,
                                     COMMENT.encode("mac_roman"), seconds)
        self.dump = self.dir / "mac.exp"
        self.dump.write_bytes(e2e.dump_message("A file", [(b"File item: NONAME.TXT", self.binary)]))

    def attached(self, media_type, *options):
        """The payload of the only part of this type."""
        message, = self.read(self.convert(self.dump, *options))
        self.assertEqual(e2e.defects(message), [])
        part, = (part for part in message.walk() if part.get_content_type() == media_type)
        return part.get_payload(decode=True)

    def listed(self, data):
        path = self.dir / "file"
        path.write_bytes(data)
        listing = subprocess.run(["lsar", "-j", path], check=True, stdout=subprocess.PIPE).stdout
        return json.loads(listing)

    def check(self, fork, date, length):
        self.assertEqual(fork["XADFileName"], NAME)
        self.assertEqual(fork["XADFileType"].to_bytes(4, "big"), KIND)
        self.assertEqual(fork["XADFileCreator"].to_bytes(4, "big"), CREATOR)
        self.assertEqual(fork["XADFileSize"], length)
        for key in ("XADCreationDate", "XADLastModificationDate"):
            self.assertEqual(datetime.datetime.strptime(fork[key], "%Y-%m-%d %H:%M:%S +0000"), date)

    def test_apple_double_holds_all_but_the_data_fork(self):
        zones = (([], 0), (["--timezone", "America/New_York"], 4), (["--timezone", "Asia/Tokyo"], -9))
        for options, hours in zones:
            with self.subTest(options=options):
                header = self.attached("application/applefile", *options)
                listing = self.listed(header)
                self.assertEqual(listing["lsarFormatName"], "AppleSingle")  # so it calls both
                fork, = listing["lsarContents"]
                # It takes the seconds before the year 2000, which are negative, for numbers without a sign.
                moment = WRITTEN + datetime.timedelta(hours=hours, seconds=2**32)
                self.check(fork, moment, len(RESOURCE))
                self.assertEqual(fork["XADComment"], COMMENT)
                self.assertTrue(fork["XADIsResourceFork"])
                at = fork["XADDataOffset"]
                self.assertEqual(header[at:at + fork["XADDataLength"]], RESOURCE)

    def test_macbinary_gives_both_forks(self):
        listing = self.listed(self.attached("application/macbinary", "--mac", "macbinary"))
        self.assertEqual(listing["lsarFormatName"], "MacBinary")
        data, resource = listing["lsarContents"]
        self.check(data, WRITTEN, len(DATA))
        self.check(resource, WRITTEN, len(RESOURCE))

    def unpacked(self, container):
        """Name, type, creator and both forks as The Unarchiver unpacks them, and its own AppleDouble header."""
        path, into = self.dir / "file", self.dir / "unpacked"
        path.write_bytes(container)
        shutil.rmtree(into, ignore_errors=True)
        subprocess.run(["unar", "-quiet", "-forks", "visible", "-no-directory", "-output-directory", into, path],
                       check=True)
        header, = into.glob("*.rsrc")
        entries = e2e.apple_double(header.read_bytes())
        data = header.with_suffix("")
        return {"name": data.name.replace("_", "/"), "kind": entries[9][:8], "resource": entries[2],
                "data": data.read_bytes()}, header.read_bytes()

    def forks_as_delivered(self, container):
        """The same from the mail that we make of it."""
        self.dump.write_bytes(e2e.dump_message("A file", [(b"File item: NONAME.TXT", container)]))
        message, = self.read(self.convert(self.dump))
        leaves = [part for part in message.walk() if not part.is_multipart()]
        found = {"data": b"", "resource": b""}
        for part in leaves:
            if part.get_content_type() == "application/applefile":
                entries = e2e.apple_double(part.get_payload(decode=True))
                found.update(resource=entries[2], name=entries[3].decode("mac_roman"), kind=entries[9][:8])
            else:
                found["data"] = part.get_payload(decode=True)
        return found

    def test_each_container_is_read_as_we_read_it(self):
        name, comment = NAME.encode("mac_roman"), COMMENT.encode("mac_roman")
        finder_info = KIND + CREATOR + bytes(24)
        entries = [(3, name), (4, comment), (9, finder_info), (2, RESOURCE), (1, DATA)]
        binary = functools.partial(e2e.mac_binary, name, KIND, CREATOR, DATA, RESOURCE)
        containers = {"MacBinary I": binary(version=1), "MacBinary II": binary(version=2),
                      "MacBinary III": binary(version=3), "with a comment": binary(comment=comment),
                      "no padding": binary(version=1).rstrip(b"\0"), "AppleSingle": e2e.apple_file(entries),
                      "other order": e2e.apple_file(entries[::-1])}
        expected = {"name": NAME, "kind": KIND + CREATOR, "data": DATA, "resource": RESOURCE}
        for label, container in containers.items():
            with self.subTest(container=label):
                self.assertEqual(self.unpacked(container)[0], expected)
                self.assertEqual(self.forks_as_delivered(container), expected)

    def test_an_apple_double_header_by_another_hand_is_delivered_as_it_stands(self):
        _, header = self.unpacked(self.binary)
        self.dump.write_bytes(e2e.dump_message("A file", [(b"File item: REPORT.ADF", header)]))
        self.assertEqual(self.attached("application/applefile"), header)

    def test_what_is_left_out_is_said(self):
        run = self.run_converter("--mac", "data", self.dump)
        self.assertEqual(run.returncode, 0)
        self.assertIn(b"1 resource fork left out: only data forks were asked for (--mac data)\n", run.stderr)
        self.assertIn(b"1 Finder comment left out, of Mac files that travel as their data fork\n", run.stderr)
        self.assertEqual(self.attached("text/plain", "--mac", "data"), DATA)
        for form in ("appledouble", "macbinary"):
            self.assertNotIn(b"left out", self.run_converter("--mac", form, self.dump).stderr)


if __name__ == "__main__":
    e2e.main()
