#!/usr/bin/python3
"""Damage costs at most the bytes that are damaged: generated dumps, a fifth of their messages harmed, come out again.

What is asked for, of every dump:

- Every message that is not harmed arrives equal in all: headers, texts, files, Message-ID, in its place in the order.
- A harmed message arrives if anything is left by which it can be known: its `Message:`, or `Contents:` and two of
  From, Date, To, Subject before it with nothing but lines of the head between. Else it need not: its items may come
  as a message without a head, its bytes may be set aside as strays (then the exit status is 1; without sizes they end
  up in the text before). No message comes that was not there, but for one out of a sector of another dump that holds
  a `Message:` of its own, and those of an export attached to a message that has lost its head.
- Of a message that arrives, every line of its head that is intact arrives (in From, To, Cc, Subject, Date and in
  X-ccMail-…), except a continuation line under one that is not, and every item whose label is intact:
  - *exactly*, if its size is right and either the label behind it is intact or one of the sizes around it is right
    too; where its data were overwritten in place, with these bytes in place;
  - *but for CR, LF, NUL, SUB at its end*, if its size is wrong or blank but the label behind it is intact: nothing
    tells these bytes from separators. A size line that is none (`12x4`) may arrive as its first line;
  - *its longest run that is not harmed*, if neither its size nor the label behind it can be trusted.
  In a dump without sizes the second holds, and the third where the label behind is lost, a line that EXPORT did not
  mean stands there, or the data hold labels of another dump: also for the item before a lost `Message:`, of a message
  that is not harmed itself. An item of a kind other than Text, File and Fax is known by the size before it alone;
  where that is wrong, it may stay with the item before it.
- No message has more parts than it had items, but for foreign sectors.
- The ledger closes: exit status 0, or 1 where bytes belong to no message.

A message *arrived whole* if all of it is as its author meant it, *in part* if all that is readable is, as above.
"""

import collections
import concurrent.futures
import pathlib
import re

import comparison
import e2e
import readable

SOUND = "(not harmed)"
FOREIGN = ("sector-foreign", "foreign-at-start")
DIALECTS = [
    ("sizes=padded12,separators=crlf,folders=inside,recipients=repeated", "850", "mdy"),
    ("sizes=padded10,separators=double,folders=between,recipients=continued", "437", "dmy"),
    ("sizes=bare,separators=none,folders=none,recipients=continued,labels=numbered", "macroman", "ymd"),
    ("sizes=padded12,separators=none,folders=between,recipients=repeated", "850", "dmy"),
    ("sizes=none,separators=crlf,folders=inside,recipients=repeated", "850", "mdy"),
    ("sizes=bare,separators=crlf,folders=inside,recipients=repeated", "437", "mdy"),
    ("sizes=padded12,separators=crlf,folders=none,recipients=continued", "932", "ymd"),
    ("sizes=none,separators=double,folders=none,recipients=continued", "437", "dmy"),
    ("sizes=padded10,separators=none,folders=inside,recipients=repeated,labels=numbered", "850", "mdy"),
    ("sizes=bare,separators=double,folders=between,recipients=continued", "macroman", "mdy"),
]
# No size that could be learned is left: what holds labels of its own, such as an attached export, can't be told apart.
WITHOUT_SIZES = ["mixed-line-ends", "all-sizes-blank"]
WHOLE_DUMP = ["text-mode", "mixed-line-ends", "all-sizes-blank", "glued", "zeros-at-start", "foreign-at-start",
              "zeros-before", "cut-end"]


def groups(quick):
    """(seed, dumps, dialect, page, order, damage): most dumps with all kinds, some with one that concerns all of it."""
    dumps = 3 if quick else 40
    for seed, (dialect, page, order) in enumerate(DIALECTS * (1 if quick else 2)):
        yield seed, dumps, dialect, page, order, "all"
    dumps = 2 if quick else 5
    for number, kind in enumerate(WHOLE_DUMP):
        for more in range(1 if quick else 5):
            fitting = [dialect for dialect in DIALECTS if kind != "all-sizes-blank" or "padded" in dialect[0]]
            dialect, page, order = fitting[(number + 3 * more) % len(fitting)]
            together = kind in ("glued", "zeros-before", "cut-end")
            yield 100 + 10 * number + more, dumps, dialect, page, order, kind + (",all" if together else "")


