#!/usr/bin/python3
"""The same input gives the same bytes: whatever the jobs, from a file, a pipe or compressed, however it trickles in."""

import gzip
import itertools
import subprocess
import threading

import e2e


class Determinism(e2e.TestCase):
    def tree(self, root):
        """Every file of an output directory but the one that tells about the run itself."""
        return {str(path.relative_to(root)): path.read_bytes()
                for path in root.rglob("*") if path.is_file() and path.name != "run.json"}

    def assert_same(self, one, other, what):
        # assertEqual would print megabytes.
        if one != other:
            at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
            self.fail(f"{what}: {len(one)} and {len(other)} bytes, first difference at {at}")

    def through_a_pipe(self, data, sizes):
        process = subprocess.Popen([e2e.program(), "-", "-q"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

        def feed():
            start = 0
            for size in itertools.cycle(sizes):
                if start >= len(data):
                    break
                process.stdin.write(data[start:start + size])
                process.stdin.flush()
                start += size
            process.stdin.close()

        thread = threading.Thread(target=feed)
        thread.start()
        mbox = process.stdout.read()
        thread.join()
        process.stdout.close()
        self.assertEqual(process.wait(), 0)
        return mbox

    def test_jobs_do_not_change_a_byte(self):
        office, _ = self.generate("--accounts", 6, "--messages", 60, "--unusual", 0.3, "--attachment-size", "0:300000",
                                  name="office")
        wanted = self.convert(office, "-j", 1)
        for jobs in (2, 4, 16):
            self.assert_same(self.convert(office, "-j", jobs), wanted, f"--jobs {jobs}")

    def test_output_trees_are_equal(self):
        office, _ = self.generate("--accounts", 6, "--messages", 60, "--unusual", 0.3, name="office")
        trees = []
        for jobs in (1, 4):
            output = self.dir / f"mail{jobs}"
            self.convert(office, "-j", jobs, "-o", output)
            trees.append(self.tree(output))
        self.assertTrue(trees[0])
        self.assertEqual(sorted(trees[0]), sorted(trees[1]))
        for name, content in trees[0].items():
            self.assert_same(content, trees[1][name], name)

    def test_a_file_a_pipe_and_a_slow_pipe_give_the_same(self):
        # The account of standard input is `stdin`, so the file is called that too.
        for separators in ("crlf", "none"):
            dump, _ = self.generate("--messages", 30, "--unusual", 0.5, "--mac", 0.5, "--attachment-size", "0:40000",
                                    "--dialect", "separators=" + separators, name="stdin")
            data = dump.read_bytes()
            wanted = self.convert(dump)
            self.assert_same(self.convert("-", input=data), wanted, "pipe")
            self.assert_same(self.convert("-", input=gzip.compress(data)), wanted, "compressed pipe")
            for sizes in ((4093,), (1, 7, 65536, 3), (100000, 1)):
                self.assert_same(self.through_a_pipe(data, sizes), wanted, f"pipe in pieces of {sizes}")
            little = data[:20000]
            short = self.dir / "short" / "stdin"
            short.parent.mkdir(exist_ok=True)
            short.write_bytes(little)
            whole = self.convert(short, code=None)
            self.assert_same(self.convert("-", input=little, code=None), whole, "cut dump")

    def test_an_attachment_larger_than_the_window_of_a_pipe(self):
        dump, _ = self.generate("--messages", 5, "--attachments", 5, "--attachment-size", "12000000:20000000", "--mac", 0.5,
                                name="stdin")
        wanted = self.convert(dump)
        data = dump.read_bytes()
        self.assert_same(self.convert("-", input=data), wanted, "pipe")
        self.assert_same(self.convert("-", "-j", 1, input=gzip.compress(data, 1)), wanted, "compressed pipe")

    def test_neither_clock_nor_place_nor_locale_shows(self):
        dump, _ = self.generate("--messages", 30)
        wanted = self.convert(dump)
        odd = e2e.environment(TZ="Asia/Tokyo", LC_ALL="tr_TR.UTF-8", HOME="/nonexistent")
        self.assert_same(self.convert(dump, env=odd), wanted, "other environment")
        self.assert_same(self.convert(dump.name, cwd=dump.parent), wanted, "relative path")


if __name__ == "__main__":
    e2e.main()
