#!/usr/bin/python3
"""`verify` finds every change in a result, says where it is, and finds none where there is none."""

import json
import os
import pathlib
import random
import shutil
import tempfile

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


if __name__ == "__main__":
    e2e.main()
