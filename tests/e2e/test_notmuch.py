#!/usr/bin/python3
"""notmuch indexes the Maildir and the EML files, and finds by subject, people, dates, folders and file names exactly the
messages that the truth knows."""

import datetime
import json
import re
import subprocess

import comparison
import e2e
import post_office

RECORDS = "run.json;report.json;report.html;manifest.jsonl;duplicates.csv;SHA256SUMS"


def words(text):
    """Words as Xapian has them, near enough to choose a search from."""
    return re.findall(r"[^\W_]+", text.lower())


class Notmuch(post_office.TestCase):
    def index(self, mail, ignore):
        self.mail = mail
        self.config = self.dir / "notmuch-config"
        database = self.dir / f"index-of-{mail.name}"
        database.mkdir()
        self.config.write_text(f"[database]\npath={database}\nmail_root={mail}\n[user]\nname=T\nprimary_email=t@example.invalid\n"
                               f"[new]\ntags=new\nignore={ignore}\n"
                               "[maildir]\nsynchronize_flags=true\n", encoding="utf-8")
        self.notmuch("new", "--quiet")

    def notmuch(self, *arguments):
        run = subprocess.run(["notmuch", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, timeout=300, check=False, cwd=self.dir,
                             env=e2e.environment(NOTMUCH_CONFIG=str(self.config), HOME=str(self.dir), LC_ALL="C.UTF-8",
                                                 TZ="UTC"))
        self.assertEqual((run.returncode, run.stderr), (0, b""), arguments)
        return run.stdout.decode()

    def ids(self, query):
        return {line.removeprefix("id:").removesuffix("@ccmail.invalid")
                for line in self.notmuch("search", "--output=messages", query).splitlines()}

    def check_search(self, query, wanted):
        """`wanted`: whether the truth about a message says that it is to be found."""
        ids = {e2e.message_id(one) for one in self.truth if wanted(one)}
        self.assertNotEqual(ids, set(), query)
        self.assertEqual(self.ids(query), ids, query)

    def check_counts(self):
        self.assertEqual(int(self.notmuch("count", "--output=files", "*")), len(self.truth))
        self.assertEqual(self.ids("*"), {e2e.message_id(one) for one in self.truth})

    def check_headers(self):
        for number, one in enumerate(self.truth):
            if number % 7 and one["account"] != "japan":
                continue
            shown = json.loads(self.notmuch("show", "--format=json", "--body=false", "--entire-thread=false",
                                            f"id:{e2e.message_id(one)}@ccmail.invalid"))
            while isinstance(shown, list):
                shown = next(part for part in shown if part)
            self.assertEqual(shown["headers"]["Subject"], one["subject"])
            self.assertEqual(shown["timestamp"], datetime.datetime.fromisoformat(one["date"] + "+00:00").timestamp())
            self.assertIn(comparison.one_blank(one["from"]["name"]), comparison.one_blank(shown["headers"]["From"]))

    def check_searches(self):
        for word in ("übergabe", "vertrags", "4711", "budget", "kept"):
            self.check_search(f"subject:{word}", lambda one, word=word: word in words(one["subject"]))
        for name in ("Grewal", "Öztürk", "García"):
            self.check_search(f"from:{name}", lambda one, name=name: name.lower() in
                              words(one["from"]["text"] + " " + one["from"]["address"]))
            self.check_search(f"to:{name}", lambda one, name=name: name.lower() in
                              words(" ".join(person["name"] for person in one["to"] + one["cc"])))
        for first, last in (("1997-11-03", "1997-11-09"), ("1995-01-01", "1995-12-31")):
            self.check_search(f"date:{first}..{last}", lambda one, first=first, last=last:
                              first <= one["date"][:10] <= last)
        self.check_search("tag:attachment", lambda one: any(item["kind"] != "Text" for item in one["items"]))
        for name in ("BUDGET97.WK4", "Übersicht (neu)", "予定表ソ.doc", "OLDMAIL.EXP"):
            self.check_search(f'attachment:"{name}"', lambda one, name=name: any(
                item.get("mac", item).get("name") == name for item in one["items"]))
        self.check_search("議事録", lambda one: "議事録" in one["folder"])

    def check_folders(self, folders):
        for (account, folder), paths in folders.items():
            place = str((paths[0].parent.parent if paths[0].parent.name == "cur" else paths[0].parent)
                        .relative_to(self.mail)).replace('"', '""')
            found = self.notmuch("search", "--output=files", f'folder:"{place}"').splitlines()
            self.assertGreaterEqual(set(found), {str(path) for path in paths}, (account, folder))

    def test_maildir(self):
        for options, unread in (([], False), (["--unread"], True)):
            self.index(self.converted("maildir", *options), RECORDS + ";subscriptions;maildirfolder")
            self.assertEqual(bool(self.ids("tag:unread")), unread)
            self.assertEqual(bool(self.ids("not tag:unread")), not unread)
        self.check_counts()
        self.check_headers()
        self.check_searches()
        self.check_folders(self.maildirs(self.mail))

    def test_eml(self):
        self.index(self.converted("eml"), RECORDS)
        # Folders called cur, new and tmp beside each other are a Maildir to notmuch, which reads no tmp.
        self.truth = [one for one in self.truth if one["folder"] != "tmp"]
        self.check_counts()
        self.check_searches()
        self.check_folders({(account, folder): paths for (account, folder), paths in self.emls(self.mail).items()
                            if folder not in ("cur", "new", "tmp")})


if __name__ == "__main__":
    e2e.main()
