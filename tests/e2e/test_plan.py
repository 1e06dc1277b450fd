#!/usr/bin/python3
"""ccmail2mbox plan: the batch file and the accounts file from every kind of list, and what it refuses."""

import csv
import re
import stat

import e2e

POST_OFFICE = ("--post-office", "M:\\CCDATA")


class Plan(e2e.TestCase):
    def users(self, text, encoding="utf-8"):
        path = self.dir / "users"
        path.write_bytes(text.encode(encoding))
        return path

    def plan(self, *arguments, code=0, **how):
        """Plans in a directory of its own; returns what was said on standard output and standard error."""
        run = self.run_converter("plan", *arguments, cwd=self.dir, **how)
        self.assertEqual(run.returncode, code, run.stderr)
        return run.stdout.decode(), run.stderr.decode()

    def batch(self, page="cp850"):
        return (self.dir / "EXPORT.BAT").read_bytes().decode(page)

    def accounts(self):
        with open(self.dir / "accounts.csv", encoding="utf-8-sig", newline="") as table:
            return [tuple(row) for row in csv.reader(table, strict=True)]

    def written(self):
        return sorted(path.name for path in self.dir.iterdir() if path.name != "users")

    def test_every_dump_of_the_batch_file_has_its_user(self):
        said, warned = self.plan(self.users("Grewal, Jeff at HUB\nMüller, Jürgen\n"), *POST_OFFICE, "--version", "DB6",
                                 "--export", "5.15", "--codepage", "850")
        self.assertEqual(warned, "")
        self.assertTrue(said.startswith("2 users in EXPORT.BAT\n1. Switch off Pre-expired Passwords"), said)
        self.assertIn("Restore Pre-expired Passwords", said)
        commands = re.findall(r'^EXPORT /P%P\d+% .*?/N"(.*?)" .*/@(.*)\r$', self.batch(), re.MULTILINE)
        self.assertEqual(commands, [("Grewal, Jeff", "GREWA001.CCM"), ("Müller, Jürgen", "MULLE002.CCM")])
        self.assertEqual(self.accounts(), [("file", "user", "post_office"), ("GREWA001.CCM", "Grewal, Jeff", "HUB"),
                                           ("MULLE002.CCM", "Müller, Jürgen", "")])
        self.assertEqual(self.batch().count("\n"), self.batch().count("\r\n"))

    def test_the_same_list_in_every_form_and_encoding_gives_the_same_files(self):
        plain = "Grewal, Jeff at HUB\nMüller, Jürgen at HUB\n"
        forms = {"plain": plain,
                 "table": 'post_office,user\nHUB,"Grewal, Jeff"\nHUB,"Müller, Jürgen"\n',
                 "directory": "Name: Grewal, Jeff\nAddr: HUB\n\nName: Müller, Jürgen\nAddr: HUB\n"}
        results = set()
        for name, text in forms.items():
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp850"):
                with self.subTest(name, encoding=encoding):
                    self.plan(self.users(text.replace("\n", "\r\n"), encoding), *POST_OFFICE, "--codepage", "850")
                    results.add(((self.dir / "EXPORT.BAT").read_bytes(), (self.dir / "accounts.csv").read_bytes()))
                    (self.dir / "EXPORT.BAT").unlink()
                    (self.dir / "accounts.csv").unlink()
        self.assertEqual(len(results), 1)
        with open(self.users(plain), "rb") as users:
            self.plan("-", *POST_OFFICE, "--codepage", "850", stdin=users)
        self.assertIn(((self.dir / "EXPORT.BAT").read_bytes(), (self.dir / "accounts.csv").read_bytes()), results)

    def test_files_are_private_and_never_written_over(self):
        users = self.users("Lee\n")
        self.plan(users, *POST_OFFICE)
        for name in ("EXPORT.BAT", "accounts.csv"):
            self.assertEqual(stat.S_IMODE((self.dir / name).stat().st_mode), 0o600)
        (self.dir / "EXPORT.BAT").write_text("with passwords")
        _, warned = self.plan(users, *POST_OFFICE, code=4)
        self.assertIn("not written over", warned)
        self.assertEqual(self.batch(), "with passwords")
        (self.dir / "EXPORT.BAT").unlink()
        self.plan(users, *POST_OFFICE, code=4)
        self.assertEqual(self.written(), ["accounts.csv"], "both or none")

    def test_users_who_cannot_be_exported_are_named_and_the_others_planned(self):
        _, warned = self.plan(self.users('Smith "Bud"\nLee\n' + "x" * 90 + "\nПётр\n"), *POST_OFFICE, code=1)
        self.assertEqual([row[1] for row in self.accounts()], ["user", "Lee"])
        self.assertIn("cannot be migrated", warned)
        self.assertIn("127 characters", warned)
        self.assertIn("--codepage", warned)
        self.assertEqual(warned.count("left out: "), 3)

    def test_what_cannot_be_exported_is_refused_and_nothing_written(self):
        users = self.users("Lee\n")
        for arguments, reason in ((("--version", "DB7"), "DB8 post office first"),
                                  (("--version", "DB6", "--export", "8.01"), "5.12 to 5.15"),
                                  (("--dumps", "C:\\Munich Office"), "Q194869"),
                                  (("--dumps", "C:\\MÜNCHEN"), "not all ASCII"),
                                  (("--version", "DB9"), "DB6|DB7|DB8"), (("--export", "new"), "no version"),
                                  (("--codepage", "klingon"), "no code page"), (("--output", "accounts.csv"), "same")):
            with self.subTest(arguments):
                _, warned = self.plan(users, *POST_OFFICE, *arguments, code=2)
                self.assertIn(reason, warned)
        self.plan(users, "--post-office", "C:\\Program Files\\ccmail", code=2)
        self.plan(users, code=2)
        self.plan(self.users("#Board\n"), *POST_OFFICE, code=1)
        self.assertEqual(self.written(), [])

    def test_versions_that_lose_something_are_warned_of(self):
        users = self.users("Lee\n")
        _, warned = self.plan(users, *POST_OFFICE, "--version", "DB8", "--export", "8.30.03")
        self.assertIn("drops the names of recipients", warned)
        self.assertIn("two runs", warned)
        self.assertIn("IMPEXP.RI", self.batch())

    def test_lists_that_cannot_be_read(self):
        self.plan("nonesuch", *POST_OFFICE, code=3)
        _, warned = self.plan(self.users("user,po\nGrewal, Jeff,HUB\n"), *POST_OFFICE, code=3)
        self.assertIn("users:2: more fields", warned)
        self.plan(self.users("Lee\n"), *POST_OFFICE, "--output", "no/such/place.bat", code=4)
        self.assertEqual(self.written(), [])

    def test_no_control_character_of_a_list_reaches_the_terminal(self):
        said, warned = self.plan(self.users("\x1b[2J\nLee\x07\nGood\n"), *POST_OFFICE, code=1)
        self.assertNotRegex(said + warned, r"[\x00-\x09\x0b-\x1f\x7f]")

    def test_what_it_logs_is_explained(self):
        self.plan(self.users("O'Neil, Mary\n"), *POST_OFFICE)
        line = re.search(r"^echo (EXPORT %R%:.*)>>EXPORT.LOG\r$", self.batch(), re.MULTILINE).group(1)
        run = self.run_converter("explain", line.replace("%R%", "4"))
        self.assertEqual(run.returncode, 0)
        self.assertIn("user 'O'Neil, Mary', file ONEIL001.CCM", run.stdout.decode())


if __name__ == "__main__":
    e2e.main()