# How many messages of each kind lack something that is readable, with those that came and were not there: what the
# reader does not tell apart. There may never be more; numbers go down as it learns.
MISSED = {
    "item-size-all-ones": 1, "item-size-negative": 1, "item-size-no-number": 3, "item-size-wrong": 1,
    "item-size-zero": 3, "item-sizes-wrong": 3, "line-ends-lf": 3, "mixed-line-ends": 8,
    "sector-foreign": 1, "sector-removed": 4, "text-mode": 5, "truncated": 2}
MISSED_QUICK = {"item-size-zero": 1, "mixed-line-ends": 2}


class Group(comparison.TestCase):
    """One directory of dumps, converted in one run."""

    def __init__(self, seed, dumps, dialect, page, order, damage):
        super().__init__("run_group")
        self.seed, self.dumps, self.dialect, self.damage = seed, dumps, dialect, damage
        self.page, self.order = page, order
        self.sized = "sizes=none" not in dialect
        self.unusual = 0 if damage in WITHOUT_SIZES else 0.4
        self.codec = e2e.CODECS[page]
        self.faults = []
        self.figures = collections.defaultdict(collections.Counter)

    def run_group(self):
        self.setUp()
        try:
            told = ["--codepage", self.page, "--date-order", self.order]
            generating = ["--seed", self.seed, "--accounts", self.dumps, "--messages", 10, "--unusual", self.unusual,
                          "--mac", 0.4, "--attachments", 0.4, "--attachment-size", "0:6000", "--text-size", "100:2500",
                          "--dialect", self.dialect, "--damage", self.damage, *told]
            office, truth = self.generate(*generating, name="office")
            run = self.run_converter(office, "--verbose", *told)
            said = run.stderr.decode(errors="replace")
            strays = {pathlib.Path(path).name for path in re.findall(r"^(.*):\d+: .* belong to no message", said, re.M)}
            if run.returncode != (1 if strays else 0):
                self.faults.append((f"seed {self.seed} exit status {run.returncode}", said[-500:]))
            came = collections.defaultdict(list)
            for message in messages_of(run.stdout):
                came[message["X-ccmail2mbox-Account"]].append(message)
            written = collections.defaultdict(list)
            for one in truth:
                written[one["account"]].append(one)
            for account, ones in written.items():
                self.check_dump((office / ones[0]["file"]).read_bytes(), ones, came.pop(account, []),
                                ones[0]["file"] in strays)
            self.faults += [(f"seed {self.seed} {account}", "a dump that nobody wrote") for account in came]
        finally:
            self.doCleanups()
        return self.faults, dict(self.figures)

    def count(self, one, column):
        for kind in one["damage"] or [SOUND]:
            self.figures[kind][column] += 1

    def fault(self, one, what):
        kinds = ",".join(one["damage"] or [SOUND])
        self.faults.append((f"seed {self.seed} {self.damage} {one['file']} message {one['number']} at {one['offset']} "
                            f"[{kinds}] {self.dialect} {self.page}", what))

    def check_dump(self, dump, truth, came, strays):
        parsed = [readable.Message(one, dump, follower, self.sized, self.codec)
                  for one, follower in zip(truth, [*truth[1:], None])]
        for kind in {kind for one in truth for kind in one["damage"]}:
            self.figures[kind]["dumps"] += 1
        folder = before = None
        for one, message in aligned(parsed, came):
            if one is None:
                self.check_extra(before or parsed[0], message)
                continue
            before = one
            folder = one.folder(folder)
            if folder is None and message and "folders=between" in self.dialect:
                one.truth["folder"] = message["X-ccmail2mbox-Folder"]  # nothing tells
            self.check_message(one, message, folder, strays)

    def check_extra(self, before, message):
        """A message that nobody wrote came behind `before`."""
        foreign = any(kind in FOREIGN for kind in before.truth["damage"]) and any(
            b"Message:" in before.dump[offset:offset + length] for offset, length in before.truth["harmed"])
        exported = not before.must_come and any(b"Message:" in item.data for item in before.items)
        if not foreign and not exported:
            self.fault(before.truth, f"a message that was not there: {message['Subject']!r}")
            self.count(before.truth, "invented")

    def check_people(self, header, people):
        # Python puts blanks between the encoded words of a name that is too long for one.
        if not any(len(person["name"]) > 60 for person in people):
            super().check_people(header, people)
            return
        self.assertEqual([(address.display_name.replace(" ", ""), address.addr_spec) for address in header.addresses],
                         [(person["name"].replace(" ", ""), person["address"] or
                           e2e.made_address(person["name"], person["post_office"])) for person in people])

    def check_message(self, one, message, folder, strays):
        outcome, faults = self.outcome(one, message, folder, strays)
        self.count(one.truth, "messages")
        self.count(one.truth, outcome)
        for what in faults:
            self.fault(one.truth, what)

    def outcome(self, one, message, folder, strays):
        """The column in which a message counts, and its faults."""
        if message is None and one.must_come:
            return "missed", ["did not arrive"]
        if message is None:
            nothing_left = not one.dump[one.parts[0]["offset"]:one.end].strip(readable.FILLER)
            set_aside = strays or not self.sized or nothing_left
            return ("no head", []) if set_aside else ("missed", ["did not arrive, and its bytes are not set aside"])
        try:
            self.check_whole(message, one.truth)
            return "whole", []
        except (AssertionError, KeyError, ValueError, AttributeError, TypeError) as why:
            if not one.truth["damage"] and one.bounded_by_follower():
                return "missed", [f"not equal: {why}"]
        faults = self.unreadable(one, message, folder)
        return ("missed", faults) if faults else ("in part", [])

    def check_whole(self, message, truth):
        self.assertEqual(e2e.defects(message), [])
        if "date-impossible" in truth["damage"]:
            self.assertEqual(message["X-ccmail2mbox-Synthesized"], "Date")
            del message["X-ccmail2mbox-Synthesized"]
        self.check_headers(message, truth)
        self.check_items(message, truth)
        self.check_sizes(message)
        if not truth["damage"]:
            self.check_identity(message, truth, self.sized)

    def unreadable(self, one, message, folder):
        """What should have arrived of a harmed message and did not."""
        faults = [f"a defect: {what}" for what in e2e.defects(message)]
        if one.must_come:
            faults += self.unreadable_head(one, message, folder)
        arrived = readable.arrived_parts(message)
        place = 0
        for item in one.items:
            found = next((i for i in range(place, len(arrived))
                          if readable.has_arrived(item, arrived[i], self.codec)), None)
            if found is None:
                faults.append(f"an item of {len(item.data)} bytes is not there ({item.level}): {item.data[:40]!r}")
            else:
                place = found + 1
        if len(arrived) > max(1, len(one.truth["items"])) and not any(kind in FOREIGN for kind in one.truth["damage"]):
            faults.append(f"{len(arrived)} parts of {len(one.truth['items'])} items")
        return faults

    def unreadable_head(self, one, message, folder):
        faults = []
        truth = one.truth
        people = {"To": list(truth["to"]), "cc": list(truth["cc"])}
        found = {name: [readable_name(address) for address in (message[name].addresses if message[name] else ())]
                 for name in people}
        sender = truth["from"]
        for name, value, intact in one.header_lines():
            if not intact:
                continue
            if name in people:
                while people[name] and people[name][0]["text"].strip() != value:
                    people[name].pop(0)  # a line that is not intact
                wanted = people[name].pop(0)["name"].replace(" ", "")
                while found[name] and found[name][0] != wanted:
                    found[name].pop(0)
                if not found[name]:
                    faults.append(f"{name}: {value!r} is not there: {message[name]}")
                else:
                    found[name].pop(0)
            elif name == "From" and readable_name(message["From"].addresses[0]) != sender["name"].replace(" ", ""):
                faults.append(f"From: {value!r} has become {message['From']}")
            elif name == "Subject" and (message["Subject"] or "") != truth["subject"]:
                faults.append(f"Subject: {value!r} has become {message['Subject']!r}")
            elif name == "Date" and message["X-ccMail-Date"] != truth["date_text"]:
                faults.append(f"Date: {value!r} has become {message['X-ccMail-Date']!r}")
            elif name == "Folder":
                folder = truth["folder"]
            elif name in dict(truth["headers"]) and value and not any(
                    comparison.one_blank(value) == comparison.one_blank(other)
                    for other in message.get_all("X-ccMail-" + name, [])):
                faults.append(f"{name}: {value!r} is not there")
        if folder and message["X-ccmail2mbox-Folder"] != folder:
            faults.append(f"Folder: {folder!r} has become {message['X-ccmail2mbox-Folder']!r}")
        return faults


