"""What the end-to-end tests share: finding the programs, generating dumps, converting them, reading the result."""

import argparse
import base64
import email
import email.policy
import hashlib
import json
import mailbox
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

CODECS = {"437": "cp437", "850": "cp850", "macroman": "mac_roman", "932": "cp932", "936": "cp936", "949": "cp949",
          "950": "cp950"}


class Settings:
    bin_dir = ROOT / "build" / "release" / "tools"
    quick = False


def main():
    """Runs the tests of the calling file; what is not ours goes to unittest (a test's name, -v)."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--bin-dir", type=pathlib.Path, default=Settings.bin_dir)
    parser.add_argument("--quick", action="store_true")
    ours, rest = parser.parse_known_args()
    Settings.bin_dir = ours.bin_dir.resolve()
    Settings.quick = ours.quick
    for program in ("ccmail2mbox", "ccmail-gen"):
        if not (Settings.bin_dir / program).exists():
            sys.exit(f"no {program} in {Settings.bin_dir}: build first, or say --bin-dir")
    unittest.main(argv=[sys.argv[0]] + rest)


def program(name="ccmail2mbox"):
    return str(Settings.bin_dir / name)


class TestCase(unittest.TestCase):
    """A test with a directory of its own."""

    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="ccmail2mbox-e2e-"))
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)

    def generate(self, *options, name="dump.exp"):
        """Writes a dump, returns its path and the truth: one dictionary per message."""
        path, truth = self.dir / name, self.dir / (name + ".truth")
        subprocess.run([program("ccmail-gen"), *map(str, options), "--truth", truth, path], check=True)
        lines = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
        truth.unlink()
        return path, lines

    def convert(self, *arguments, code=0, **how):
        """Converts to stdout and returns the mbox; `code` is the exit code that must come, None for any."""
        run = self.run_converter(*arguments, **how)
        if code is not None:
            self.assertEqual(run.returncode, code, run.stderr.decode(errors="replace"))
        return run.stdout

    def run_converter(self, *arguments, **how):
        how.setdefault("stdout", subprocess.PIPE)
        how.setdefault("stderr", subprocess.PIPE)
        if "input" not in how:
            how.setdefault("stdin", subprocess.DEVNULL)
        how.setdefault("timeout", 600)
        return subprocess.run([program(), *map(str, arguments)], **how)

    def long_options(self, *command):
        """Every option that the help of a command, or of the program itself, tells of."""
        run = self.run_converter(*command, "--help-all")
        if run.returncode != 0:  # it has so few that --help tells all
            run = self.run_converter(*command, "--help")
        found = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", run.stdout.decode(), re.MULTILINE))
        self.assertIn("--help", found)
        return found

    def commands(self):
        """Their names, from the program's own help."""
        text = self.run_converter("--help").stdout.decode()
        return re.findall(r"^  ([a-z]+) ", text.partition("\nCommands, ")[2].partition("\n\n")[0], re.MULTILINE)

    def read(self, mbox):
        """The messages of an mbox (bytes, or a path), as Python's mailbox and email packages see them."""
        if isinstance(mbox, bytes):
            path = self.dir / "read.mbox"
            path.write_bytes(mbox)
        else:
            path = mbox
        box = mailbox.mbox(path, create=False)
        try:
            messages = []
            for key in box.keys():
                envelope, _, rest = box.get_bytes(key, from_=True).partition(b"\n")
                messages.append(parsed(rest, envelope.decode("ascii")))
            return messages
        finally:
            box.close()


def parsed(raw, envelope=None):
    """One message as Python's email package sees it."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    message.envelope, message.raw = envelope, raw
    return message


def defects(message):
    """Everything that Python's parser finds wrong with a message, its parts and their headers."""
    found = []
    for part in message.walk():
        found += [f"{type(defect).__name__}: {defect}" for defect in part.defects]
        for name, value in part.items():
            found += [f"{name}: {type(defect).__name__}: {defect}" for defect in value.defects]
    return found


def sha256(data):
    return hashlib.sha256(data).hexdigest()


# The rule of docs/design.md for made addresses, written down a second time.

SPECIAL = {"ø": "o", "ß": "ss", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}


def _reduced(text, kept, joined, joiner, longest):
    out, lost = "", False
    for character in text:
        if character in joined:
            if not out.endswith(joiner):
                out += joiner
        elif character in kept:
            out += character
        else:
            lost = True
            plain = SPECIAL.get(character) or "".join(
                c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c))
            out += "".join(c for c in plain if c in kept)
    out = out.strip(joiner)
    if len(out) > longest:
        out, lost = out[:longest].rstrip(joiner), True
    digest = sha256(text.encode())[:6]
    if not out:
        return digest
    return f"{out}-{digest}" if lost else out


