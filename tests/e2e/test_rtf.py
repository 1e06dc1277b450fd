#!/usr/bin/python3
"""Rich text in texts: the words are those that unrtf reads, and the RTF arrives byte for byte."""

import html.parser
import random
import subprocess

import e2e

WORDS = ("Budget meeting café Rücksprache naïve Ærø São façade Übersicht the quick brown fox 1998 10:30 R&D "
         "<angle> a;b C:\\DOCS {set} 100%").split()


class Words(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = ""

    def handle_starttag(self, tag, attributes):
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data):
        self.text += data


def escaped(text):
    return "".join("\\" + c if c in "\\{}" else c if c < "\x80" else "\\'%02x" % c.encode("cp1252")[0] for c in text)


def document(seed):
    """A document as the editors of the time wrote them."""
    choose = random.Random(seed)
    body = ""
    for _ in range(choose.randrange(1, 30)):
        word = escaped(choose.choice(WORDS))
        body += choose.choice(["{} ", "{{\\b {}}} ", "{{\\i\\fs28 {}}} ", "\\cf1 {}\\cf0  ", "{}\\par\r\n",
                               "{}\\tab ", "{}\\line\r\n", "{{\\f1\\ul {}\\ulnone}}\\par\r\n\\pard\\li720 ",
                               "\\ldblquote {}\\rdblquote  ", "{}\\emdash  ", "{} {{\\*\\bkmkstart here}}"]).format(word)
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Helv;}{\\f1\\froman Times New Roman;}}\r\n"
            "{\\colortbl;\\red255\\green0\\blue0;}{\\stylesheet{\\s0\\fs20 Normal;}}\r\n"
            "{\\info{\\author Grewal, Jeff}{\\title Not in the text}}\r\n\\pard\\plain\\f0\\fs20 " + body + "\\par}\r\n"
            ).encode("ascii")


class Rtf(e2e.TestCase):
    def test_the_words_are_those_that_unrtf_reads(self):
        documents = [document(seed) for seed in range(60)]
        dump = b"".join(e2e.dump_message(f"number {i}", [(b"Text item: Text_1", rich)])
                        for i, rich in enumerate(documents))
        messages = self.read(self.convert("-", input=dump))
        self.assertEqual(len(messages), len(documents))
        for rich, message in zip(documents, messages):
            with self.subTest(subject=message["Subject"]):
                plain, attached = message.iter_parts()
                self.assertEqual(attached.get_content_type(), "application/rtf")
                self.assertEqual(attached.get_payload(decode=True), rich)
                self.assertEqual(plain.get_content().split(), self.words_by_unrtf(rich))

    def words_by_unrtf(self, rich):
        path = self.dir / "text.rtf"
        path.write_bytes(rich)
        run = subprocess.run(["/usr/bin/unrtf", "--html", "--nopict", "--quiet", path], check=True,
                             stdout=subprocess.PIPE, env=e2e.environment(LC_ALL="C.UTF-8"))
        reader = Words()
        reader.feed(run.stdout.decode("utf-8").partition("<body")[2].partition(">")[2])
        return reader.text.split()


if __name__ == "__main__":
    e2e.main()