def readable_name(address):
    return address.display_name.replace(" ", "")


def messages_of(mbox):
    starts = [found.end() for found in re.finditer(rb"(?:\A|\n\n)(?=From )", mbox)]
    for start, end in zip(starts, [*starts[1:], len(mbox)]):
        envelope, _, rest = mbox[start:end].partition(b"\n")
        yield e2e.parsed(rest, envelope.decode("ascii"))


def likeness(one, message):
    """How much a message looks like one that was written."""
    truth = one.truth
    likeness = 0.5 if one.must_come else 0.1
    for name, wanted in (("Subject", truth["subject"] or None), ("X-ccMail-Date", truth["date_text"]),
                         ("X-ccMail-From", truth["from"]["text"])):
        likeness += wanted is not None and message[name] == wanted
    return likeness


def aligned(parsed, came):
    """Pairs of what was written and what came, in order, None where one has no other; as alike as can be."""
    best = [[0] * (len(came) + 1) for _ in range(len(parsed) + 1)]
    like = [[likeness(one, message) for message in came] for one in parsed]
    for i in range(len(parsed) - 1, -1, -1):
        for j in range(len(came) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + like[i][j])
    pairs, i, j = [], 0, 0
    while i < len(parsed) or j < len(came):
        if i < len(parsed) and j < len(came) and best[i][j] == best[i + 1][j + 1] + like[i][j] and like[i][j]:
            pairs.append((parsed[i], came[j]))
            i, j = i + 1, j + 1
        elif i < len(parsed) and (j == len(came) or best[i][j] == best[i + 1][j]):
            pairs.append((parsed[i], None))
            i += 1
        else:
            pairs.append((None, came[j]))
            j += 1
    return pairs


