"""One post office for all the foreign programs: generated mailboxes, and two written by hand whose folders, names and
sizes are what mail stores and servers stumble over. Small enough to be converted and read in seconds."""

import base64
import random
import re
import urllib.parse

import e2e

# Every name is a folder of its own, whatever separators and reserved names the mail store has.
FOLDERS = [
    "Inbox", "Persönlich", "Größe & Maß", "R&D", "&AOQ-", "a/b", r"a\b", "v1.2", "..", ".hidden", "ends in dot.",
    "two words", "~home", "100%", "%41", "star*", 'quo"te', "-dash", "Inbox.sub", "INBOX/sub", "cur", "new",
    "tmp", "drafts", "inBOX", "con", "subscriptions", "Trash", "{3}", "(paren)", "#board", "é" * 30, "long " + "x" * 90,
]
JAPANESE_FOLDERS = ["受信箱", "営業部/東京", "会議 & 議事録", "表示ソ.能", "非常に長いフォルダー" * 9]


class Account:
    """A mailbox as a dump, written message by message, and what must come out of it."""

    def __init__(self, name, codec):
        self.name, self.codec, self.dump, self.truth = name, codec, b"", []

    def person(self, name, post_office):
        return {"text": f"{name} at {post_office}", "name": name, "post_office": post_office, "address": ""}

    def add(self, folder, subject, *items, sender="Grewal, Jeff", to=("Müller, Jürgen",), again=False):
        """`items` are texts, or a file's label, bytes and, where it is not the label, name. `again`: the message before
        this one, in this folder."""
        number = len(self.truth) + 1
        minute = number - 1 if again else number
        clock, day = f"{8 + minute // 60 % 12:2}:{minute % 60:02}", minute % 27 + 1
        one = {"account": self.name, "number": number, "offset": len(self.dump), "folder": folder,
               "from": self.person(sender, "HUB"), "to": [self.person(name, "Hub 2") for name in to], "cc": [],
               "bcc": [], "subject": subject, "date_text": f"11/{day}/1997 {clock}", "headers": [],
               "date": f"1997-11-{day:02}T{clock.strip().zfill(5)}:00", "items": []}
        written, first_text = [], None
        for item in items:
            if isinstance(item, str):
                label, data = b"Text item: Text_1", item.replace("\n", "\r\n").encode(self.codec)
                one["items"].append({"kind": "Text", "title": "Text_1", "length": len(data), "text": item})
                first_text = data if first_text is None else first_text
            else:
                label, data = b"File item: " + item[0].encode(self.codec), item[1]
                name = item[2] if len(item) > 2 else item[0]
                one["items"].append({"kind": "File", "title": item[0], "length": len(data), "name": name,
                                     "sha256": e2e.sha256(data)})
            written.append((label, data))
        head = [f"From: {one['from']['text']}", f"Date: {one['date_text']}",
                *(f"To: {person['text']}" for person in one["to"]), f"Subject: {subject}", f"Folder: {folder}"]
        headers = "".join(line + "\r\n" for line in head).encode(self.codec)
        one["raw_headers"] = base64.b64encode(headers).decode()
        one["raw_labels"] = [base64.b64encode(label).decode() for label, _ in written]
        one["raw_text_head"] = base64.b64encode((first_text or b"")[:65536]).decode()
        self.dump += e2e.dump_of(headers, written)
        self.truth.append(one)


def awkward():
    account, dice = Account("awkward", "cp850"), random.Random(3)
    for folder in FOLDERS:
        account.add(folder, f"Filed under {folder}", "In the folder\n" + folder + "\n")
        account.add(folder, "Übergabe", f"Größe: 1½ m²\nFrom here on: §4 ({folder})\n.\n..\n>From\n")
    account.add("Sent", "Kept twice", "the same\n", ("BOTH.BIN", b"\0\r\n\xff" * 50))
    account.add("Trash", "Kept twice", "the same\n", ("BOTH.BIN", b"\0\r\n\xff" * 50), again=True)
    account.add("Sent", "A large file", "see below\n", ("BIG.ZIP", dice.randbytes(3_000_000)))
    account.add("Sent", "A large text", "".join(f"line {i}: größer als üblich\n" for i in range(40_000)))
    account.add("Drafts", "", "")
    account.add("Drafts", "Nothing in it", "", ("EMPTY.TXT", b""))
    account.add("Drafts", "No items at all")
    account.add("Drafts", "Only a file", ("only.doc", dice.randbytes(1000)))
    account.add("Drafts", "Names", "see files\n", ('a "b"; c.txt', b"x\r\n"), ("Größe; 'ß'*%41.doc", b"\1\2"),
                ("x" * 200 + ".zip", b"PK"), ("noextension", b"?"), ("..", b"up", "unnamed-6"),
                (r"C:\DOS\X.SYS", b"dir", "X.SYS"))
    account.add("Drafts", "W" * 70 + "ö" * 70 + " " + "word " * 30 + "end", "a long subject\n")
    account.add("Drafts", "=?utf-8?q?no?=  and , ; : <a@b>", "text\n", to=["O'Neil, Mary-Ann", 'Bill "B" Lee', "(x) y"])
    account.add("Drafts", "Lines", "x" * 5000 + "\n\n\n  \n\t\n" + "ü" * 3000 + "\n-- \n--=_x\n--\n")
    account.add("Drafts", "Many", "to all\n", to=[f"Ünal{i}, Jörg" for i in range(120)])
    return account


