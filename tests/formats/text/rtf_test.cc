#include "formats/text/rtf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace formats::text {
namespace {

struct Plain {
  std::string text;
  bool readable = false;
  std::uint64_t unmappable = 0;
  bool operator==(const Plain&) const = default;
};

Plain read_in_pieces(std::string_view rich, std::size_t piece, CodePage page = CodePage::cp437) {
  RtfReader reader(page);
  Plain plain;
  for (std::size_t at = 0; at < rich.size(); at += piece) reader.read(rich.substr(at, piece), plain.text);
  reader.finish(plain.text);
  plain.readable = reader.is_readable();
  plain.unmappable = reader.unmappable();
  return plain;
}

// The words of a text, which must not depend on how it was cut.
std::string words(std::string_view rich, CodePage page = CodePage::cp437) {
  const Plain whole = read_in_pieces(rich, std::max<std::size_t>(rich.size(), 1), page);
  EXPECT_EQ(read_in_pieces(rich, 1, page), whole);
  EXPECT_EQ(read_in_pieces(rich, 3, page), whole);
  return whole.text;
}

bool is_readable(std::string_view rich) { return read_in_pieces(rich, 7).readable; }

TEST(Rtf, FormattingLeavesNoTrace) {
  EXPECT_EQ(
      words("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\fswiss Helv;}{\\f1 Times;}}{\\colortbl;\\red255\\green0\\blue0;}\r\n"
            "{\\stylesheet{\\s0 Normal;}}{\\info{\\author Jeff}{\\title T}}\\pard\\plain\\f0\\fs20 Dear {\\b "
            "all},\\par\r\n"
            "\\par the {\\i\\cf1 meeting} is at 8.\\par}\r\n"),
      "Dear all,\n\nthe meeting is at 8.\n");
}

TEST(Rtf, LinesTabsAndSignsBecomeCharacters) {
  EXPECT_EQ(words("{\\rtf1 a\\tab b\\line c\\\r\nd\\page e\\sect f\\cell g\\row h}"), "a\tb\nc\nd\ne\nf\tg\nh\n");
  EXPECT_EQ(words("{\\rtf1 \\lquote a\\rquote  \\ldblquote b\\rdblquote  \\endash  \\emdash  \\bullet }"),
            "‘a’ “b” – — •\n");
  EXPECT_EQ(words("{\\rtf1 \\{a\\}\\\\b a\\~b a\\_b co\\-op}"), "{a}\\b a\u00A0b a-b coop\n");
}

TEST(Rtf, LineEndsOfTheFileAreNone) { EXPECT_EQ(words("{\\rtf1 one\r\n two\nthree}"), "one twothree\n"); }

TEST(Rtf, BytesAreInTheCodePageThatItNames) {
  EXPECT_EQ(words("{\\rtf1\\ansi caf\\'e9 \xe9}"), "café é\n");
  EXPECT_EQ(words("{\\rtf1\\mac caf\\'8e}"), "café\n");
  EXPECT_EQ(words("{\\rtf1\\pc caf\\'82}"), "café\n");
  EXPECT_EQ(words("{\\rtf1\\pca \\'9b}"), "ø\n");
  EXPECT_EQ(words("{\\rtf1\\ansi\\ansicpg850 caf\\'82}"), "café\n");
  EXPECT_EQ(words("{\\rtf1 caf\\'8e}", CodePage::macroman), "café\n");  // the dump's
}

TEST(Rtf, BytesOfAnUnknownCodePageAreCountedAndNotGuessed) {
  const Plain plain = read_in_pieces("{\\rtf1\\ansi\\ansicpg1251 ab\\'ef\\'f0\xe8}", 100);
  EXPECT_EQ(plain.text, "ab\uFFFD\uFFFD\uFFFD\n");
  EXPECT_EQ(plain.unmappable, 3U);
}

TEST(Rtf, CharactersOfTwoBytesMayBeTwoEscapesOrOne) {
  EXPECT_EQ(words("{\\rtf1\\ansi\\ansicpg932 \\'95\\'5c\\'8e\xa6\x95\\'5c\\'95\\\\!}"), "表示表表!\n");
}

TEST(Rtf, UnicodeReplacesWhatStandsForIt) {
  EXPECT_EQ(words("{\\rtf1\\ansi a\\u8217\\'92b \\u8217?c \\u8217 ?d}"), "a’b ’c ’d\n");
  EXPECT_EQ(words("{\\rtf1\\uc2 \\u23383\\'8e\\'9a.{\\uc0 \\u233 x}\\u233 ??.}"), "字.éxé.\n");
  EXPECT_EQ(words("{\\rtf1 \\u-10179?\\u-8704?!}"), "😀!\n");
  EXPECT_EQ(words("{\\rtf1 \\u55357?\\u56832?!}"), "😀!\n");
  EXPECT_EQ(words("{\\rtf1 {\\u233}e \\u233\\par f}"), "ée é\nf\n");  // a group and a word end the replacement
}

TEST(Rtf, HalfACharacterIsCounted) {
  for (const char* rich : {"{\\rtf1 \\u55357?x}", "{\\rtf1 \\u56832?x}"}) {
    const Plain plain = read_in_pieces(rich, 100);
    EXPECT_EQ(plain.text, "\uFFFDx\n");
    EXPECT_EQ(plain.unmappable, 1U);
  }
  EXPECT_EQ(words("{\\rtf1 a\\u55357?}"), "a\uFFFD\n");
}

TEST(Rtf, PicturesAndUnknownDestinationsAreNoText) {
  EXPECT_EQ(words("{\\rtf1 a{\\pict\\wmetafile8 0100090000}b{\\*\\unknown x{y}z}c{\\header page 1}d}"), "abcd\n");
  EXPECT_EQ(words("{\\rtf1{\\field{\\*\\fldinst HYPERLINK}{\\fldrslt shown}}}"), "shown\n");
  EXPECT_EQ(words(std::string("{\\rtf1 a{\\pict\\bin5 }{}\\\0}b}", 28)), "ab\n");
  EXPECT_EQ(words("{\\rtf1 a{\\object{\\*\\objdata 0102}{\\result drawn}}b}"), "adrawnb\n");
}

TEST(Rtf, BracesThatDoNotMatchLoseNoText) {
  EXPECT_EQ(words("{\\rtf1 {\\b open"), "open\n");
  EXPECT_EQ(words("{\\rtf1 one}}} two\r\nthree}"), "one two\nthree\n");
  EXPECT_EQ(words("{\\rtf1 ends in \\"), "ends in \n");
  EXPECT_EQ(words("{\\rtf1 a\\par"), "a\n");
  EXPECT_EQ(words("{\\rtf1 a\\'zz\\'4"), "azz\n");
}

// EXPORT's fillers, and a signature that somebody put behind the document.
TEST(Rtf, WhatFollowsTheLastGroupStandsOnItsOwnLine) {
  EXPECT_EQ(words(std::string_view("{\\rtf1 one}\r\n\r\n\0\x1a", 17)), "one\n");
  EXPECT_EQ(words("{\\rtf1 one}\r\nJeff\r\n"), "one\nJeff\n");
}

TEST(Rtf, IsUnreadableOnlyWhenNothingCanBeRead) {
  EXPECT_TRUE(is_readable("{\\rtf1 a"));
  EXPECT_TRUE(is_readable("{\\rtf1\\ansi\\par}"));  // an empty document
  EXPECT_FALSE(is_readable("{\\rtf"));
  EXPECT_FALSE(is_readable("{\\rtf1{\\fonttbl all of it is lost in a table"));
}

TEST(Rtf, NestingWithoutEndTakesNoMemoryAndLosesNoText) {
  const std::string deep(1'000'000, '{');
  EXPECT_EQ(words("{\\rtf1 a" + deep + "b" + std::string(1'000'000, '}') + "c}"), "abc\n");
}

TEST(Rtf, ALongTextComesOutAsItIsRead) {
  RtfReader reader(CodePage::cp437);
  std::string out;
  reader.read("{\\rtf1 ", out);
  for (int i = 0; i < 1000; ++i) {
    out.clear();
    reader.read(std::string(10'000, 'x'), out);
    ASSERT_EQ(out.size(), 10'000U);
  }
}

// Whatever the bytes: an end, UTF-8, and the same in pieces.
TEST(Rtf, NoBytesAreTooMuchForIt) {
  const std::string sound =
      "{\\rtf1\\ansi\\ansicpg932{\\fonttbl{\\f0 Helv;}}\\uc1 a\\u8217?\\'95\\'5c{\\*\\x y}\\bin3 abc\\par "
      "d\\u-10179?\\u-8704?}";
  std::mt19937 random(1);  // NOLINT(*-msc51-cpp): the same bytes in every run
  for (int round = 0; round < 3000; ++round) {
    std::string broken = sound;
    for (int i = 0; i < 6; ++i) {
      const std::size_t at = random() % broken.size();
      switch (random() % 3) {
        case 0:
          broken[at] = static_cast<char>(random());
          break;
        case 1:
          broken.erase(at, 1 + random() % 4);
          break;
        default:
          broken.insert(at, sound, random() % sound.size(), random() % 8);
          break;
      }
      if (broken.empty()) broken = "{";
    }
    const Plain whole = read_in_pieces(broken, broken.size());
    EXPECT_EQ(read_in_pieces(broken, 1 + random() % 5), whole) << broken;
    std::string_view rest = whole.text;
    std::uint64_t replaced = 0;
    while (!rest.empty()) replaced += take_utf8(rest) == replacement_character ? 1 : 0;
    EXPECT_LE(replaced, whole.unmappable + 3) << broken;  // \u65533 may be in it
    EXPECT_TRUE(whole.text.empty() || whole.text.ends_with("\n")) << broken;
  }
}

}  // namespace
}  // namespace formats::text
