"""Completion in bash, zsh and fish: each shell runs the script that the program prints, and completes with it."""

import os
import pty
import re
import select
import subprocess
import sys

from e2e import TestCase, environment, main, program


class Shell(TestCase):
    """What a shell of one kind makes of a line; its current folder holds a file and a directory."""

    shell = None

    def setUp(self):
        super().setUp()
        if not self.shell:
            self.skipTest("no shell of its own")
        self.script = self.dir / "script"
        printed = self.run_converter("completion", self.shell)
        self.assertEqual((printed.returncode, printed.stderr), (0, b""))
        self.script.write_bytes(printed.stdout)
        self.place = self.dir / "place"
        self.place.mkdir()
        (self.place / "smith.exp").touch()
        (self.place / "small box").mkdir()
        self.environment = environment(HOME=str(self.dir), LC_ALL="C.UTF-8", TERM="dumb")

    def ask(self, *command):
        run = subprocess.run(command, cwd=self.place, env=self.environment, stdin=subprocess.DEVNULL,
                             capture_output=True, text=True, timeout=120)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return run.stdout.splitlines()


class Listing:
    """Shells that can be asked for all that a line could become. `completed` takes its words, the last unfinished."""

    def test_every_command_and_every_option_is_offered(self):
        self.assertLessEqual({"verify", "completion"}, set(self.commands()))
        self.assertLessEqual(set(self.commands()), set(self.completed("")))
        self.assertEqual(set(self.completed("--")), self.long_options())
        for command in self.commands():
            with self.subTest(command):
                self.assertEqual(set(self.completed(command, "--")), self.long_options(command))

    def test_values_are_what_the_option_takes(self):
        self.assertEqual(self.completed("-f", ""), ["eml", "maildir", "mbox"])
        self.assertEqual(self.completed("--format", "ma"), ["maildir"])
        self.assertEqual(self.completed("completion", ""), ["bash", "fish", "zsh"])

    def test_files_and_directories_where_they_are_due(self):
        self.assertIn("smith.exp", self.completed("sm"))
        self.assertEqual([name.rstrip("/") for name in self.completed("--output", "sm")], ["small box"])
        self.assertEqual([name.rstrip("/") for name in self.completed("verify", "sm")], ["small box"])
        self.assertEqual(self.completed("--domain", "sm"), [])

    def test_a_command_is_one_only_in_the_first_place(self):
        self.assertNotIn("verify", self.completed("smith.exp", "ver"))
        self.assertNotIn("--quick", self.completed("smith.exp", "verify", "--"))


class Bash(Listing, Shell):
    shell = "bash"

    def completed(self, *words):
        return sorted(self.ask("bash", "--norc", "-c", 'source "$1"; shift; COMP_WORDS=(ccmail2mbox "$@"); COMP_CWORD=$#; '
                               '_ccmail2mbox; ((${#COMPREPLY[@]} == 0)) || printf "%s\\n" "${COMPREPLY[@]}"',
                               "bash", self.script, *words))

    def test_a_value_behind_an_equals_sign(self):
        self.assertEqual(self.completed("--format", "="), ["eml", "maildir", "mbox"])
        self.assertEqual(self.completed("--format", "=", "e"), ["eml"])
        self.assertEqual(self.completed("--output", "=", "sm"), ["small box"])

    def test_is_there_for_the_program(self):
        self.assertEqual(self.ask("bash", "--norc", "-c", 'source "$1"; complete -p ccmail2mbox', "bash", self.script),
                         ["complete -F _ccmail2mbox ccmail2mbox"])


class Fish(Listing, Shell):
    shell = "fish"

    def completed(self, *words):
        line = " ".join(["ccmail2mbox", *words])
        lines = self.ask("fish", "--no-config", "-c", 'source $argv[1]; complete -C $argv[2]', self.script, line)
        return sorted(line.partition("\t")[0].replace("\\ ", " ") for line in lines)


class Zsh(Shell):
    """zsh completes only on a terminal: a key behind the others writes down what the line has become."""

    shell = "zsh"

    def completed(self, typed):
        result = self.dir / "result"
        result.unlink(missing_ok=True)
        start = self.dir / "start"
        start.write_text("PROMPT=; autoload -Uz compinit; compinit -u -D\n"
                         "fpath=(); zstyle ':completion:*' menu no; LISTMAX=1000; unsetopt beep\n"
                         f"source {self.script}\n"
                         f"report() {{ print -rn -- $BUFFER >{result}; exit }}\n"
                         "zle -N report; bindkey '^T' report\n"
                         "zle-line-init() { print -n ready }; zle -N zle-line-init\n")
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.place)
            os.execvpe("zsh", ["zsh", "-f", "-i"], self.environment)
        try:
            os.write(terminal, f" source {start}\n".encode())
            # What is typed before the line editor runs would be the terminal's to edit.
            self.wait_for(terminal, rb"ready")
            os.write(terminal, typed.encode() + b"\t\x14")
            self.wait_for(terminal, None)
        finally:
            os.close(terminal)
            os.waitpid(pid, 0)
        return result.read_text()

    def wait_for(self, terminal, pattern):
        """Until `pattern` appears, or the end of what the shell writes."""
        seen = b""
        while pattern is None or not re.search(pattern, seen):
            self.assertTrue(select.select([terminal], [], [], 120)[0], seen)
            try:
                read = os.read(terminal, 65536)
            except OSError:
                read = b""
            if not read:
                self.assertIsNone(pattern, seen)
                return
            seen += read

    def test_commands_options_and_values(self):
        for typed, completed in [("ccmail2mbox ver", "ccmail2mbox verify "),
                                 ("ccmail2mbox --form", "ccmail2mbox --format="),
                                 ("ccmail2mbox --format=mai", "ccmail2mbox --format=maildir "),
                                 ("ccmail2mbox -f mai", "ccmail2mbox -f maildir "),
                                 ("ccmail2mbox --join", "ccmail2mbox --join-texts "),
                                 ("ccmail2mbox smith.exp --help-", "ccmail2mbox smith.exp --help-all "),
                                 ("ccmail2mbox verify --qui", "ccmail2mbox verify --quick "),
                                 ("ccmail2mbox completion z", "ccmail2mbox completion zsh ")]:
            with self.subTest(typed):
                self.assertEqual(self.completed(typed), completed)

    def test_files_and_directories_where_they_are_due(self):
        self.assertEqual(self.completed("ccmail2mbox smi"), "ccmail2mbox smith.exp ")
        self.assertEqual(self.completed("ccmail2mbox -o sm"), "ccmail2mbox -o small\\ box/")
        self.assertEqual(self.completed("ccmail2mbox verify sm"), "ccmail2mbox verify small\\ box/")

    def test_a_command_is_one_only_in_the_first_place(self):
        self.assertEqual(self.completed("ccmail2mbox smith.exp ver"), "ccmail2mbox smith.exp ver")


class Command(TestCase):
    def test_an_unknown_shell_is_told_with_those_there_are(self):
        run = self.run_converter("completion", "tcsh")
        self.assertEqual((run.returncode, run.stdout), (2, b""))
        self.assertIn(b"'tcsh' is not one of bash|zsh|fish", run.stderr)

    def test_a_full_disk_is_an_error(self):
        with open("/dev/full", "wb") as full:
            run = self.run_converter("completion", "bash", stdout=full)
        self.assertEqual(run.returncode, 4, run.stderr)
        self.assertIn(b"No space left on device", run.stderr)


if __name__ == "__main__":
    main()