def japanese():
    account = Account("japan", "cp932")
    for folder in JAPANESE_FOLDERS:
        account.add(folder, f"{folder}の件", f"表ソ能\n{folder}\n", ("予定表ソ.doc", b"\x83\x5c"),
                    sender="田中, 太郎", to=["鈴木, 一郎", "Miller, Bill"])
    return account


def inbox_or(folder):
    """The folder of a message that is in none, or in the inbox in any case of its letters, is the inbox."""
    return "Inbox" if folder.lower() in ("", "inbox") else folder


def utf7_decoded(name):
    """Modified UTF-7 (RFC 3501, 5.1.3) as text."""
    return re.sub("&([^-]*)-", lambda run: _base64_of_utf16(run[1]) if run[1] else "&", name)


def _base64_of_utf16(text):
    return base64.b64decode(text.replace(",", "/") + "=" * (-len(text) % 4)).decode("utf-16-be")


class TestCase(e2e.TestCase):
    """A test with the post office at hand, converted on demand."""

    def setUp(self):
        super().setUp()
        self.office = self.dir / "office"
        self.truth = []
        _, generated = self.generate("--accounts", 2, "--messages", 80, "--attachments", 0.3, "--mac", 0.4,
                                     "--unusual", 0.4, "--every-address", "--attachment-size", "0:20000",
                                     "--codepage", 850, "--seed", 11, name="office")
        self.truth = generated
        for account in (awkward(),):
            (self.office / account.name).write_bytes(account.dump)
            self.truth += account.truth
        account = japanese()
        (self.dir / account.name).write_bytes(account.dump)
        self.truth += account.truth

    def converted(self, form="mbox", *options):
        """A directory DIR/<account>/… of the whole post office in this form."""
        output = self.dir / "-".join(["mail", form, *options])
        self.convert(self.office, "--codepage", 850, "--output", output, "-f", form, *options)
        other = output.with_name(output.name + "-932")
        self.convert(self.dir / "japan", "--codepage", 932, "--output", other, "-f", form, *options)
        (other / "japan").rename(output / "japan")
        return output

    def by_folder(self):
        """The truth by account and folder, in the order of the dump."""
        folders = {}
        for one in self.truth:
            folders.setdefault((one["account"], inbox_or(one["folder"])), []).append(one)
        return folders

    def folder_of(self, name):
        """The folder that a name on disk stands for, without its ending and out of UTF-7."""
        folders = {inbox_or(one["folder"]) for one in self.truth}
        kept = re.fullmatch(r"(.*)%~([0-9a-f]{8})", name)
        if kept is None:
            return urllib.parse.unquote(name)
        if (folder := urllib.parse.unquote(kept[1])) in folders:
            return folder  # one of two that differ in case alone
        folder, = (folder for folder in folders if e2e.sha256(folder.encode())[:8] == kept[2])
        self.assertTrue(folder.startswith(urllib.parse.unquote(kept[1])))
        return folder

    def mboxes(self, output):
        """The mbox files by account and folder."""
        return {(path.parent.name, self.folder_of(path.name.removesuffix(".mbox"))): path
                for path in output.glob("*/*.mbox")}

    def emls(self, output):
        """Lists of EML files by account and folder, in their order."""
        return {(path.parent.name, self.folder_of(path.name)): sorted(path.iterdir())
                for path in output.glob("*/*") if path.is_dir()}

    def maildirs(self, output):
        """Lists of messages by account and folder, in their order."""
        found = {}
        for maildir in output.glob("*/Maildir"):
            account = maildir.parent.name
            folders = {self.folder_of(utf7_decoded(path.name[1:])): path for path in maildir.glob(".*") if path.is_dir()}
            self.assertNotIn("Inbox", folders)
            for folder, path in {"Inbox": maildir, **folders}.items():
                self.assertEqual(list((path / "new").iterdir()) + list((path / "tmp").iterdir()), [])
                files = sorted((path / "cur").iterdir(), key=lambda file: file.name.split(".")[1])
                if files or folder != "Inbox":  # a Maildir always has an inbox
                    found[account, folder] = files
        return found
