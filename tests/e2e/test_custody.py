#!/usr/bin/python3
"""Bags as RFC 8493 has them, checksums that lie beside the exports, and the events of a run."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess

import e2e


class BadBag(Exception):
    pass


def tag_lines(path):
    """RFC 8493, 2.2.2: labels and values, with lines that are indented going on with the one before."""
    tags = []
    for line in path.read_text("utf-8").splitlines():
        if line[:1] in (" ", "\t"):
            if not tags:
                raise BadBag(f"{path.name} begins with a continuation")
            tags[-1][1] += "\n" + line.strip()
            continue
        label, colon, value = line.partition(":")
        if not colon or label != label.strip() or value[:1] not in (" ", "\t"):
            raise BadBag(f"{path.name}: {line!r}")
        tags.append([label, value.strip()])
    return tags


def manifest_lines(path):
    """2.1.3: a checksum, blanks, and a path in which CR, LF and % are percent-encoded."""
    listed = {}
    for line in path.read_text("utf-8").split("\n"):
        if not line:
            continue
        match = re.fullmatch(r"([0-9a-f]{64})[ \t]+\*?(.+)", line)
        if not match:
            raise BadBag(f"{path.name}: {line!r}")
        name = re.sub("%(0[AaDd]|25)", lambda code: chr(int(code[1], 16)), match[2])
        if name in listed or name.startswith(("/", "~")) or ".." in pathlib.PurePosixPath(name).parts:
            raise BadBag(f"{path.name}: {name!r}")
        listed[name] = match[1]
    return listed


def read_bag(bag):
    """Raises BadBag unless the bag is complete and valid (3); returns bag-info and the payload's paths."""
    if (bag / "bagit.txt").read_bytes() != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
        raise BadBag("bagit.txt")
    payload = manifest_lines(bag / "manifest-sha256.txt")
    tags = manifest_lines(bag / "tagmanifest-sha256.txt")
    there = {str(file.relative_to(bag)) for file in bag.rglob("*") if file.is_file()}
    if {name for name in there if name.startswith("data/")} != set(payload):
        raise BadBag("the payload is not what its manifest lists")
    if {name for name in there if not name.startswith("data/")} != set(tags) | {"tagmanifest-sha256.txt"}:
        raise BadBag("the tag files are not what their manifest lists")
    for name, sum_ in (payload | tags).items():
        if hashlib.sha256((bag / name).read_bytes()).hexdigest() != sum_:
            raise BadBag(f"{name} has another checksum")
    info = tag_lines(bag / "bag-info.txt")
    octets, count = dict(info)["Payload-Oxum"].split(".")
    if (int(octets), int(count)) != (sum((bag / name).stat().st_size for name in payload), len(payload)):
        raise BadBag("Payload-Oxum")
    return info, set(payload)


