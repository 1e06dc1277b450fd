#!/usr/bin/python3
"""Names, subjects and files in code pages of two bytes: no character is split by folding, and no second byte is taken
for a sign."""

import base64
import email.header
import email.utils
import quopri
import re
import urllib.parse

import e2e

# Second bytes that are ASCII: signs such as 0x5C, 0x7C and 0x40 in most of them, letters in Korean ones.
TRAPS = {
    "932": "表ソ予十能申ポァボ構暴",
    "936": "丂乗乕乣亅亊镕",
    "949": "똠갂갃펲뷁",
    "950": "許功蓋育一乙力尹",
}


def encoded_words(raw):
    return re.findall(rb"=\?utf-8\?([bq])\?([^?]*)\?=", raw)


def display_name(message, field):
    """By Python's older parser: the newer one of 3.11 keeps the blanks between two encoded words of a name, which
    RFC 2047, 6.2, wants ignored."""
    raw, = (line for name, line in email.message_from_bytes(message.raw).items() if name == field)
    phrase, _ = email.utils.parseaddr(raw)
    return str(email.header.make_header(email.header.decode_header(phrase)))


class MultibyteHeaders(e2e.TestCase):
    def header_bytes(self, message):
        return message.raw[:message.raw.index(b"\n\n") + 1]

    def check_words(self, raw):
        """Each encoded word is whole characters (RFC 2047, 5) and no line is over 76 characters."""
        for kind, word in encoded_words(raw):
            data = base64.b64decode(word) if kind == b"b" else quopri.decodestring(word, header=True)
            data.decode("utf-8")
        for line in raw.split(b"\n"):
            if b"=?" in line:
                self.assertLessEqual(len(line), 76, line)

    def test_subjects_and_names_of_300_characters_come_back(self):
        for page, letters in TRAPS.items():
            codec = e2e.CODECS[page]
            for shift in range(0, 78, 7 if e2e.Settings.quick else 1):
                subject = "x" * shift + " " + (letters * 300)[:300]
                name = (letters * 300)[:150] + ", " + (letters[::-1] * 300)[:148]
                head = f"From: {name} at HUB\r\nDate: 6/2/98  8:39\r\nTo: {name} at HUB\r\nSubject: {subject}\r\n"
                with self.subTest(page=page, shift=shift):
                    dump = e2e.dump_of(head.encode(codec), [(b"Text item:", letters.encode(codec))])
                    message, = self.read(self.convert("-", "--codepage", page, input=dump))
                    self.assertEqual(e2e.defects(message), [])
                    self.assertEqual(message["Subject"], subject.lstrip())
                    self.assertEqual(display_name(message, "From"), name)
                    self.assertEqual(display_name(message, "To"), name)
                    self.assertEqual(message.get_content(), letters + "\n")
                    self.check_words(self.header_bytes(message))

    def test_file_names_of_300_characters_are_cut_to_what_can_be_saved(self):
        for page, letters in TRAPS.items():
            codec = e2e.CODECS[page]
            for shift in range(0, 78, 11 if e2e.Settings.quick else 1):
                name = "x" * shift + (letters * 300)[:300] + ".WK4"
                with self.subTest(page=page, shift=shift):
                    dump = e2e.dump_message("s", [(f"File item: {name} 5/6/97 3:10PM".encode(codec), b"\0data")])
                    message, = self.read(self.convert("-", "--codepage", page, input=dump))
                    self.assertEqual(e2e.defects(message), [])
                    part, = message.iter_parts()
                    saved = (name.encode()[:236] + b".WK4").decode(errors="ignore")  # 240 bytes, no half character
                    self.assertEqual(part.get_filename(), saved)
                    self.assertEqual(part["Content-Description"], name + " 5/6/97 3:10PM")
                    sections = re.findall(rb"filename\*\d*\*?=(?:UTF-8'')?([^;\n]*)", message.raw)
                    self.assertGreater(len(sections), 5)
                    for section in sections:  # RFC 2231, 4.1
                        urllib.parse.unquote_to_bytes(section).decode("utf-8")
                    self.assertEqual(b"".join(map(urllib.parse.unquote_to_bytes, sections)).decode("utf-8"), saved)

    def test_second_bytes_are_no_separators(self):
        for page, letters in TRAPS.items():
            codec = e2e.CODECS[page]
            for letter in letters:
                head = (f"From: {letter}a{letter}, {letter} at {letter}\r\nDate: 6/2/98  8:39\r\n"
                        f"To: \"{letter}\" <a{letter}@example.com> at INTERNET\r\nTo: \"{letter}\" <b@example.com> at INTERNET\r\n"
                        f"Subject: {letter}\r\nFolder: {letter}\r\n{letter}: {letter}\r\n")
                with self.subTest(page=page, letter=letter):
                    dump = e2e.dump_of(head.encode(codec), [
                        (f"Text item: {letter}".encode(codec), (letter + "\r\n" + letter).encode(codec)),
                        (f"File item: {letter} 5/6/97 3:10PM".encode(codec), b"\0data")])
                    message, = self.read(self.convert("-", "--codepage", page, input=dump, code=None))
                    self.assertEqual(message["From"].addresses[0].display_name, f"{letter}a{letter}, {letter}")
                    self.assertEqual(message["From"].addresses[0].addr_spec,
                                     e2e.made_address(f"{letter}a{letter}, {letter}", letter))
                    self.assertEqual(message["To"].addresses[1].display_name, letter)
                    self.assertEqual(message["To"].addresses[1].addr_spec, "b@example.com")
                    self.assertEqual(message["Subject"], letter)
                    self.assertEqual(message["X-ccmail2mbox-Folder"], letter)
                    text, file = message.iter_parts()
                    self.assertEqual(text["Content-Description"], letter)
                    self.assertEqual(text.get_content(), f"{letter}\n{letter}\n")
                    self.assertEqual(file.get_filename(), letter)

    def test_folders_of_a_post_office_have_names_of_whole_characters(self):
        office = self.dir / "office"
        office.mkdir()
        for number, (page, letters) in enumerate(TRAPS.items()):
            folder = (letters * 300)[:300]
            more = f"Folder: {folder}\r\n".encode(e2e.CODECS[page])
            dump = e2e.dump_message("s", [(b"Text item:", b"t")], more=more)
            (office / f"sd{number}.2").write_bytes(dump)
            for form in ("mbox", "eml", "maildir"):
                with self.subTest(page=page, form=form):
                    output = self.dir / (form + page)
                    run = self.run_converter("-f", form, "--codepage", page, office / f"sd{number}.2", "-o", output)
                    self.assertEqual(run.returncode, 0, run.stderr)
                    names = [path.name for path in output.rglob("*")]
                    for name in names:
                        self.assertLess(len(name.encode("utf-8")), 256)
                        self.assertNotIn("\udcff", name)
                        name.encode("utf-8")  # whole characters: no byte of a name stands alone
                    self.assertTrue(form == "maildir" or any(name.startswith(letters[:4]) for name in names), names)


if __name__ == "__main__":
    e2e.main()