def run_group(settings, group):
    e2e.Settings.bin_dir = settings
    return Group(*group).run_group()


class Damage(e2e.TestCase):
    def test_every_message_arrives_with_all_that_is_readable(self):
        faults, figures = [], collections.defaultdict(collections.Counter)
        with concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
            work = [pool.submit(run_group, e2e.Settings.bin_dir, group) for group in groups(e2e.Settings.quick)]
            for future in work:
                more, counts = future.result()
                faults += more
                for kind, count in counts.items():
                    figures[kind].update(count)
        print_table(figures)
        known = MISSED_QUICK if e2e.Settings.quick else MISSED
        missed = {kind: counts["missed"] + counts["invented"] for kind, counts in sorted(figures.items())}
        more = {kind: count for kind, count in missed.items() if count > known.get(kind, 0)}
        for place, what in faults:
            if any(kind in place for kind in more):
                print(f"{place}: {what[:300]}")
        self.assertEqual(more, {})
        self.assertGreater(figures[SOUND]["whole"], 0)


def print_table(figures):
    columns = ("dumps", "messages", "whole", "in part", "no head", "missed", "invented")
    print(f"{'damage':22}" + "".join(f"{column:>10}" for column in columns))
    for kind, counts in sorted(figures.items()):
        print(f"{kind:22}" + "".join(f"{counts[column]:>10}" for column in columns))


if __name__ == "__main__":
    e2e.main()
