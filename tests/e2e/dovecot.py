"""A Dovecot of the test's own, on a loopback port, as whoever runs the test: root needs no more than anybody else."""

import contextlib
import grp
import imaplib
import os
import pathlib
import pwd
import re
import socket
import subprocess
import time

PASSWORD = "pass"

# Dovecot serves no mail as root, so a test that root runs hands the server and its files to this user.
UNPRIVILEGED = "nobody"


class Dovecot:
    """`directory` holds configuration, state and log, and in `homes` a directory per user; `mail_location` says where in
    it the mail lies. What Dovecot is to serve must be there before start()."""

    def __init__(self, directory, mail_location, separator="."):
        self.directory = pathlib.Path(directory)
        root = os.geteuid() == 0
        self.user = pwd.getpwnam(UNPRIVILEGED) if root else pwd.getpwuid(os.geteuid())
        self.identity = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if root else {}
        self.mail_location, self.separator = mail_location, separator
        self.port = self.process = None
        self.homes = self.directory / "home"
        self.homes.mkdir(parents=True)
        self.config = self.directory / "dovecot.conf"

    def configuration(self):
        group = grp.getgrgid(self.user.pw_gid).gr_name
        return f"""
base_dir = {self.directory}/run
state_dir = {self.directory}/state
log_path = {self.directory}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {self.user.pw_name}
default_internal_group = {group}
default_login_user = {self.user.pw_name}
first_valid_uid = 1
first_valid_gid = 1
mail_uid = {self.user.pw_uid}
mail_gid = {self.user.pw_gid}
mail_home = {self.homes}/%u
mail_location = {self.mail_location}
auth_username_format = %u
auth_username_chars =
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={self.user.pw_uid} gid={self.user.pw_gid}
}}
namespace inbox {{
  inbox = yes
  separator = {self.separator}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {self.port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""

    def log(self):
        path = self.directory / "log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else "no log"

    def start(self):
        if self.identity:
            self.directory.parent.chmod(0o711)
            for path in (self.directory, *self.directory.rglob("*")):
                os.chown(path, self.user.pw_uid, self.user.pw_gid, follow_symlinks=False)
        for _ in range(10):  # somebody else may take the port before Dovecot does
            self.port = free_port()
            self.config.write_text(self.configuration(), encoding="utf-8")
            # It ends with the test, however that ends.
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", "/usr/sbin/dovecot", "-F", "-c", self.config],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=self.environment(),
                cwd="/", **self.identity)
            if self.answers():
                return
            self.stop()
        raise RuntimeError("Dovecot finds no port: " + self.log())

    def answers(self):
        """Waits until it does. False if its port is taken."""
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                said = self.process.stdout.read().decode(errors="replace") + self.log()
                if "Address already in use" in said:
                    return False
                raise RuntimeError("Dovecot ended: " + said)
            with contextlib.suppress(OSError):
                connection = imaplib.IMAP4("127.0.0.1", self.port, timeout=60)
                connection.logout()
                return True
            time.sleep(0.05)
        raise RuntimeError("Dovecot does not answer: " + self.log())

    @staticmethod
    def environment(zone="Europe/Berlin"):
        """A server stands anywhere."""
        return {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "TZ": zone, "LANG": "C.UTF-8"}

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def doveadm(self, *arguments):
        # Dovecot reads the time of a From_ line, which is UTC (RFC 4155), as local.
        run = subprocess.run(["/usr/bin/doveadm", "-c", self.config, *arguments], stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, env=self.environment("UTC"),
                             cwd="/", check=False, **self.identity)
        if run.returncode != 0 or run.stderr:
            raise RuntimeError(f"doveadm {arguments}: {run.returncode} {run.stderr.decode()}{self.log()}")
        return run.stdout.decode()

    def login(self, user):
        connection = imaplib.IMAP4("127.0.0.1", self.port, timeout=300)
        connection.login(f'"{user}"', PASSWORD)
        return connection


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Values:
    """What an IMAP server says (RFC 3501, 4): lists, strings, numbers and atoms, as imaplib gives its lines."""

    def __init__(self, data):
        self.bytes = b"".join(b"".join(piece) if isinstance(piece, tuple) else piece + b"\n" for piece in data)
        self.at = 0

    def all(self):
        values = []
        while self.skip_blanks():
            values.append(self.value())
        return values

    def skip_blanks(self):
        while self.bytes[self.at:self.at + 1] in (b" ", b"\n"):
            self.at += 1
        return self.at < len(self.bytes)

    def value(self):
        self.skip_blanks()
        first = self.bytes[self.at:self.at + 1]
        if first == b"(":
            return self.list()
        if first == b'"':
            return self.quoted()
        if literal := re.compile(rb"\{(\d+)\}").match(self.bytes, self.at):
            start, self.at = literal.end(), literal.end() + int(literal[1])
            return self.bytes[start:self.at]
        atom = re.compile(rb"[^\[ ()\n]+(\[[^\]]*\])?").match(self.bytes, self.at)
        self.at = atom.end()
        return None if atom[0] == b"NIL" else atom[0]

    def list(self):
        values = []
        self.at += 1
        while self.skip_blanks() and self.bytes[self.at:self.at + 1] != b")":
            values.append(self.value())
        self.at += 1
        return values

    def quoted(self):
        string = re.compile(rb'"((?:[^"\\]|\\.)*)"').match(self.bytes, self.at)
        self.at = string.end()
        return re.sub(rb"\\(.)", rb"\1", string[1])


def fetched(connection, items):
    """The items of each message of the selected folder, in order, as dictionaries."""
    _, data = connection.fetch("1:*", items)
    if data == [None]:
        return []
    values = Values(data).all()
    return [dict(zip(pairs[::2], pairs[1::2])) for pairs in values[1::2]]
