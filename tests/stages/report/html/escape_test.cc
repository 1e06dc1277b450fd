#include "stages/report/html/escape.h"

#include <gmock/gmock.h>

#include <initializer_list>

#include "formats/text/utf8.h"

namespace stages::html {
namespace {

std::string utf8(char32_t character) {
  std::string out;
  formats::text::append_utf8(out, character);
  return out;
}

std::string shown(std::string_view text, std::size_t most = longest_text) {
  std::string out;
  append_text(out, text, most);
  return out;
}

TEST(HtmlText, NothingBecomesMarkup) {
  EXPECT_EQ(shown("<script>alert('x')</script>"), "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
  EXPECT_EQ(shown("\" onload=\"x"), "&quot; onload=&quot;x");
  EXPECT_EQ(shown("&lt;"), "&amp;lt;");
}

TEST(HtmlText, NothingTurnsRoundOrHidesWhatStandsBesideIt) {
  EXPECT_EQ(shown("exe." + utf8(0x202E) + "gpj"), "exe.\u27E6U+202E\u27E7gpj");
  for (const char32_t hidden : std::initializer_list<char32_t>{0x61C, 0x200B, 0x200E, 0x200F, 0x202A, 0x202D, 0x2066,
                                                               0x2069, 0xFEFF, 0x2028, 0x2029, 0xAD, 0x85, 0xE0041})
    EXPECT_THAT(shown(utf8(hidden)), ::testing::StartsWith("\u27E6U+")) << shown(utf8(hidden));
  EXPECT_EQ(shown(utf8(0xE0041)), "\u27E6U+E0041\u27E7");
  for (const char32_t letter : std::initializer_list<char32_t>{0x5E9, 0x4F60, 0xE9})
    EXPECT_EQ(shown(utf8(letter)), utf8(letter));
}

TEST(HtmlText, ControlBytesCanBeSeen) {
  EXPECT_EQ(shown(std::string_view("a\0b\n\x1B\x7F", 6)), "a\u2400b\u240A\u241B\u2421");
}

TEST(HtmlText, BytesThatAreNoTextAreReplaced) {
  EXPECT_EQ(shown("a\xFF\xC0<b\xE2\x80"), "a\uFFFD\uFFFD&lt;b\uFFFD\uFFFD");
}

TEST(HtmlText, ALongNameCannotFillThePage) {
  EXPECT_EQ(shown(std::string(10'000, '<'), 4), "&lt;&lt;&lt;\u2026 (10000 characters)");
  EXPECT_EQ(shown("abcd", 4), "abcd");
  EXPECT_EQ(shown("abcde", 4), "abc\u2026 (5 characters)");
  EXPECT_EQ(shown("ab", 1), "\u2026 (2 characters)");
}

TEST(HtmlText, EveryByteIsSafeWhereverItStands) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second), '"', '<'};
      const std::string out = shown(text);
      EXPECT_EQ(out.find_first_of("<>\"'"), std::string::npos) << first << " " << second;
    }
  }
}

TEST(HtmlText, ANameIsApartFromWhatStandsBesideIt) {
  std::string out;
  append_name(out, "<" + utf8(0x5E9) + ">");
  EXPECT_EQ(out, "<bdi>&lt;" + utf8(0x5E9) + "&gt;</bdi>");
}

TEST(HtmlText, WhatIsNotShownAsItIsIsKnown) {
  EXPECT_TRUE(shows_all("a < b & \u00E9 \uFFFD"));
  for (const std::string& text : {std::string("a\nb"), utf8(0x202E), std::string("\xFF"), std::string("\x7F")})
    EXPECT_FALSE(shows_all(text)) << text;
  EXPECT_FALSE(shows_all("abc", 2));
}

}  // namespace
}  // namespace stages::html
