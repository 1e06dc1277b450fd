"""The Debian package: what is in it, that lintian has nothing to say, that the program in it runs, and that the same
sources give the same package."""

import gzip
import re
import stat
import subprocess

from e2e import ROOT, TestCase, environment, main


class Package(TestCase):

    def package(self, name):
        into = self.dir / name
        into.mkdir()
        made = subprocess.run([ROOT / "tools" / "package", into], capture_output=True, text=True, timeout=1400)
        self.assertEqual(made.returncode, 0, made.stderr)
        path = into / made.stdout.strip().rpartition("/")[2]
        self.assertEqual(made.stdout, f"{path}\n")
        return path

    def output_of(self, *command, **how):
        run = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=600, **how)
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stdout)
        return run.stdout

    def test_the_package(self):
        package = self.package("first")
        with self.subTest("the same sources give the same package"):
            self.assertEqual(package.read_bytes(), self.package("second").read_bytes())
        with self.subTest("lintian has nothing to say"):
            self.assertEqual(self.output_of("lintian", "--allow-root", "--pedantic", "--fail-on",
                                            "error,warning,info,pedantic", package), "")
        with self.subTest("what it says of itself"):
            fields = dict(re.findall(r"^ ?([A-Z][A-Za-z-]+): (.*)$", self.output_of("dpkg-deb", "--info", package),
                                     re.MULTILINE))
            self.assertEqual((fields["Package"], fields["Section"]), ("ccmail2mbox", "mail"))
            self.assertRegex(fields["Depends"], r"\blibc6 \(>= .*\blibgmime-3\.0-0")
        self.look_into(package)

    def look_into(self, package):
        tree = self.dir / "tree"
        self.output_of("dpkg-deb", "--extract", package, tree)
        program = tree / "usr/bin/ccmail2mbox"
        files = {str(path.relative_to(tree / "usr")) for path in tree.rglob("*") if not path.is_dir()}
        with self.subTest("the program runs"):
            mail = self.dir / "mail"
            self.output_of(program, ROOT / "corpus/postoffice", "-o", mail, "-q")
            self.assertIn("no fault", self.output_of(program, "verify", mail))
            self.assertFalse([name for name in files if "ccmail-gen" in name])
        with self.subTest("a man page for every command"):
            commands = self.commands()
            self.assertIn("verify", commands)
            pages = {name for name in files if name.startswith("share/man/")}
            self.assertEqual(pages, {"share/man/man1/ccmail2mbox.1.gz"} |
                             {f"share/man/man1/ccmail2mbox-{command}.1.gz" for command in commands})
            for page in sorted(pages):
                self.look_at(tree / "usr" / page)
        with self.subTest("completion where the shells look for it"):
            for shell, name in [("bash", "share/bash-completion/completions/ccmail2mbox"),
                                ("zsh", "share/zsh/vendor-completions/_ccmail2mbox"),
                                ("fish", "share/fish/vendor_completions.d/ccmail2mbox.fish")]:
                self.assertEqual((tree / "usr" / name).read_text(), self.output_of(program, "completion", shell))
        with self.subTest("documents, compressed without a time"):
            self.assertLessEqual({f"share/doc/ccmail2mbox/{name}" for name in
                                  ("README.md", "copyright", "changelog.Debian.gz", "docs/format.md")}, files)
            for path in tree.rglob("*.gz"):
                self.assertEqual(path.read_bytes()[3:8], bytes(5), path)
            log = gzip.decompress((tree / "usr/share/doc/ccmail2mbox/changelog.Debian.gz").read_bytes()).decode()
            self.assertTrue(log.startswith("ccmail2mbox (" + self.output_of(program, "--version").split()[1] + "-"))
        with self.subTest("nobody but root may change it"):
            modes = {stat.S_IMODE(path.stat().st_mode) for path in tree.rglob("*")}
            self.assertLessEqual(modes, {0o644, 0o755})

    def look_at(self, page):
        """Every option of --help stands in the page, and groff has nothing to say."""
        text = self.output_of("man", "--warnings", "--local-file", page,
                              env=environment(MANWIDTH="1000", LC_ALL="C.UTF-8", TERM="dumb", MAN_KEEP_FORMATTING=""))
        text = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", text)
        name = page.name.partition(".")[0]
        command = name.split("-")[1:]
        options = self.long_options(*command)
        for option in options:
            self.assertRegex(text, rf"(?m)^ +(-\w, )?{option}\b", name)
        for section in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "SEE ALSO"):
            self.assertRegex(text, rf"(?m)^{section}$", name)
        if not command:
            self.assertRegex(text, r"(?m)^FILES$")


if __name__ == "__main__":
    main()