class Bags(e2e.TestCase):
    def exports(self):
        """The sample post office, and a dump whose name holds all that a manifest has to take care of."""
        source = self.dir / "exports"
        shutil.copytree(e2e.ROOT / "corpus" / "postoffice", source)
        path, _ = self.generate("--seed", 3, "--messages", 40, "--attachments", 5)
        shutil.move(path, source / "100% ä\n%25.exp")
        return source

    def bag(self, *options, source=None):
        bag = self.dir / "bag"
        run = self.run_converter(source or self.exports(), "-o", bag, "--bag", "-q", *options)
        self.assertEqual(run.returncode, 0, run.stderr)
        return bag

    def verify(self, bag, *options):
        run = subprocess.run([e2e.program(), "verify", *options, bag], capture_output=True, text=True)
        return run.returncode, run.stdout

    def test_a_bag_is_valid_in_every_format(self):
        for form in ("mbox", "eml", "maildir"):
            with self.subTest(form):
                shutil.rmtree(self.dir / "bag", ignore_errors=True)
                shutil.rmtree(self.dir / "exports", ignore_errors=True)
                bag = self.bag("-f", form, "--operator", "Jörg Müller", "--reason", "Case 12\nof 1998")
                info, payload = read_bag(bag)
                tags = dict(info)
                report = json.loads((bag / "report.json").read_text("utf-8"))
                self.assertEqual(tags["Contact-Name"], "Jörg Müller")
                self.assertEqual(tags["External-Description"], "Case 12\nof 1998")
                self.assertEqual(tags["Message-Count"], str(report["messages"]["written"]))
                self.assertEqual({value for label, value in info if label == "Account"},
                                 {entry["account"].replace("\n", "\n") for entry in report["accounts"]})
                dates = [entry[key] for entry in report["inputs"] for key in ("first_date", "last_date")]
                self.assertEqual([tags["First-Message-Date"], tags["Last-Message-Date"]],
                                 [min(dates)[:10], max(dates)[:10]])
                self.assertFalse([name for name in payload if name.startswith("data/source/")])
                self.assertEqual(self.verify(bag)[0], 0, self.verify(bag)[1])
                # As the documentation says it.
                check = "sed 's/%25/%/g' manifest-sha256.txt | sha256sum --quiet -c"
                self.assertEqual(subprocess.run(check, shell=True, cwd=bag).returncode, 0)
                tags = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=bag)
                self.assertEqual(tags.returncode, 0)

    def test_the_sources_are_in_it_as_they_were(self):
        source = self.exports()
        os.utime(source / "hub" / "baker.exp", (900_000_000, 900_000_000))
        bag = self.bag("--with-source", source=source)
        read_bag(bag)
        report = json.loads((bag / "report.json").read_text("utf-8"))
        kept = {hashlib.sha256(file.read_bytes()).hexdigest() for file in (bag / "data/source/0").rglob("*")
                if file.is_file()}
        self.assertEqual(kept, {entry["container"]["sha256"] for entry in report["inputs"]})
        self.assertEqual((bag / "data/source/0/hub/baker.exp").stat().st_mtime, 900_000_000)
        self.assertEqual(self.verify(bag)[0], 0)
        # Years later the bag is all there is.
        shutil.rmtree(source)
        status, said = self.verify(bag)
        self.assertEqual((status, said.count("note:")), (0, 0), said)
        self.assertIn("7 exports checked", said)

    def test_the_mail_and_its_records_are_those_of_any_other_run(self):
        source = self.exports()
        bag = self.bag(source=source)
        plain = self.dir / "plain"
        self.assertEqual(self.run_converter(source, "-o", plain, "-q").returncode, 0)
        for file in plain.rglob("*.mbox"):
            self.assertEqual(file.read_bytes(), (bag / "data" / file.relative_to(plain)).read_bytes())
        again = self.dir / "again"
        self.assertEqual(self.run_converter(source, "-o", again, "--bag", "-q", "-j", 1).returncode, 0)
        for name in ("report.json", "manifest.jsonl", "manifest-sha256.txt", "SHA256SUMS"):
            self.assertEqual((bag / name).read_bytes(), (again / name).read_bytes())

    def test_whatever_changes_in_it_is_found(self):
        bag = self.bag("--with-source")
        whole = self.dir / "whole"
        shutil.copytree(bag, whole, symlinks=True)
        mailbox = next(bag.rglob("sd1.2/Inbox.mbox"))

        def flip(path, at=7):
            data = bytearray(path.read_bytes())
            data[at] ^= 1
            path.write_bytes(data)

        harms = [lambda: flip(mailbox), lambda: flip(bag / "data/source/0/hub/sd1.2"),
                 lambda: (bag / "data/source/0/more").write_text("x"),
                 lambda: (bag / "data/source/0/hub/sd1.2").unlink(), lambda: (bag / "data/more").mkdir(),
                 lambda: (bag / "data/source/0/hub/empty").mkdir(), lambda: (bag / "data/source/9/more").mkdir(parents=True),
                 lambda: (bag / "data/source/0/link").symlink_to("/etc/passwd"),
                 lambda: shutil.rmtree(bag / "data/sd1.2")]
        for name in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "report.json",
                     "manifest.jsonl", "SHA256SUMS", "run.json"):
            harms += [lambda name=name: flip(bag / name), lambda name=name: flip(bag / name, 70 if name != "bagit.txt" else 3),
                      lambda name=name: (bag / name).unlink()]
        tags = bag / "tagmanifest-sha256.txt"
        harms.append(lambda: tags.write_bytes(tags.read_bytes().removesuffix(b"\n")))
        for number, harm in enumerate(harms):
            with self.subTest(number):
                harm()
                status, faults = self.verify(bag, "--quick")
                self.assertEqual(status, 1, faults)
                with self.assertRaises((BadBag, OSError, UnicodeDecodeError, KeyError, ValueError)):
                    read_bag(bag)
                    # A link and empty directories are none of the payload's files, and RFC 8493 asks for no last line
                    # end: only verify sees them.
                    if number in (4, 5, 6, 7, len(harms) - 1):
                        raise BadBag("seen by verify")
                shutil.rmtree(bag)
                shutil.copytree(whole, bag, symlinks=True)

    def test_a_bag_of_nothing_is_valid(self):
        nothing = self.dir / "nothing"
        nothing.mkdir()
        for options in ([], ["--with-source"]):
            bag = self.bag(*options, source=nothing)
            read_bag(bag)
            self.assertTrue((bag / "data").is_dir())  # RFC 8493, 2: "MUST contain"
            self.assertEqual(self.verify(bag)[0], 0, self.verify(bag)[1])
            shutil.rmtree(bag)

    def test_a_bag_that_a_server_has_served_is_valid_no_more(self):
        bag = self.bag("-f", "maildir")
        message = next(bag.glob("data/*/Maildir/cur/*"))
        message.rename(message.with_name(message.name + "F"))
        with self.assertRaises(BadBag):
            read_bag(bag)
        for options in ([], ["--quick"]):
            status, said = self.verify(bag, *options)
            self.assertEqual(status, 1)
            self.assertIn("other flags", said)
            self.assertIn("manifest-sha256.txt: no longer lists what is in the bag: a server has changed it", said)

    def test_a_source_that_changed_since_is_no_source(self):
        source = self.exports()
        bag = self.dir / "bag"
        self.assertEqual(self.run_converter(source, "-o", bag, "--bag", "-q").returncode, 0)
        # The plan of a run with sources is another one: it is not resumed.
        run = self.run_converter(source, "-o", bag, "--bag", "--with-source", "--resume", "-q")
        self.assertEqual(run.returncode, 2, run.stderr)

    def test_a_bag_takes_the_place_of_a_plain_result_and_back(self):
        source = self.exports()
        output = self.dir / "bag"
        for options in ((), ("--bag", "--with-source"), ("--bag",), ()):
            run = self.run_converter(source, "-o", output, "--replace", "-q", *options)
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertEqual(self.verify(output)[0], 0, self.verify(output)[1])
            if "--bag" in options:
                read_bag(output)
            self.assertEqual((output / "data").exists(), "--bag" in options)
            self.assertEqual((output / "bagit.txt").exists(), "--bag" in options)
            self.assertEqual((output / "data/source").exists(), "--with-source" in options)

    def test_options_that_cannot_be_followed_are_refused(self):
        source = self.exports()
        for options in (["--bag"], ["--with-source", "-o", "x"], ["--operator", "A"],
                        ["--bag", "--with-source", "-o", "x", "-"]):
            run = self.run_converter(source, *options, cwd=self.dir)
            self.assertEqual(run.returncode, 2, run.stderr)
            self.assertFalse((self.dir / "x").exists())


