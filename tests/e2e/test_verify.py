#!/usr/bin/python3
"""`verify` finds every change in a result, says where it is, and finds none where there is none."""

import gzip
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile

import dovecot
import e2e

FORMS = ("mbox", "eml", "maildir")


class Verify(e2e.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.base = pathlib.Path(tempfile.mkdtemp(prefix="ccmail2mbox-verify-"))
        cls.addClassCleanup(shutil.rmtree, cls.base, ignore_errors=True)

    def office(self):
        """A small post office with all sorts of attachments, and bytes that belong to no message."""
        office = self.base / "office"
        if not office.exists():
            made, _ = self.generate("--accounts", 2, "--messages", 20, "--unusual", 0.3, "--mac", 0.5, "--attachments", 0.5,
                                    "--seed", 7, name="made")
            shutil.copytree(made, office)
            (office / "stray.exp").write_bytes(b"\x01\x02 belongs to nobody\r\n" + e2e.dump_message("x", [(b"Text item:", b"y")]))
        return office

    def result(self, form, *options, inputs=None):
        """A result of its own for the test."""
        number = len(list(self.dir.glob("result*")))
        output = self.dir / f"result{number}"
        run = self.run_converter(*(inputs or [self.office()]), "-f", form, "-o", output, "-q", *options)
        self.assertIn(run.returncode, (0, 1), run.stderr)
        return output

    def verify(self, output, *options):
        """The exit status and the lines, without the last."""
        run = self.run_converter("verify", output, *options)
        self.assertEqual(run.stderr, b"")
        lines = run.stdout.decode().splitlines()
        self.assertRegex(lines[-1], " checked: (no fault|[0-9,]+ faults?)$")
        faults = [line for line in lines[:-1] if not line.startswith("note: ")]
        self.assertEqual(run.returncode, 1 if faults else 0, lines)
        return run.returncode, lines[:-1]

    def faults(self, output, *options):
        return [line for line in self.verify(output, *options)[1] if not line.startswith("note: ")]

    def assert_clean(self, output, *options):
        self.assertEqual(self.verify(output, *options), (0, []))

    def manifest(self, output):
        lines = [json.loads(line) for line in (output / "manifest.jsonl").read_text("utf-8").splitlines()]
        return [line for line in lines if line["type"] == "message"]


class Quick(Verify):
    def quick(self, output):
        return self.faults(output, "--quick")

    def test_a_clean_result_has_no_faults(self):
        for form in FORMS:
            with self.subTest(format=form):
                self.assert_clean(self.result(form), "--quick")

    def test_an_empty_mailbox_has_no_faults(self):
        empty = self.dir / "empty.exp"
        empty.write_bytes(b"")
        for form in FORMS:
            with self.subTest(format=form):
                output = self.result(form, inputs=[empty])
                self.assert_clean(output, "--quick")
                shutil.rmtree(next((output / "empty").iterdir()), ignore_errors=True)
                for path in (output / "empty").iterdir():
                    path.unlink()
                self.assertEqual(len(self.quick(output)), 1)

    def test_every_byte_that_is_flipped_inserted_or_removed_is_found(self):
        chance = random.Random(1)
        for form in FORMS:
            output = self.result(form)
            mail = [path for path in sorted(output.rglob("*")) if path.suffix in (".mbox", ".eml") or ",S=" in path.name]
            records = [output / name for name in ("manifest.jsonl", "report.json", "SHA256SUMS", "quarantine/stray.bin",
                                                  "quarantine/stray.csv")]
            for path in chance.sample(mail, 4) + records:
                whole = path.read_bytes()
                for change in range(6):
                    at = chance.choice((0, len(whole) - 1, chance.randrange(len(whole))))
                    changed = bytearray(whole)
                    if change % 3 == 0:
                        changed[at] ^= 1 << chance.randrange(8)
                    elif change % 3 == 1:
                        changed.insert(at, chance.randrange(256))
                    else:
                        del changed[at]
                    path.write_bytes(changed)
                    faults = self.quick(output)
                    self.assertNotEqual(faults, [], f"{path} at {at}, change {change}")
                    name = str(path.relative_to(output))
                    self.assertTrue(any(fault.startswith((name + ":", "SHA256SUMS:")) for fault in faults), (name, faults))
                path.write_bytes(whole)
            self.assert_clean(output, "--quick")

    def test_a_fault_says_file_offset_and_reason(self):
        output = self.result("mbox")
        messages = [one for one in self.manifest(output) if one["output"]["offset"] > 0]
        place = messages[0]["output"]
        path = output / place["file"]
        data = bytearray(path.read_bytes())
        data[place["offset"] + 9] ^= 1
        path.write_bytes(data)
        fault, = self.quick(output)
        self.assertRegex(fault, f"^{place['file']}:{place['offset']}: this message has changed: the XXH3 of its bytes is "
                                f"[0-9a-f]{{32}}, not {place['xxh3']}$")

    def test_a_byte_too_many_is_one_fault_not_one_for_every_message_behind_it(self):
        dump, _ = self.generate("--messages", 60, "--dialect", "folders=none")
        output = self.result("mbox", inputs=[dump])
        path, = output.glob("dump/*.mbox")
        path.write_bytes(b"\n" + path.read_bytes())
        faults = self.quick(output)
        self.assertEqual(len(faults), 3, faults)
        self.assertIn("dump/Inbox.mbox:0: this message has changed", faults[0])
        self.assertIn("so have 59 messages behind it, of which this is the last", faults[1])
        self.assertRegex(faults[2], r"^dump/Inbox.mbox:\d+: 1 byte behind the last message$")

    def test_messages_that_changed_places(self):
        for form in FORMS:
            output = self.result(form)
            messages = self.manifest(output)
            if form == "mbox":
                first, second = [one["output"] for one in messages if one["output"]["file"] == messages[0]["output"]["file"]][:2]
                path = output / first["file"]
                data = path.read_bytes()
                middle, end = second["offset"], second["offset"] + second["length"]
                path.write_bytes(data[:first["offset"]] + data[middle:end] + data[first["offset"]:middle] + data[end:])
            else:
                first, second = [output / one["output"]["file"] for one in messages[:2]]
                first.rename(self.dir / "aside")
                second.rename(first)
                (self.dir / "aside").rename(second)
            self.assertNotEqual(self.quick(output), [], form)

    def test_a_message_that_moved_to_another_folder(self):
        for form in FORMS:
            output = self.result(form)
            messages = self.manifest(output)
            first = messages[0]["output"]
            other = next(one["output"]["file"] for one in messages if one["folder"] != messages[0]["folder"]
                         and one["account"] == messages[0]["account"])
            if form == "mbox":
                data = (output / first["file"]).read_bytes()
                end = first["offset"] + first["length"]
                with (output / other).open("ab") as behind:
                    behind.write(data[first["offset"]:end])
                (output / first["file"]).write_bytes(data[:first["offset"]] + data[end:])
                wanted = [first["file"], other]
            else:
                path = output / first["file"]
                moved = (output / other).parent / path.name
                path.rename(moved)
                wanted = [first["file"], str(moved.relative_to(output))]
            faults = self.quick(output)
            for name in wanted:
                self.assertTrue(any(fault.startswith(name + ":") for fault in faults), (name, faults))

    def test_files_that_are_missing_or_cut_or_too_many(self):
        for form in FORMS:
            output = self.result(form)
            place = self.manifest(output)[3]["output"]
            path = output / place["file"]
            whole = path.read_bytes()
            path.write_bytes(whole[:-1])
            self.assertIn(f"{place['file']}:", self.quick(output)[0])
            path.write_bytes(b"")
            self.assertIn("the file ends before this message does", "".join(self.quick(output)))
            path.unlink()
            self.assertIn(f"{place['file']}: is missing", self.quick(output))
            path.write_bytes(whole)
            account = place["file"].split("/")[0]
            for extra in ("more.txt", f"{account}/Inbox2.mbox", f"{account}/000001.eml", "quarantine/more.bin",
                          str(pathlib.Path(place["file"]).parent / "999999.eml"),
                          str(pathlib.Path(place["file"]).parent / "1.000001.ccmail2mbox,S=1,W=1:2,S")):
                (output / extra).write_bytes(b"x")
                self.assertEqual(self.quick(output), [f"{extra}: is no file of this result"])
                (output / extra).unlink()
            for extra in ("more", f"{account}/more", "quarantine/more"):
                (output / extra).mkdir()
                self.assertEqual(self.quick(output), [f"{extra}: is no directory of this result"])
                (output / extra).rmdir()
            for name in ("manifest.jsonl", "report.json", "SHA256SUMS", "quarantine/stray.bin"):
                (output / name).rename(self.dir / "aside")
                self.assertIn(f"{name}: is missing", self.quick(output))
                (self.dir / "aside").rename(output / name)
            self.assert_clean(output, "--quick")

    def test_a_message_twice_in_a_folder(self):
        for form in ("eml", "maildir"):
            output = self.result(form)
            path = output / self.manifest(output)[0]["output"]["file"]
            other = path.with_name(path.name + "F" if form == "maildir" else "9" + path.name)
            shutil.copy(path, other)
            self.assertEqual(self.quick(output), [f"{other.relative_to(output)}: is no file of this result"])

    def test_symbolic_links_are_faults_and_not_followed(self):
        for form in FORMS:
            output = self.result(form)
            place = self.manifest(output)[0]["output"]["file"]
            for name in (place, place.split("/")[0], str(pathlib.Path(place).parent), "report.json", "run.json", "quarantine"):
                path, aside = output / name, self.dir / "aside"
                path.rename(aside)
                path.symlink_to(aside)
                self.assertIn(f"{name}: is a symbolic link", self.quick(output))
                path.unlink()
                aside.rename(path)
            (output / "more").symlink_to("/nowhere")
            self.assertEqual(self.quick(output), ["more: is a symbolic link"])
            (output / "more").unlink()
            os.mkfifo(output / "more")
            self.assertEqual(self.quick(output), ["more: is no ordinary file"])

    def test_a_manifest_never_leads_out_of_the_directory(self):
        output = self.result("mbox")
        text = (output / "manifest.jsonl").read_text("utf-8")
        place = self.manifest(output)[0]["output"]["file"]
        (self.dir / "outside").write_bytes((output / place).read_bytes())
        (output / "manifest.jsonl").write_text(text.replace(f'"file":"{place}"', '"file":"../outside"'), "utf-8")
        self.assertIn("names a file that cannot be one of the result: '../outside'", "".join(self.quick(output)))

    def test_a_run_that_did_not_finish(self):
        output = self.result("mbox")
        (output / "run.json").unlink()
        self.assertEqual(self.quick(output), ["run.json: there is none: the run did not come to its end; say the same again "
                                              "with --resume"])

    def test_any_number_of_jobs_says_the_same(self):
        output = self.result("maildir")
        for one in self.manifest(output)[::3]:
            (output / one["output"]["file"]).unlink()
        said = [self.verify(output, "--quick", "-j", jobs) for jobs in (1, 2, 7)]
        self.assertGreater(len(said[0][1]), 10)
        self.assertEqual(said, [said[0]] * 3)

    def test_usage(self):
        for arguments in ([], [self.dir / "nowhere"], [__file__], [self.dir, "more"], [self.dir, "--what"]):
            run = self.run_converter("verify", *arguments)
            self.assertEqual((run.returncode, run.stdout), (2, b""), arguments)
        self.assertIn(b"--quick", self.run_converter("verify", "--help").stdout)
        dump = self.dir / "verify"
        dump.write_bytes(e2e.dump_message("x", [(b"Text item:", b"y")]))
        self.assertEqual(self.run_converter("./verify", "-q", cwd=self.dir).returncode, 0)


class Full(Verify):
    def sealed(self, output):
        """Makes SHA256SUMS and run.json right again after a record was changed."""
        sums = output / "SHA256SUMS"
        names = [line[66:] for line in sums.read_text("utf-8").splitlines()]
        sums.write_text("".join(f"{e2e.sha256((output / name).read_bytes())}  {name}\n" for name in names), "utf-8")
        facts = json.loads((output / "run.json").read_text("utf-8"))
        facts["root_sha256"] = e2e.sha256(sums.read_bytes())
        (output / "run.json").write_text(json.dumps(facts), "utf-8")

    def lines(self, output):
        return [json.loads(line) for line in (output / "manifest.jsonl").read_text("utf-8").splitlines()]

    def write_lines(self, output, lines):
        (output / "manifest.jsonl").write_text(
            "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines), "utf-8")
        self.sealed(output)

    def test_exports_whose_names_are_no_text_are_compared(self):
        exports = self.dir / "exports"
        exports.mkdir()
        names = [os.fsdecode(b"\xff.exp"), os.fsdecode(b"\xfe.exp")]
        for number, name in enumerate(names):
            (exports / name).write_bytes(e2e.dump_message(f"m{number}", [(b"Text item:", b"y" * (number + 1))]))
        output = self.result("mbox", inputs=[exports])
        report = json.loads((output / "report.json").read_text("utf-8"))
        self.assertEqual({entry["file_bytes"] for entry in report["inputs"]}, {"ff2e657870", "fe2e657870"})
        self.assert_clean(output)
        with (exports / names[1]).open("ab") as dump:
            dump.write(b"x")
        status, lines = self.verify(output)
        self.assertEqual((status, len(lines)), (1, 1), lines)

    def test_clean_results_have_no_faults(self):
        options = [[], ["--join-texts"], ["--mac", "data"], ["--mac", "macbinary"], ["--unread", "--timezone", "Europe/Berlin"]]
        for number, more in enumerate(options):
            form = FORMS[number % 3]
            with self.subTest(format=form, options=more):
                self.assert_clean(self.result(form, *more))
        sample = e2e.ROOT / "corpus" / "postoffice"
        for form in FORMS:
            self.assert_clean(self.result(form, inputs=[sample]))

    def test_every_case_of_the_corpus_verifies(self):
        for number, case in enumerate(sorted((e2e.ROOT / "corpus" / "cases").iterdir())):
            more = (case / "options.txt").read_text().split() if (case / "options.txt").exists() else []
            output = self.dir / "case"
            self.run_converter(case / "dump", "-o", output, "-q", "-f", FORMS[number % 3], *more, cwd=case)
            with self.subTest(case=case.name):
                self.assert_clean(output)
            shutil.rmtree(output)

    def test_damaged_dumps_verify(self):
        for seed in range(1, 3 if e2e.Settings.quick else 9):
            dump, _ = self.generate("--messages", 120, "--unusual", 0.3, "--attachments", 0.5, "--mac", 0.5, "--damage", "all",
                                    "--damage-share", 0.5, "--seed", seed, name=f"harmed{seed}.exp")
            self.assert_clean(self.result(FORMS[seed % 3], inputs=[dump]))

    def test_every_code_page_verifies(self):
        for page in e2e.CODECS:
            dump, _ = self.generate("--messages", 30, "--accents", 0.9, "--attachments", 0.3, "--mac", 0.3, "--codepage", page,
                                    name=f"page{page}.exp")
            with self.subTest(page=page):
                self.assert_clean(self.result("mbox", "--codepage", page, inputs=[dump]))
                # In a page that is not theirs texts have bytes without a character, and are attached raw.
                self.assert_clean(self.result("eml", "--codepage", "932", inputs=[dump]))

    def test_attachments_in_hexadecimal_text_and_rich_text_verify(self):
        dump = self.dir / "hex.exp"
        program = bytes(range(256)) * 8
        lines = b"".join(program[i:i + 32].hex().upper().encode() + b"\r\n" for i in range(0, len(program), 32))
        dump.write_bytes(b"".join(e2e.dump_message(f"number {i}", [(b"Text item:", rb"{\rtf1 some \b words\par}"),
                                                                   (b"File item: A.BIN", lines)]) for i in range(4)))
        for form in FORMS:
            output = self.result(form, "--files", "hex", inputs=[dump])
            items = [line for line in self.lines(output) if line["type"] == "item"]
            self.assertEqual({line["file"].get("encoding") for line in items if line["kind"] == "file"}, {"hex"})
            self.assertEqual({line["text"]["delivered"][0]["as"] for line in items if line["kind"] == "text"}, {"words"})
            self.assert_clean(output)

    def test_a_manifest_that_says_something_else_is_found(self):
        """SHA256SUMS and its hash are made right again: what the manifest says is held against mail and dump."""
        def other(digits):
            return digits[:-1] + ("0" if digits[-1] != "0" else "1")

        def change(lines, where, what):
            line = next(line for line in lines if where(line))
            what(line)
            return lines

        def text(line):
            return line["type"] == "item" and line["kind"] == "text"

        def file(line):
            return line["type"] == "item" and line["kind"] == "file" and "mac" not in line["file"]

        def mac(line):
            return line["type"] == "item" and "mac" in line.get("file", {}) and line["file"]["mac"]["resource_fork"]["length"] > 0

        def message(line):
            return line["type"] == "message"

        def member(*path, to=other):
            def change_it(line):
                for step in path[:-1]:
                    line = line[step]
                line[path[-1]] = to(line[path[-1]])
            return change_it

        more = lambda value: value + 1
        longer = lambda value: value + "x"
        changes = [
            (text, member("sha256")), (text, member("text", "delivered", 0, "sha256")),
            (text, member("text", "delivered", 0, "bytes", to=more)), (text, member("length", to=more)),
            (text, member("offset", to=more)), (text, member("label", to=longer)), (text, member("label_offset", to=more)),
            (text, member("number", to=more)), (text, member("text", "line_end", to=lambda value: "lf")),
            (text, member("text", "substitutions", to=lambda value: [[0, 1, "01", "control_glyph"]])),
            (text, member("kind", to=lambda value: "file")),
            (file, member("sha256")), (file, member("file", "delivered", 0, "sha256")),
            (file, member("file", "delivered", 0, "bytes", to=more)), (file, member("name", to=longer)),
            (file, member("media_type", to=longer)), (file, member("length", to=more)),
            (mac, member("sha256")), (mac, member("file", "delivered", 0, "sha256")),
            (mac, member("file", "delivered", 1, "sha256")), (mac, member("file", "mac", "data_fork", "offset", to=lambda v: v + 200000)),
            (mac, member("file", "mac", "outside_the_forks", 0, "bytes", to=other)), (mac, member("name", to=longer)),
            (message, member("message_id", to=longer)), (message, member("date", to=longer)),
            (message, member("account", to=longer)), (message, member("folder", to=longer)),
            (message, member("file", to=longer)), (message, member("items", to=more)), (message, member("number", to=more)),
            (message, member("seen", to=lambda value: not value)),
            (message, lambda line: line.update(synthesized="From")),
            (message, member("headers", 0, "value", to=longer)), (message, member("headers", 0, "name", to=longer)),
            (message, member("headers", to=lambda value: value[:-1])),
            (message, member("headers", to=lambda value: value + [{"name": "More", "value": "of it"}])),
        ]
        output = self.result("mbox")
        whole = self.lines(output)
        for number, (where, what) in enumerate(changes):
            self.write_lines(output, change(json.loads(json.dumps(whole)), where, what))
            with self.subTest(change=number):
                self.assertNotEqual(self.faults(output), [])
        for taken in (next(i for i, line in enumerate(whole) if text(line)), len(whole) - 1):
            self.write_lines(output, whole[:taken] + whole[taken + 1:])
            self.assertNotEqual(self.faults(output), [])
        self.write_lines(output, whole)
        self.assert_clean(output)

    def test_a_part_that_is_missing_or_another_is_found(self):
        """The mail is changed, and its hashes in the manifest with it."""
        output = self.result("eml")
        lines = self.lines(output)
        number = next(i for i, line in enumerate(lines) if line["type"] == "message" and line["items"] > 1)
        path = output / lines[number]["output"]["file"]
        whole = path.read_bytes()
        boundary = b"\r\n--=_" + whole.split(b"\r\n--=_")[1].split(b"\r\n")[0]
        parts = whole.split(boundary)
        for changed, reason in ((boundary.join(parts[:1] + parts[2:]), "the number of parts is 1, not 2"),
                                (boundary.join([parts[0], parts[2], parts[1]] + parts[3:]), "the SHA-256 of item 1 is"),
                                (whole.replace(b"\r\nMIME-Version: 1.0", b"", 1), "the number of MIME-Version fields is '0', not '1'"),
                                (whole.replace(b"\r\nSubject: ", b"\r\nSubject: not ", 1), "Subject is 'not ")):
            self.assertNotEqual(changed, whole)
            path.write_bytes(changed)
            lines[number]["output"].update(length=len(changed), xxh3=xxh3(changed))
            self.write_lines(output, lines)
            self.assertIn(reason, "\n".join(self.faults(output)))
            self.assert_clean(output, "--quick")

    def test_a_line_that_would_end_the_message_for_other_readers_is_found(self):
        output = self.result("mbox")
        lines = self.lines(output)
        line = next(line for line in lines if line["type"] == "message" and line["output"]["offset"] == 0)
        path, place = output / line["output"]["file"], line["output"]
        data = path.read_bytes()
        head, rest = data[:place["length"]], data[place["length"]:]
        changed = head[:-9] + b"\nFrom x\n\n"
        self.assertEqual(len(changed), len(head))
        path.write_bytes(changed + rest)
        place["xxh3"] = xxh3(changed)
        self.write_lines(output, lines)
        self.assertIn("one that begins with 'From '", "\n".join(self.faults(output)))

    def test_inputs_that_changed_are_found_and_those_that_are_gone_are_noted(self):
        office = self.dir / "office"
        shutil.copytree(self.office(), office)
        dump = sorted(path for path in office.iterdir() if path.name != "stray.exp")[0]
        output = self.result("mbox", inputs=[office])
        whole = dump.read_bytes()
        item = next(line for line in self.lines(output) if line["type"] == "item" and line["kind"] == "file")
        changed = bytearray(whole)
        changed[item["offset"] + 1] ^= 1
        dump.write_bytes(changed)
        faults = self.faults(output)
        self.assertEqual(len(faults), 2, faults)
        self.assertRegex(faults[0], f"^{dump}:{item['offset']}: the SHA-256 of item {item['number']} of message {item['message']} is")
        self.assertRegex(faults[1], f"^{dump}: has changed since it was converted: its SHA-256 is")
        self.assert_clean(output, "--quick")
        dump.write_bytes(whole + b"\r\n")
        fault, = self.faults(output)
        self.assertIn(f"its length is {len(whole) + 2}, not {len(whole)}", fault)
        dump.write_bytes(whole[:item["offset"]])
        self.assertIn("beyond its end", "\n".join(self.faults(output)))
        dump.unlink()
        self.assertEqual(self.verify(output), (0, [f"note: {dump}: cannot be read (No such file or directory); not compared: "
                                                   "1 export"]))
        shutil.rmtree(office)
        self.assertEqual(self.verify(output), (0, [f"note: {office}: is no longer there; not compared: 3 exports"]))

    def test_a_packed_input_is_compared(self):
        dump, _ = self.generate("--messages", 30, "--attachments", 0.5)
        packed = self.dir / "dump.exp.gz"
        packed.write_bytes(gzip.compress(dump.read_bytes()))
        output = self.result("mbox", inputs=[packed])
        self.assert_clean(output)
        data = bytearray(dump.read_bytes())
        item = next(line for line in self.lines(output) if line["type"] == "item")
        data[item["offset"]] ^= 1
        packed.write_bytes(gzip.compress(bytes(data)))
        faults = "\n".join(self.faults(output))
        self.assertIn(f"{packed}:{item['offset']}: the SHA-256 of item 1 of message 1 is", faults)
        self.assertIn("has changed since it was converted", faults)

    def test_a_packed_input_that_cannot_be_unpacked_is_compared_as_a_whole(self):
        dump, _ = self.generate("--messages", 30)
        packed = self.dir / "dump.exp.gz"
        packed.write_bytes(gzip.compress(dump.read_bytes()))
        output = self.result("mbox", inputs=[packed])

        def said():
            run = self.run_converter("verify", output, env=e2e.environment(TMPDIR="/nonexistent"))
            return run.returncode, run.stdout.decode().splitlines()[:-1]

        note = (f"note: {packed}: there is no room to unpack it (/nonexistent: No such file or directory): compared as a "
                "whole, not item by item")
        self.assertEqual(said(), (0, [note]))
        packed.write_bytes(gzip.compress(dump.read_bytes() + b"\r\n"))
        status, lines = said()
        self.assertEqual((status, lines[0], len(lines)), (1, note, 2))
        self.assertIn("has changed since it was converted", lines[1])

    def test_inputs_are_found_from_any_directory_and_standard_input_is_noted(self):
        dump, _ = self.generate("--messages", 5)
        output = self.dir / "mail"
        self.assertEqual(self.run_converter("dump.exp", "-o", "mail", "-q", cwd=self.dir).returncode, 0)
        run = self.run_converter("verify", output, cwd="/")
        self.assertIn(b" 1 export checked: no fault", run.stdout)
        piped = self.dir / "piped"
        self.assertEqual(self.run_converter("-", "-o", piped, "-q", input=dump.read_bytes()).returncode, 0)
        self.assertEqual(self.verify(piped), (0, ["note: -: is no longer there; not compared: 1 export"]))

    def test_any_number_of_jobs_says_the_same(self):
        output = self.result("eml")
        lines = self.lines(output)
        for line in lines:
            if line["type"] == "message" and line["number"] % 2:
                line["date"] += "x"
            elif line["type"] == "item" and line["number"] == 1:
                line["sha256"] = line["sha256"][::-1]
        self.write_lines(output, lines)
        said = [self.verify(output, "-j", jobs) for jobs in (1, 2, 7)]
        self.assertGreater(len(said[0][1]), 30)
        self.assertEqual(said, [said[0]] * 3)


class Served(Verify):
    def test_what_servers_do_is_noted(self):
        output = self.result("maildir")
        places = [output / line["output"]["file"] for line in self.manifest(output)]
        root = next(place for place in places if place.parent.parent.name == "Maildir").parent.parent
        own = sorted(places, key=lambda place: place.parent.parent != root)
        in_root = [place for place in own if place.parent.parent == root]
        in_root[0].rename(in_root[0].with_name(in_root[0].name + "F"))
        in_root[1].rename(in_root[1].parent.parent / "new" / in_root[1].name.partition(":")[0])
        folder = next(place for place in places if place.parent.parent.parent == root).parent.parent
        for name in ("dovecot-uidlist", "dovecot.index.log", "courierimapuiddb", "cyrus.header", ".mbsyncstate", ".uidvalidity"):
            (folder / name).write_bytes(b"x")
        (root / "courierimapkeywords").mkdir()
        (root / "subscriptions").write_bytes(b"V\t2\n\nINBOX\n")
        for part in ("cur", "new", "tmp"):
            (root / ".More" / part).mkdir(parents=True)
        (root / ".More" / "maildirfolder").write_bytes(b"")
        for options in (["--quick"], []):
            status, notes = self.verify(output, *options)
            self.assertEqual(status, 0, notes)
            relative = root.relative_to(output)
            self.assertIn(f"note: {relative}: a server gave 2 messages other flags", notes)
            self.assertIn(f"note: {relative}/subscriptions: has changed, as servers do", notes)
            self.assertIn(f"note: {relative}/.More: a server's own directory", notes)
            self.assertIn(f"note: {relative}/courierimapkeywords: a server's own directory", notes)
            self.assertEqual(len([note for note in notes if note.endswith("a server's own file")]), 6)
        (folder / "maildirfolder").write_bytes(b"x")
        self.assertEqual(self.faults(output, "--quick"),
                         [f"{(folder / 'maildirfolder').relative_to(output)}:0: 1 byte behind the last message"])
        (folder / "maildirfolder").write_bytes(b"")
        moved = next(place for place in places if place.parent.parent == folder and place.exists())
        moved.rename(root / ".More" / "cur" / moved.name)
        faults = self.faults(output, "--quick")
        self.assertEqual(faults, [f"{moved.relative_to(output)}: is missing",
                                  f"{(root / '.More' / 'cur' / moved.name).relative_to(output)}: is no file of this result"])

    def test_subscriptions_change_only_where_a_server_was(self):
        output = self.result("maildir")
        root = next(place for place in output.glob("*/Maildir"))
        (root / "subscriptions").write_bytes(b"INBOX\n")
        self.assertEqual(self.faults(output, "--quick"),
                         [f"{root.relative_to(output)}/subscriptions: does not name the folders that there are, and no "
                          "server has served this Maildir"])
        next(place for place in sorted(output.glob("*/Maildir")) if place != root).joinpath("dovecot-uidlist").write_bytes(b"x")
        self.assertEqual(len(self.faults(output)), 1)  # that is another Maildir
        (root / "dovecot-uidlist").write_bytes(b"x")
        self.assertEqual(self.faults(output), [])

    def test_a_maildir_that_dovecot_has_served_has_no_faults(self):
        output = self.result("maildir", "--unread")
        server = dovecot.Dovecot(self.dir / "dovecot", "maildir:~/Maildir")
        self.addCleanup(server.stop)
        accounts = sorted({line["account"] for line in self.manifest(output)})
        for account in accounts:
            shutil.copytree(output / account, server.homes / account)
        server.start()
        for account in accounts:
            with server.login(account) as connection:
                for line in connection.list()[1]:
                    name = line.decode().partition(' "." ')[2]
                    self.assertEqual(connection.select(name)[0], "OK")
                    connection.fetch("1:*", "(BODY[])")
                    connection.store("1", "+FLAGS", r"(\Flagged Urgent)")
        server.stop()
        for account in accounts:
            shutil.rmtree(output / account)
            shutil.copytree(server.homes / account, output / account)
        status, notes = self.verify(output)
        self.assertEqual(status, 0, notes)
        told = "\n".join(notes)
        self.assertIn("other flags", told)
        self.assertIn("dovecot-uidlist: a server's own file", told)
        first = next(path for path in (output / accounts[0]).rglob("*") if ",S=" in path.name)
        data = bytearray(first.read_bytes())
        data[-3] ^= 1
        first.write_bytes(data)
        fault, = self.faults(output)
        self.assertIn("this message has changed", fault)


def xxh3(data):
    return subprocess.run(["xxh128sum"], input=data, stdout=subprocess.PIPE, check=True).stdout.split()[0].decode()


if __name__ == "__main__":
    e2e.main()
