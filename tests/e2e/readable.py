"""What of a harmed message can still be read: worked out from the truth, which knows what each byte of the damaged dump
is, and from those bytes. test_damage.py says what the rules are."""

import base64
import re

import comparison
import e2e

FILLER = b"\r\n\0\x1a"
GLYPHS = "␀☺☻♥♦♣♠•◘\t\n♂\f\r♫☼►◄↕‼¶§▬↨↑↓␚←∟↔▲▼"
GLYPH_OF = {code: glyph for code, glyph in enumerate(GLYPHS) if glyph not in "\t\n\f\r"} | {0x7F: "⌂"}
LISTED = rb"(?i)(text|file|fax) item"
PROOFS = ("From", "Date", "To", "Subject")


def text_of(data, codec):
    """A text as it must come out, but for empty lines at its end; None where Python's code page says nothing of it."""
    data = re.sub(rb"[\x1e\x1f](?s:.)?", b"", data.rstrip(b"\0\x1a"))
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    if codec == "mac_roman":
        text = text.replace("€", "¤")  # as in those years
    return comparison.lines(text.translate(GLYPH_OF).replace("\r\n", "\n").replace("\r", "\n"))


def mac_forks(data):
    """(data fork, resource fork) of a MacBinary II file, as far as they go; None if its header is not sound."""
    if len(data) < 128 or data[0] or data[74] or data[82] or not 0 < data[1] < 64:
        return None
    if e2e.crc16_xmodem(data[:124]).to_bytes(2, "big") != data[124:126]:
        return None
    length, more = int.from_bytes(data[83:87], "big"), int.from_bytes(data[87:91], "big")
    start = 128 + (length + 127) // 128 * 128
    return data[128:128 + length], data[start:start + more]


class Item:
    """An item whose label is intact. `level` says how much of it must come:
    exact: its data, neither more nor less; trimmed: the same, but for CR, LF, NUL and SUB at its end and the size line
    in front of it; contained: the longest run of its data that is not harmed."""

    def __init__(self, truth, data, size_line, level, run):
        self.truth, self.data, self.size_line, self.level, self.run = truth, data, size_line, level, run


class Message:
    """What is readable of a message. `must_come`: it has a head by which it can be known."""

    def __init__(self, truth, dump, follower, sized, codec):
        self.truth, self.dump, self.sized, self.codec = truth, dump, sized, codec
        self.parts = truth["parts"]
        self.junk_follows = follower is not None and follower["parts"][0]["role"] == "junk"
        self.end = self.parts[-1]["offset"] + self.parts[-1]["length"]
        # The next message is there to be seen, or the dump ends.
        self.follower = follower is None or next(
            part["intact"] for part in follower["parts"] if part["role"] == "message")
        self.items = self._items()
        self.must_come = self._label() or self._head_alone()

    def bytes_of(self, part):
        return self.dump[part["offset"]:part["offset"] + part["length"]]

    def _part(self, role):
        return next((part for part in self.parts if part["role"] == role), None)

    def _label(self):
        """`Message:`, and something that it could be a message of."""
        said = any(part["intact"] and part["length"] and part["role"] in ("header", "continuation", "contents")
                   for part in self.parts)
        return self._part("message")["intact"] and (said or bool(self.items))

    def _head_alone(self):
        """Two lines that prove a head, and from the first of them nothing but the head's own lines up to Contents:."""
        proofs = 0
        for part in self.parts:
            if part["role"] == "contents":
                return proofs > 1 and part["intact"]
            if part["role"] in ("message", "message-size", "directive") or not part["length"]:
                continue
            if part["role"] == "junk" or not part["intact"]:
                proofs = 0
            elif self.bytes_of(part).split(b":")[0].decode("ascii", "replace") in PROOFS:
                proofs += 1
        return False

    def header_lines(self):
        """(name, value, is the line intact) in their order, a continuation line under the name that it goes on with."""
        name = None
        for part in self.parts:
            if part["role"] not in ("header", "continuation"):
                continue
            line = self.bytes_of(part).rstrip(b"\r\n").decode(self.codec, "replace").translate(GLYPH_OF)
            if part["role"] == "header":
                name, _, line = line.partition(":")
                self.line_above = part["intact"]
            elif not self.line_above:
                yield name, line.strip(), False  # nothing tells whose continuation it is
                continue
            yield name, line.strip(), part["intact"]

    def folder(self, before):
        """What a directive before the message says, None if it is not intact; without one, what the last one said."""
        part = self._part("directive")
        if part is None:
            return before
        return self.bytes_of(part).strip().decode(self.codec).partition(": ")[2] if part["intact"] else None

    def bounded_by_follower(self):
        """Without sizes a line that came in between may as well be the text's."""
        return self.follower and (self.sized or not self.junk_follows)

    def _true_size(self, size_part, end):
        """True if the size leads to `end`, False if elsewhere, None if there is no number."""
        line = self.bytes_of(size_part)
        if not re.fullmatch(rb" *\d+\r?\n", line):
            return None
        return int(line) == end - size_part["offset"] - size_part["length"]

    def _items(self):
        block_end = next((part["offset"] for part in self.parts if part["role"] == "between"), self.end)
        outer = [self._part("message-size"), self._part("contents-size")]
        self.closed = any(part and part["length"] and self._true_size(part, block_end) for part in outer)
        items = []
        for place, part in enumerate(self.parts):
            if part["role"] != "item" or not part["intact"]:
                continue
            size, data = self.parts[place + 1:place + 3]
            if data["role"] != "data":  # junk in between
                data = next(one for one in self.parts[place + 2:] if one["role"] == "data")
            item = self._item(part["item"], place, size, data)
            # Of a kind that no list holds: only sizes that lead to its label prove it.
            if items and items[-1].level != "exact" and not re.match(LISTED, self.bytes_of(part)):
                items[-1].level = "contained"
                continue
            items.append(item)
        return items

    def _item(self, number, place, size, data):
        later = [part for part in self.parts[place + 1:] if part["role"] == "item"]
        bounded = later[0]["intact"] and later[0]["length"] > 0 if later else self.bounded_by_follower()
        # "Fax item: 6File item: A.TXT" has more than one reading.
        if re.match(LISTED, self.bytes_of(data).rstrip(FILLER).rpartition(b"\n")[2]):
            bounded = False
        end = data["offset"] + data["length"]
        true_size = self._true_size(size, end) if self.sized else None
        if not self.sized:
            # Labels out of another dump are as good as any.
            mistakable = not data["intact"] and re.search(rb"(?i)message:| item:|contents:", self.bytes_of(data))
            level = "trimmed" if bounded and not mistakable else "contained"
        elif true_size and (bounded or self.closed and not later):
            level = "exact"
        elif bounded and (size["intact"] or not self._overwritten(size)):
            level = "trimmed"
        else:
            level = "contained"
        return Item(self.truth["items"][number] if data["intact"] else None, self.bytes_of(data), self.bytes_of(size),
                    level, self._longest_run(data))

    def _overwritten(self, part):
        """Bytes of anything stand in its place: not even its line end is sure."""
        return not self.bytes_of(part).endswith(b"\r\n") or any(
            offset < part["offset"] or offset + length > part["offset"] + part["length"] - 2
            for offset, length in self.truth["harmed"]
            if offset < part["offset"] + part["length"] and part["offset"] < offset + length)

    def _longest_run(self, data):
        begin, end = data["offset"], data["offset"] + data["length"]
        runs, at = [], begin
        for offset, length in sorted(self.truth["harmed"]):
            if begin <= offset <= end:
                runs.append((at, offset))
                at = offset + length
        runs.append((at, end))
        first, last = max(runs, key=lambda run: run[1] - run[0])
        return self.dump[first:last]