class Checksums(e2e.TestCase):
    def exports(self):
        source = self.dir / "backup"
        (source / "po 1").mkdir(parents=True)
        for number, name in enumerate(("a.exp", "po 1/b.exp", "po 1/c")):
            path, _ = self.generate("--seed", number, "--messages", 5)
            shutil.move(path, source / name)
        return source

    def sums(self, program, source, *files, options=()):
        return subprocess.run([program, *options, *files], cwd=source, check=True, capture_output=True).stdout

    def checked(self, source, *options):
        output = self.dir / "mail"
        shutil.rmtree(output, ignore_errors=True)
        run = self.run_converter(source, "-o", output, *options)
        report = json.loads((output / "report.json").read_text("utf-8"))
        return run, {entry["file"]: entry.get("checksums", []) for entry in report["inputs"]}, output

    def test_every_kind_of_list_is_found_and_checked(self):
        source = self.exports()
        (source / "SHA256SUMS").write_bytes(self.sums("sha256sum", source, "a.exp", "./po 1/b.exp"))
        (source / "po 1" / "MD5SUM.txt").write_bytes(
            b"\xef\xbb\xbf" + self.sums("md5sum", source / "po 1", "b.exp", "c", options=["-b"]).replace(b"\n", b"\r\n"))
        (source / "po 1" / "c.sha512").write_bytes(self.sums("sha512sum", source / "po 1", "c", options=["--tag"]))
        (source / "a.exp.sha1").write_bytes(self.sums("sha1sum", source, "a.exp")[:40])
        run, found, output = self.checked(source)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual({file: [(one["list"], one["kind"]) for one in lists] for file, lists in found.items()},
                         {"a.exp": [("SHA256SUMS", "sha256"), ("a.exp.sha1", "sha1")],
                          "po 1/b.exp": [("SHA256SUMS", "sha256"), ("po 1/MD5SUM.txt", "md5")],
                          "po 1/c": [("po 1/MD5SUM.txt", "md5"), ("po 1/c.sha512", "sha512")]})
        for file, lists in found.items():
            for one in lists:
                digest = hashlib.new(one["kind"], (source / file).read_bytes()).hexdigest()
                self.assertEqual((one["wanted"], one["found"], one["matches"]), (digest, digest, True))
        self.assertIn(b"6 checksums found beside the exports, 6 of them right", run.stderr)
        events = json.loads((output / "run.json").read_text("utf-8"))["events"]
        self.assertEqual([event["eventOutcome"] for event in events if event["eventType"] == "fixity check"],
                         ["pass"] * 6)
        self.assertEqual({event["linkingObjectIdentifier"] for event in events if event["eventType"] == "migration"},
                         set(found))

    def test_a_dump_that_is_not_the_listed_one_is_told(self):
        source = self.exports()
        (source / "SHA256SUMS").write_bytes(self.sums("sha256sum", source, "a.exp", "po 1/b.exp"))
        with (source / "a.exp").open("ab") as dump:
            dump.write(b"\r\n")
        run, found, output = self.checked(source, "-q")
        self.assertEqual(run.returncode, 1)
        self.assertIn(b"a.exp: is not the file that SHA256SUMS lists: its sha256 is", run.stderr)
        self.assertEqual([one["matches"] for one in found["a.exp"] + found["po 1/b.exp"]], [False, True])
        events = json.loads((output / "run.json").read_text("utf-8"))["events"]
        self.assertEqual([event["eventOutcome"] for event in events if event["eventType"] == "fixity check"],
                         ["fail", "pass"])

    def test_what_is_no_list_is_none(self):
        source = self.exports()
        (source / "SHA256SUMS").write_text("a.exp is fine\n" + "0" * 63 + "  a.exp\n; comment\n" + "x" * 100_000)
        (source / "md5sum.txt").mkdir()
        (source / "a.exp.md5").write_bytes(b"\xff\x00" * 1000)
        run, found, _ = self.checked(source)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(set(map(len, found.values())), {0})

    def test_a_list_above_the_input_and_a_pipe_are_left_alone(self):
        source = self.exports()
        (self.dir / "SHA256SUMS").write_text("0" * 64 + "  backup/a.exp\n")
        run, found, _ = self.checked(source)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(found["a.exp"], [])
        os.mkfifo(source / "a.exp.fifo")
        (source / "SHA256SUMS").write_text("0" * 64 + "  a.exp.fifo\n")
        reader = subprocess.Popen([e2e.program(), source / "a.exp.fifo", "-q"], stdout=subprocess.PIPE)
        with (source / "a.exp.fifo").open("wb") as pipe:
            pipe.write((source / "a.exp").read_bytes())
        mail, _ = reader.communicate()
        self.assertEqual(reader.returncode, 0)
        self.assertEqual(mail.count(b"\nMessage-ID: "), 5)

    def lists(self, output):
        report = json.loads((output / "report.json").read_text("utf-8"))
        return {entry["file"]: entry for entry in report.get("checksum_lists", [])}

    def test_a_listed_dump_that_is_gone_is_told(self):
        source = self.exports()
        (source / "SHA256SUMS").write_bytes(self.sums("sha256sum", source, "a.exp", "po 1/b.exp", "po 1/c"))
        (source / "gone").mkdir()
        (source / "gone" / "d.exp.md5").write_text("0" * 32 + "\n")
        (source / "po 1" / "b.exp").unlink()
        log = self.dir / "log"
        run, found, output = self.checked(source, "-q", "--log", log)
        self.assertEqual(run.returncode, 1)
        self.assertEqual(run.stderr.decode().splitlines(),
                         ["ccmail2mbox: SHA256SUMS lists po 1/b.exp, which is not there",
                          "ccmail2mbox: gone/d.exp.md5 lists d.exp, which is not there"])
        lists = self.lists(output)
        wanted = {key: lists["SHA256SUMS"][key] for key in ("checksums", "of_exports", "absent")}
        self.assertEqual(wanted, {"checksums": 3, "of_exports": 2, "absent": 1})
        self.assertEqual(lists["SHA256SUMS"]["sha256"], e2e.sha256((source / "SHA256SUMS").read_bytes()))
        self.assertEqual([(one["file"], one["why"]) for one in lists["SHA256SUMS"]["others"]],
                         [("po 1/b.exp", "absent")])
        self.assertEqual([(one["file"], one["why"]) for one in lists["gone/d.exp.md5"]["others"]], [("d.exp", "absent")])
        events = [json.loads(line) for line in log.read_text().splitlines()]
        self.assertEqual([(event["list"], event["file"], event["why"]) for event in events
                          if event["event"] == "checksum_of_no_export"],
                         [("SHA256SUMS", "po 1/b.exp", "absent"), ("gone/d.exp.md5", "d.exp", "absent")])
        loud = self.run_converter(source, "-o", output, "--replace").stderr.decode()
        self.assertIn("\nSHA256SUMS: 2 of 3 checksums are of exports, 1 of files that are not there\n", loud)
        # A single file is asked about by itself.
        run = self.run_converter(source / "a.exp", "-o", output, "--replace", "-q")
        self.assertEqual((run.returncode, run.stderr), (0, b""))
        self.assertEqual(self.lists(output)["SHA256SUMS"]["elsewhere"], 2)

    def test_a_listed_file_that_is_no_export_is_another_thing(self):
        source = self.exports()
        (source / "README.TXT").write_text("Exported 12/31/1998\n")
        (source / "a.exp.md5").write_bytes(self.sums("md5sum", source, "a.exp"))
        sums = self.sums("sha256sum", source, "a.exp", "README.TXT", "a.exp.md5")
        (source / "SHA256SUMS").write_bytes(sums + b"0" * 64 + b"  SHA256SUMS\n")
        run, _, output = self.checked(source)
        self.assertEqual(run.returncode, 0, run.stderr)
        entry = self.lists(output)["SHA256SUMS"]
        self.assertEqual((entry["of_exports"], entry["no_export"], entry["itself"]), (1, 2, 1))
        self.assertNotIn("absent", entry)
        self.assertIn(b"1 of 4 checksums are of exports, 2 of files that are no exports (2 of them right), 1 of the list "
                      b"itself\n", run.stderr)
        # Perhaps it was an export once.
        (source / "README.TXT").write_text("x")
        run, _, output = self.checked(source, "-q")
        self.assertEqual(run.returncode, 1)
        self.assertRegex(run.stderr.decode(), r"SHA256SUMS lists README.TXT, which is another file now \(no export\): its "
                                              r"sha256 is [0-9a-f]{64}, not [0-9a-f]{64}\n$")

    def test_names_of_another_system_are_found(self):
        source = self.exports()
        (source / "po 1" / "Müller.EXP").write_bytes((source / "a.exp").read_bytes() + b"\r\n")
        digest = {file: hashlib.sha256((source / file).read_bytes()).hexdigest().upper()
                  for file in ("a.exp", "po 1/b.exp", "po 1/c", "po 1/Müller.EXP")}
        for name, text in (("E:\\EXPORT\\A.EXP", "a.exp"), ("A.EXP", "a.exp"), ("/mnt/old/backup/a.exp", "a.exp"),
                           ("backup/a.exp", "a.exp"), ("PO 1\\MÜLLER.exp", "po 1/Müller.EXP"),
                           ("D:\\x\\PO 1\\b.exp", "po 1/b.exp"), ("//nas/po 1/C", "po 1/c")):
            with self.subTest(name):
                line = f"SHA256          {digest[text]}       {name}   \r\n"
                table = "\r\nAlgorithm       Hash      Path\r\n---------       ----      ----\r\n" + line + "\r\n\r\n"
                for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be"):
                    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
                    (source / "SHA256SUMS.txt").write_bytes(mark + table.encode(encoding))
                    run, found, output = self.checked(source)
                    self.assertEqual(run.returncode, 0, run.stderr)
                    self.assertEqual([(one["matches"], one["listed_as"]) for one in found[text]],
                                     [(True, name.replace("\\", "/"))])
                    entry = self.lists(output)["SHA256SUMS.txt"]
                    self.assertEqual((entry["checksums"], entry.get("lines_not_understood", 0)), (1, 0))
        (source / "SHA256SUMS.txt").write_text(f"{digest['po 1/c']}  D:\\A.EXP\n")
        run, _, _ = self.checked(source, "-q")
        self.assertEqual(run.returncode, 1)
        self.assertIn(b"a.exp: is not the file that SHA256SUMS.txt lists as D:/A.EXP: its sha256 is", run.stderr)

    def test_what_could_be_several_files_is_told_as_that(self):
        source = self.exports()
        shutil.copy(source / "a.exp", source / "A.EXP")
        (source / "A.EXP").write_bytes((source / "a.exp").read_bytes() + b"\r\n")
        sums = {name: hashlib.md5((source / name).read_bytes()).hexdigest() for name in ("a.exp", "A.EXP")}
        # Two files for one entry; with the other known, one is left.
        (source / "MD5SUMS").write_text(f"{sums['a.exp']}  a.EXP\n")
        run, _, output = self.checked(source, "-q")
        self.assertEqual(run.returncode, 1)
        self.assertIn(b"MD5SUMS lists a.EXP: it cannot be told which file that is\n", run.stderr)
        (source / "MD5SUMS").write_text(f"{sums['a.exp']}  a.EXP\n{sums['A.EXP']}  A.EXP\n")
        run, found, _ = self.checked(source, "-q")
        self.assertEqual((run.returncode, [one["matches"] for one in found["a.exp"] + found["A.EXP"]]), (0, [True] * 2))
        # Two entries for one file.
        (source / "MD5SUMS").write_text(f"{'0' * 32}  /po1/C\n{'1' * 32}  /po2/C\n")
        (source / "C").write_bytes((source / "po 1/c").read_bytes())
        run, found, output = self.checked(source, "-q")
        self.assertEqual((run.returncode, found["C"]), (1, []))
        self.assertEqual(self.lists(output)["MD5SUMS"]["ambiguous"], 2)
        # A name that is there is that file's alone.
        (source / "MD5SUMS").write_text(f"{sums['a.exp']}  a.exp\n{'1' * 32}  gone/a.exp\n{sums['A.EXP']}  A.EXP\n")
        run, found, output = self.checked(source, "-q")
        self.assertEqual((run.returncode, run.stderr),
                         (1, b"ccmail2mbox: MD5SUMS lists gone/a.exp, which is not there\n"))

    def test_a_long_list_of_what_is_gone_is_bounded(self):
        source = self.exports()
        names = [f"{number:06}.exp" for number in range(5000)]
        (source / "MD5SUMS").write_text("".join(f"{'0' * 32}  {name}\n" for name in names) + "x" * 9000 + "\nnonsense\n")
        run, _, output = self.checked(source)
        self.assertEqual(run.returncode, 1)
        self.assertEqual(run.stderr.count(b"which is not there"), 20)
        self.assertIn(b"MD5SUMS: and 4,980 more like these\n", run.stderr)
        self.assertIn(b"; 2 lines not understood\n", run.stderr)
        entry = self.lists(output)["MD5SUMS"]
        self.assertEqual((entry["absent"], [one["file"] for one in entry["others"]]), (5000, names[:1000]))

    def test_a_finished_run_is_resumed_only_with_the_same_lists_and_words(self):
        source = self.exports()
        (source / "MD5SUMS").write_bytes(self.sums("md5sum", source, "a.exp"))
        output = self.dir / "mail"
        said = ["--operator", "A. Archivist", "--reason", "Accession"]
        self.assertEqual(self.run_converter(source, "-o", output, "-q", *said).returncode, 0)

        def resumed(*options):
            run = self.run_converter(source, "-o", output, "--resume", *options)
            return run.returncode, run.stderr.decode()

        for same in ([], said):
            status, text = resumed(*same)
            self.assertEqual(status, 0)
            self.assertIn("that run has finished; nothing is left to do", text)
        for other, why in ((["--operator", "B"], "its records name another --operator"),
                           (["--reason", "none"], "its records have another --reason")):
            status, text = resumed(*other)
            self.assertEqual((status, text),
                             (2, f"ccmail2mbox: {output}: that run has finished, but {why}; --replace begins anew\n"))
        changes = [(lambda: (source / "MD5SUMS").write_text("0" * 32 + "  a.exp\n"), "MD5SUMS has changed since"),
                   (lambda: (source / "MD5SUMS").unlink(), "MD5SUMS is gone"),
                   (lambda: (source / "po 1" / "sha1sums").write_text(""), "po 1/sha1sums was not there")]
        for change, why in changes:
            change()
            status, text = resumed()
            self.assertEqual(status, 2)
            self.assertIn(f"the list of checksums {why}; --replace begins anew", text)
            self.assertEqual(self.run_converter(source, "-o", output, "--replace", "-q").returncode in (0, 1), True)
            self.assertEqual(resumed()[0] in (0, 1), True)


if __name__ == "__main__":
    e2e.main()
