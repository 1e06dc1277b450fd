#!/usr/bin/python3
"""report.html as a browser shows it: what is on it is what report.json says, everything is readable in every window, and
nothing from a dump does anything."""

import json
import re
import subprocess

import chromium
import e2e

WIDTHS = (360, 768, 1400)

# Every text that is shown, with the contrast to its ground (WCAG 2.1, 1.4.3).
CONTRASTS = r"""
(() => {
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
      .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const color = numbers(getComputedStyle(element).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('svg')) continue;
    const [a, b] = [light(numbers(getComputedStyle(element).color)), light(ground(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) bad.push([node.data.trim().slice(0, 40), element.tagName, contrast]);
  }
  return bad;
})()
"""

# Children of one parent that lie over each other, and what sticks out of the window or of a box that does not scroll.
MISPLACED = r"""
(() => {
  const bad = [], say = (why, ...elements) =>
      bad.push([why, ...elements.map((e) => e.tagName + '.' + (e.getAttribute('class') || '') + ' ' + e.textContent.slice(0, 40))]);
  const shown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility == 'visible';
  const boxes = 'main,section,dl,ul,ol,li,div,figure,details,table,thead,tbody,tr,p,h1,h2,h3,pre,header,footer,summary';
  for (const parent of document.querySelectorAll('body,' + boxes)) {
    const children = [...parent.children].filter((e) => shown(e) && !e.closest('svg') && e.matches(
        'section,dl,dt,dd,ul,ol,li,div,figure,details,table,tr,th,td,p,h1,h2,h3,pre,header,footer,summary,.axis span,.top span'));
    for (let i = 1; i < children.length; ++i) {
      const [a, b] = [children[i - 1].getBoundingClientRect(), children[i].getBoundingClientRect()];
      if (a.right > b.left + 1 && b.right > a.left + 1 && a.bottom > b.top + 1 && b.bottom > a.top + 1)
        say('overlap', children[i - 1], children[i]);
    }
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (!shown(element) || element.closest('svg')) continue;
    const box = element.closest('.table,.list,pre');
    const rect = element.getBoundingClientRect();
    if ((!box || box === element) && (rect.left < -0.5 || rect.right > innerWidth + 0.5)) say('outside', element);
    const style = getComputedStyle(element);
    if (style.display != 'inline' && !element.matches('.table,.list,pre,.axis') && element.clientWidth > 0 &&
        element.scrollWidth > element.clientWidth + 1) say('cut', element);
  }
  return bad;
})()
"""

# A table as rows of texts.
TABLE = "[...document.querySelectorAll('#{} {}table tbody tr')].map((r) => [...r.cells].map((c) => c.innerText.trim()))"