def payload(part):
    return part.get_payload(decode=True)


def leaf_forms(part):
    """The bytes that a part may stand for: a file, or the forks of a Mac file."""
    if part.get_content_type() == "multipart/appledouble":
        header, data = part.iter_parts()
        return [payload(data), e2e.apple_double(payload(header)).get(2, b"")]
    return [payload(part)]


def same(found, wanted, size_line, level):
    if level == "exact":
        return found == wanted
    bare = wanted.rstrip(FILLER)
    return found.rstrip(FILLER) in (bare, (size_line + wanted).rstrip(FILLER))


def is_text(item_label):
    return base64.b64decode(item_label).lower().startswith(b"text")


class Arrived:
    """One part of a message that came, and the raw text beside it, if there is one."""

    def __init__(self, part):
        self.part, self.raw = part, None
        self.is_text = part.get_content_type() == "text/plain" and part.get_content_disposition() != "attachment"


def arrived_parts(message):
    parts = [message]
    if message.is_multipart() and message.get_content_type() != "multipart/appledouble":
        parts = list(message.iter_parts())
    found = []
    for part in parts:
        if found and re.fullmatch(r"text-\d+-raw\.txt", part.get_filename() or ""):
            found[-1].raw = payload(part)
        else:
            found.append(Arrived(part))
    return found


def has_arrived(item, arrived, codec):
    """Whether this part is that item, as its level asks."""
    if arrived.is_text:
        return _text_has_arrived(item, arrived, codec)
    forms = leaf_forms(arrived.part)
    if item.level == "contained":
        return any(item.run in form for form in forms) or _forks_within(item.run, forms)
    forks = mac_forks(item.data)
    if forks and item.level == "trimmed" and len(forms) == 1 and same(forms[0], forks[0], b"", "exact"):
        return True
    if forks and forms == [fork for fork in forks if len(forms) == 2 or fork is forks[0]]:
        return True
    return len(forms) == 1 and same(forms[0], item.data, item.size_line, item.level)


def _forks_within(run, forms):
    """A run across a Mac file's header and forks: its longest piece that lies within one of them."""
    return any(form and len(form) >= len(run) // 4 and (form in run or run[len(run) // 2:] in form or
                                                        run[:len(run) // 2] in form) for form in forms)


def _text_has_arrived(item, arrived, codec):
    found = comparison.lines(arrived.part.get_content())
    if item.level == "contained":
        if arrived.raw is not None and item.run in arrived.raw:
            return True
        lines = [line for line in item.run.split(b"\n")[1:-1]]
        wanted = text_of(b"\n".join(lines), codec)
        return wanted is None or wanted in found
    if arrived.raw is not None:
        return same(arrived.raw, item.data, item.size_line, item.level)
    if item.truth is not None and item.truth["kind"] == "Text" and found == comparison.lines(item.truth["text"]):
        return True
    wanted = (item.data,) if item.level == "exact" else (item.data, item.size_line + item.data)
    return any(found.rstrip("\n␀␚") == (text_of(data, codec) or "").rstrip("\n␀␚") for data in wanted)