def made_address(name, post_office, domain="ccmail.invalid"):
    letters = "abcdefghijklmnopqrstuvwxyz0123456789-"
    name = re.sub(" +", " ", name).strip(" ")
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first.strip(' ')} {last.strip(' ')}".strip(" ")
    local = _reduced(name.lower(), letters + "_", " .", ".", 48)
    if not post_office:
        return f"{local}@{domain}"
    return f"{local}@{_reduced(post_office.lower(), letters, ' .', '-', 40)}.{domain}"


def message_id(truth):
    """The 32 digits of a message's ID, from the raw lines that the generator wrote down."""
    digest = hashlib.sha256()
    left_out = False
    for line in base64.b64decode(truth["raw_headers"]).split(b"\r\n"):
        if not line.strip():
            continue
        if line[:1] not in b" \t":
            left_out = line.split(b":")[0].strip().lower() in (b"folder", b"bcc", b"msg#")
        if not left_out:
            digest.update(line + b"\n")
    for label, item in zip(truth["raw_labels"], truth["items"]):
        digest.update(base64.b64decode(label) + b"\n" + str(item["length"]).encode() + b"\n")
    if any(base64.b64decode(label).lower().startswith(b"text item") for label in truth["raw_labels"]):
        digest.update(base64.b64decode(truth["raw_text_head"]))
    return digest.hexdigest()[:32]


def apple_double(data):
    """The entries of an AppleDouble header file by their numbers (RFC 1740, appendix)."""
    if data[:8] != bytes.fromhex("0005160700020000"):
        raise ValueError("not AppleDouble version 2: " + data[:8].hex())
    entries = {}
    for i in range(int.from_bytes(data[24:26], "big")):
        number, offset, length = (int.from_bytes(data[26 + 12 * i + 4 * j:30 + 12 * i + 4 * j], "big") for j in range(3))
        if offset + length > len(data):
            raise ValueError(f"entry {number} ends behind the file")
        entries[number] = data[offset:offset + length]
    return entries


def crc16_xmodem(data):
    crc = 0
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def mac_binary(name, kind, creator, data, resource, comment=b"", seconds=2903299200, version=2, secondary=b""):
    """A MacBinary file. `seconds` since 1904 are both of its dates."""
    header = bytearray(128)
    header[1] = len(name)
    header[2:2 + len(name)] = name
    header[65:69], header[69:73] = kind, creator
    header[83:87], header[87:91] = len(data).to_bytes(4, "big"), len(resource).to_bytes(4, "big")
    header[91:95] = header[95:99] = seconds.to_bytes(4, "big")
    if version > 1:
        header[99:101] = len(comment).to_bytes(2, "big")
        header[120:122] = len(secondary).to_bytes(2, "big")
        header[102:106] = b"mBIN" if version == 3 else bytes(4)
        header[122], header[123] = 127 + version, 129
        header[124:126] = crc16_xmodem(header[:124]).to_bytes(2, "big")
    return b"".join(part + bytes(-len(part) % 128) for part in (bytes(header), secondary, data, resource, comment))


def apple_file(entries, magic=0x00051600, version=0x00020000, home=bytes(16)):
    """AppleSingle, or AppleDouble by its magic: `entries` are pairs of a number and bytes."""
    header = magic.to_bytes(4, "big") + version.to_bytes(4, "big") + home + len(entries).to_bytes(2, "big")
    offset = len(header) + 12 * len(entries)
    for number, data in entries:
        header += number.to_bytes(4, "big") + offset.to_bytes(4, "big") + len(data).to_bytes(4, "big")
        offset += len(data)
    return header + b"".join(data for _, data in entries)


def dump_message(subject, items, sender="Grewal, Jeff at Hub", recipient="Admin at HUBPO2", date="6/2/98  8:39",
                 more=b""):
    """One message with sizes 12 wide and CRLF: `items` are pairs of a label line and data, both bytes."""
    head = f"From: {sender}\r\nDate: {date}\r\nTo: {recipient}\r\nSubject: {subject}\r\n".encode("cp850") + more
    return dump_of(head, items)


def dump_of(head, items):
    """The same from its header lines as they stand."""
    contents = b""
    for label, data in items:
        if contents:
            contents += b"\r\n"
        contents += label + b"\r\n" + b"%12d\r\n" % len(data) + data
    body = head + b"\r\nContents:\r\n" + b"%12d\r\n" % len(contents) + contents
    return b"Message:\r\n" + b"%12d\r\n" % len(body) + body + b"\r\n"


def environment(**changes):
    return {**os.environ, **changes}