class ReportPage(e2e.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = chromium.Chromium().__enter__()  # pylint: disable=unnecessary-dunder-call
        cls.addClassCleanup(cls.browser.__exit__)

    def converted(self, *arguments, code=0, output="mail"):
        output = self.dir / output
        run = self.run_converter(*arguments, "-o", output, "-q")
        if code is not None:
            self.assertEqual(run.returncode, code, run.stderr)
        subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=output, check=True)
        return output / "report.html", json.loads((output / "report.json").read_text("utf-8"))

    def run_script(self, script):
        return self.browser.run(script)

    def table(self, section, inside=""):
        return self.run_script(TABLE.format(section, inside))

    def tiles(self):
        return dict(self.run_script("[...document.querySelectorAll('.tiles > div')].map((t) => [t.querySelector('dt')"
                                    ".innerText, t.querySelector('dd').firstChild.data.trim()])"))

    def check_everywhere(self, page):
        """In every window, in both schemes, closed and open."""
        grounds = set()
        for width in WIDTHS:
            for dark in (False, True):
                with self.subTest(width=width, dark=dark):
                    self.browser.show(page, width, dark=dark)
                    grounds.add((dark, self.run_script("getComputedStyle(document.body).backgroundColor")))
                    for opened in (False, True):
                        if opened:
                            self.run_script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
                        self.assertEqual(self.run_script("document.documentElement.scrollWidth"), width)
                        self.assertEqual(self.run_script(MISPLACED), [])
                    self.assertEqual(self.run_script(CONTRASTS), [])
                    self.check_harmless(page)
        self.assertEqual(len(grounds), 2)
        self.assertEqual(len({ground for _, ground in grounds}), 2, "light and dark look the same")

    def check_harmless(self, page):
        self.assertEqual(self.browser.requests(), [page.resolve().as_uri()])
        self.assertEqual(self.browser.complaints(), [])
        tags = set(self.run_script("[...new Set([...document.querySelectorAll('*')].map((e) => e.localName))]"))
        self.assertLessEqual(tags, set("html head meta title style body main header footer section h1 h2 h3 p ul ol li dl "
                                       "dt dd div span small strong bdi a code pre table thead tbody tr th td details "
                                       "summary figure svg rect".split()))
        attributes = set(self.run_script("[...new Set([...document.querySelectorAll('*')].flatMap((e) => "
                                         "e.getAttributeNames()))]"))
        self.assertEqual([name for name in attributes if name.startswith("on") or name in ("src", "srcset", "srcdoc")], [])
        links = self.run_script("[...document.querySelectorAll('[href]')].map((a) => a.getAttribute('href'))")
        for link in links:
            self.assertRegex(link, r"\A#[a-z-]+\Z")
            self.assertTrue(self.run_script(f"document.querySelector({json.dumps(link)}) !== null"), link)

    def check_accessible(self):
        self.assertEqual(self.run_script("document.querySelectorAll('h1').length"), 1)
        levels = self.run_script("[...document.querySelectorAll('h1,h2,h3')].map((h) => Number(h.localName[1]))")
        self.assertTrue(all(b <= a + 1 for a, b in zip(levels, levels[1:])), levels)
        self.assertEqual(self.run_script("[...document.querySelectorAll('th:not([scope])')].length"), 0)
        self.assertEqual(self.run_script("[...document.querySelectorAll('tbody tr')].filter((r) => "
                                         "r.cells[0].scope != 'row').length"), 0)
        self.assertTrue(self.run_script("document.documentElement.lang"))
        ids = self.run_script("[...document.querySelectorAll('[id]')].map((e) => e.id)")
        self.assertEqual(len(ids), len(set(ids)))

    def check_contents(self, report):
        number = "{:,}".format
        tiles = self.tiles()
        self.assertEqual(tiles["Messages"], number(report["messages"]["written"]))
        self.assertEqual(tiles["Attachments"], number(report["counts"]["files"]))
        self.assertEqual(tiles["Accounts"], number(len(report["accounts"])))
        day = lambda entry, name: entry.get(name, "")[:10]
        rows = self.table("accounts")
        self.assertEqual([(row[0], row[1], row[2], row[5], row[6]) for row in rows],
                         [(one["account"], number(one["messages"]), number(one["attachments"]), day(one, "first_date"),
                           day(one, "last_date")) for one in report["accounts"]])
        totals = dict((row[0], row[1]) for row in self.table("bytes"))
        for kind, title in (("framing", "Labels, sizes and separators"), ("headers", "Header lines"),
                            ("items", "Texts and files"), ("quarantine", "Quarantine: belongs to no message")):
            self.assertEqual(totals[title], number(sum(one["accounted"][kind] for one in report["inputs"])))
        bars = self.run_script("[...document.querySelectorAll('#months rect title')].map((t) => t.textContent)")
        self.assertEqual(sum(int(re.search(r": ([\d,]+) message", bar)[1].replace(",", "")) for bar in bars),
                         sum(int(row[1].replace(",", "")) for row in self.table("months")))
        self.assertEqual(len(bars), len(report["months"]))
        self.assertIn("most in", self.run_script("document.querySelector('#months figure').getAttribute('aria-label')"))
        types = {row[0]: row[1] for row in self.table("attachments", "> .table:first-of-type ")}
        self.assertEqual(types, {name: number(files) for name, files in report["attachments_by_type"].items()})

    def test_it_says_what_the_report_says(self):
        office, _ = self.generate("--accounts", 3, "--messages", 60, "--attachments", 0.4, "--unusual", 0.2, "--mac", 0.3,
                                  name="office")
        page, report = self.converted(office)
        self.check_everywhere(page)
        self.browser.show(page, 1400)
        self.run_script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        self.check_contents(report)
        self.check_accessible()
        folders = self.run_script("[...document.querySelectorAll('#folders details')].map((d) => [d.querySelector('bdi')"
                                  ".innerText, [...d.querySelectorAll('tbody tr')].map((r) => [r.cells[0].innerText.trim(),"
                                  " Number(r.cells[1].innerText)])])")
        self.assertEqual({name: {tuple(row) for row in rows} for name, rows in folders},
                         {one["account"]: set(one["folders"].items())
                          for one in report["accounts"]})
        steps = self.run_script("[...document.querySelectorAll('#next pre')].map((p) => p.innerText)")
        self.assertIn("ccmail2mbox verify .", steps)
        mutt = next(step for step in steps if step.startswith("mutt -f "))
        subprocess.run(["sh", "-c", f"test -f {mutt.removeprefix('mutt -f ')}"], cwd=page.parent, check=True)
        self.assertIn("No time zone was given.", self.run_script("document.body.innerText"))

    def test_it_can_be_read_with_five_hundred_accounts(self):
        office, _ = self.generate("--accounts", 500, "--messages", 2, name="office")
        page, report = self.converted(office, "--timezone", "Europe/Berlin")
        self.check_everywhere(page)
        self.browser.show(page, 1400)
        self.run_script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        self.check_contents(report)
        self.assertNotIn("No time zone was given.", self.run_script("document.body.innerText"))

    def test_damage_is_shown_with_places_and_without_what_messages_say(self):
        office, _ = self.generate("--accounts", 3, "--messages", 60, "--damage", "all", name="office")
        secret = e2e.dump_message("hidden subject", [(b"Text item: Text_1", b"hidden words\r\n")], date="hidden date")
        (office / "secret.exp").write_bytes(secret + b"hidden rest")
        page, report = self.converted(office, code=1)
        self.check_everywhere(page)
        self.browser.show(page, 1400)
        self.run_script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        text = self.run_script("document.body.innerText")
        self.assertNotIn("hidden", text)
        self.assertIn("belong to no message", text)
        counts = self.run_script("[...document.querySelectorAll('#damage summary .soft')].map((s) => s.innerText)")
        self.assertEqual(sorted(int(one.split()[0].replace(",", "")) for one in counts),
                         sorted(report["damage_by_kind"].values()))
        places = self.run_script("[...document.querySelectorAll('#damage li > code:not(.excerpt)')].map((c) => c.innerText)")
        files = {one["file"] for one in report["inputs"]}
        for place in places:
            file, _, offset = place.rpartition(":")
            self.assertIn(file, files)
            self.assertLess(int(offset), next(one["bytes"] for one in report["inputs"] if one["file"] == file))
        self.assertGreaterEqual(len(places), len(counts))

    def damaged(self):
        """A dump with a secret in a text whose size is wrong, in a date that is none, and between two messages."""
        one = e2e.dump_message("x", [(b"Text item: Text_1", b"my swordfish\r\n")], date="swordfish day")
        harmed = re.sub(rb"(Text item: Text_1\r\n *)14\r\n", rb"\g<1> 9\r\n", one)
        self.assertNotEqual(one, harmed)
        dump = self.dir / "jeff.exp"
        dump.write_bytes(one + harmed + one + b"<b>the swordfish</b>\x1b\r\nswordfish again\r\n" + one)
        return dump

    def excerpts(self):
        return self.run_script("[...document.querySelectorAll('#damage .excerpt')].map((c) => c.innerText)")

    def test_excerpts_of_damage_show_structure_alone(self):
        page, _ = self.converted(self.damaged(), code=1)
        self.check_everywhere(page)
        self.assertEqual([re.sub(" +", " ", one) for one in self.excerpts()], ["Text item: Text_1\\r\\n 9\\r\\n"])
        self.assertIn("What messages say is not shown", self.run_script("document.body.innerText"))
        for file in page.parent.iterdir():
            if file.name in ("report.html", "report.json", "duplicates.csv", "SHA256SUMS"):
                self.assertNotIn(b"swordfish", file.read_bytes(), file.name)

    def test_excerpts_of_damage_show_contents_where_that_is_asked_for(self):
        dump = self.damaged()
        log = self.dir / "log.jsonl"
        page, report = self.converted(dump, "--log-content", "--log", log, code=1)
        self.check_everywhere(page)
        self.assertEqual([re.sub(" +", " ", one) for one in self.excerpts()],
                         ["<b>the swordfish</b>\\x1b\\r\\n", "Text item: Text_1\\r\\n 9\\r\\n"])
        text = self.run_script("document.body.innerText")
        self.assertIn("'swordfish day' is no date", text)
        self.assertNotIn("is not shown", text)
        self.assertNotIn("swordfish again", text, "one line is enough")
        self.assertIs(report["settings"]["log_content"], True)
        self.assertNotIn(b"swordfish", log.read_bytes())
        again, _ = self.converted(dump, "--log-content", "--jobs", 3, code=1, output="again")
        self.assertEqual(again.read_bytes(), page.read_bytes())
        run = self.run_converter(dump, "--log-content")
        self.assertEqual((run.returncode, run.stdout), (2, b""))
        self.assertIn(b"--log-content needs --output DIR", run.stderr)

    def test_nothing_from_a_dump_does_anything(self):
        names = ["<script>alert(1)</script>", "\"><img src=http://evil.example/x onerror=alert(1)>", "L" * 400, "a'b\"c",
                 "</title></style><script src=//evil.example></script>", "javascript:alert(1)", "&lt;b&gt;", "<!--"]
        dump = b"".join(
            e2e.dump_message(name, [(b"File item: " + name.encode(), b"abc"), (b"Voice item: " + name.encode(), b"y")],
                             more=f"Folder: {name}\r\n{name[:60].replace(':', '')}: {name}\r\n".encode())
            for name in names)
        inputs = self.dir / "inputs"
        inputs.mkdir()
        for file in (b"<script>alert(2)<|script>.exp", "turned\u202egpj.exp".encode(), b"bad\xff\x01\x1b[31m.exp",
                     b"x" * 200 + b".exp", b"'; touch x; '.exp", b"<b>.txt"):
            with open(bytes(inputs) + b"/" + file, "wb") as out:
                out.write(b"MZ\0\1 no export" if file == b"<b>.txt" else dump)
        page, _ = self.converted(inputs, code=None)
        self.check_everywhere(page)
        text = self.run_script("document.body.textContent")
        for shown in ("<script>alert(2)<|script>", "turned\u27e6U+202E\u27e7gpj", "bad\ufffd\u2401\u241b[31m",
                      "<script>alert(1)</script>", "(400 characters)", "&lt;b&gt;"):
            self.assertIn(shown, text)
        self.assertNotIn("\u202e", text)
        self.assertEqual(self.run_script("document.title"), "Conversion report")

    def test_it_is_sealed_and_the_same_on_every_run(self):
        office, _ = self.generate("--accounts", 4, "--messages", 10, name="office")
        pages = [self.converted(office, "--jobs", jobs, output=f"jobs{jobs}")[0] for jobs in (1, 4)]
        self.assertEqual(*(page.read_bytes() for page in pages))
        self.assertEqual(self.run_converter("verify", pages[0].parent).returncode, 0)
        pages[0].write_bytes(pages[0].read_bytes().replace(b"Every byte", b"No byte"))
        self.assertEqual(self.run_converter("verify", pages[0].parent).returncode, 1)


if __name__ == "__main__":
    e2e.main()
