#!/usr/bin/python3
"""mutt opens the mbox and the Maildir: every message with its subject, sender, date, state, text and files."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import comparison
import e2e
import post_office

# mutt writes a message's banner and text to a file, which its pager, a script, then sets aside. %s stands last, for a
# banner holds 1023 bytes and no more.
SETTINGS = """
set charset=utf-8 folder="{home}" header_cache="" read_only=yes quit=yes resolve=no wait_key=no prompt_after=no
set sort=mailbox-order pager="{home}/pager" implicit_autoview=no
set pager_format="␞%i␟%Z␟%n␟%a␟%{{%Y-%m-%dT%H:%M:%S}}␟%X␟%s"
attachments +A */.*
ignore *
macro index A "<display-message><next-entry>"
"""


def attachments(item):
    """mutt counts a Mac file with two forks, the pair and its parts, as three."""
    if item["kind"] == "Text":
        return 0
    return 3 if item.get("mac", {}).get("resource_length") else 1


class Mutt(post_office.TestCase):
    def setUp(self):
        super().setUp()
        self.shown, pager = self.dir / "shown", self.dir / "pager"
        (self.dir / "settings").write_text(SETTINGS.format(home=self.dir), encoding="utf-8")
        pager.write_text(f'#!/bin/sh\nexec cat "$1" >>"{self.shown}"\n', encoding="utf-8")
        pager.chmod(0o700)

    def run_mutt(self, box, messages):
        child, terminal = pty.fork()
        if child == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 2000, 0, 0))
                keys = f'push "<first-entry>{"A" * messages}<exit>"'
                os.execve("/usr/bin/mutt", ["mutt", "-n", "-F", f"{self.dir}/settings", "-f", str(box), "-e", keys],
                          e2e.environment(TERM="vt100", LC_ALL="C.UTF-8", TZ="UTC", HOME=str(self.dir)))
            finally:
                os._exit(127)
        self.addCleanup(os.close, terminal)
        screen, deadline = b"", time.monotonic() + 300
        with contextlib.suppress(OSError):  # the terminal is gone when mutt is
            while select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0]:
                screen += os.read(terminal, 65536)
        if time.monotonic() >= deadline:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        self.assertEqual(status, 0, screen[-2000:])

    def seen(self, box, messages):
        """What mutt shows of each message: banner and text, by Message-ID."""
        self.shown.write_bytes(b"")
        self.run_mutt(box, messages)
        found = []
        for shown in self.shown.read_bytes().decode().split("␞")[1:]:
            banner, _, text = shown.partition("\n")
            found.append((banner.split("␟"), text))
        return found

    def check(self, box, truth, state, in_order=True):
        found = self.seen(box, len(truth))
        self.assertEqual(len(found), len(truth))
        if not in_order:
            found.sort(key=lambda one: one[0][0])
            truth = sorted(truth, key=e2e.message_id)
        for (banner, text), one in zip(found, truth):
            with self.subTest(account=one["account"], number=one["number"], subject=one["subject"]):
                identity, flags, name, address, date, files, subject = banner
                self.assertEqual(identity, f"<{e2e.message_id(one)}@ccmail.invalid>")
                self.assertEqual(flags.strip(), state)
                wanted = one["from"]["address"] or e2e.made_address(one["from"]["name"], one["from"]["post_office"])
                self.assertEqual((name, address), (one["from"]["name"] or wanted, wanted))
                self.assertEqual(date, one["date"])
                if len("␟".join(banner).encode()) < 1000:
                    self.assertEqual(subject, one["subject"])
                else:
                    self.assertTrue(one["subject"].startswith(subject))
                self.assertEqual(int(files), sum(map(attachments, one["items"])))
                for item in one["items"]:
                    if item["kind"] == "Text":
                        self.assertIn(comparison.lines(item["text"]), text)

    def test_mbox(self):
        everything, truth = b"", []
        output = self.converted()
        for folder, path in self.mboxes(output).items():
            everything += path.read_bytes()
            truth += self.by_folder()[folder]
        box = self.dir / "everything.mbox"
        box.write_bytes(everything)
        self.check(box, truth, "")
        self.assertEqual(box.read_bytes(), everything)

    def test_maildir(self):
        output = self.converted("maildir")
        for (account, folder), paths in self.maildirs(output).items():
            if account == "japan" or folder in ("Inbox", "Sent", "R&D", "100%", "~home", "star*", 'quo"te', "&AOQ-"):
                self.check(paths[0].parent.parent, self.by_folder()[account, folder], "", in_order=False)

    def test_unread(self):
        # O for old and unread: it did not come just now.
        truth = self.by_folder()["awkward", "Persönlich"]
        self.check(self.mboxes(self.converted("mbox", "--unread"))["awkward", "Persönlich"], truth, "O")
        paths = self.maildirs(self.converted("maildir", "--unread"))["awkward", "Persönlich"]
        self.check(paths[0].parent.parent, truth, "O", in_order=False)


if __name__ == "__main__":
    e2e.main()
