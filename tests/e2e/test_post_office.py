#!/usr/bin/python3
"""A whole post office with awkward folders and names, as Python's own mail packages read it."""

import comparison
import e2e
import post_office


class Mbox(comparison.TestCase, post_office.TestCase):
    def test_each_folder_is_a_file_of_its_name_with_its_messages(self):
        output = self.converted()
        wanted = self.by_folder()
        found = {(path.parent.name, post_office.folder_of(path.name[:-len(".mbox")])): path
                 for path in output.glob("*/*.mbox")}
        self.assertEqual(sorted(found), sorted(wanted))
        for folder, truth in wanted.items():
            with self.subTest(folder=folder):
                self.check_lines(found[folder].read_bytes())
                self.check(self.read(found[folder]), truth)


if __name__ == "__main__":
    e2e.main()
