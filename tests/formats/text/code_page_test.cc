#include "formats/text/code_page.h"

#include <gmock/gmock.h>
#include <iconv.h>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace formats::text {
namespace {

using ::testing::IsEmpty;
using ::testing::Optional;

/// What iconv(3) makes of one byte; U+FFFD if it refuses.
std::string by_iconv(const char* charset, unsigned char byte) {
  iconv_t converter = iconv_open("UTF-8", charset);
  EXPECT_NE(reinterpret_cast<std::intptr_t>(converter), -1) << charset;
  std::string in(1, static_cast<char>(byte));
  std::string out(8, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t from_left = in.size();
  std::size_t to_left = out.size();
  const bool mapped = iconv(converter, &from, &from_left, &to, &to_left) != static_cast<std::size_t>(-1);
  iconv_close(converter);
  out.resize(out.size() - to_left);
  return mapped ? out : "\uFFFD";
}

const char* iconv_name(CodePage page) {
  static const std::map<CodePage, const char*> names{
      {CodePage::cp437, "CP437"},        {CodePage::cp850, "CP850"}, {CodePage::cp852, "CP852"},
      {CodePage::cp858, "CP858"},        {CodePage::cp862, "CP862"}, {CodePage::cp863, "CP863"},
      {CodePage::cp865, "CP865"},        {CodePage::cp866, "CP866"}, {CodePage::cp1252, "CP1252"},
      {CodePage::macroman, "MACINTOSH"},
  };
  return names.at(page);
}

std::vector<CodePage> single_byte_pages() {
  std::vector<CodePage> pages;
  for (const CodePage page : all_code_pages()) {
    if (!is_double_byte(page)) pages.push_back(page);
  }
  return pages;
}

std::string utf8(char32_t character) {
  std::string out;
  append_utf8(out, character);
  return out;
}

TEST(CodePage, EveryByteIsWhatIconvSaysOrDiffersOnPurpose) {
  // glibc reads MacRoman as of Mac OS 8.5 (euro), with a Greek letter for the increment sign and an apple of its own.
  const std::map<int, std::string> mac_on_purpose{{0xC6, "\u2206"}, {0xDB, "¤"}, {0xF0, "\uF8FF"}};
  for (const CodePage page : single_byte_pages()) {
    for (int byte = 0x20; byte < 0x100; ++byte) {
      std::string expected = by_iconv(iconv_name(page), static_cast<unsigned char>(byte));
      if (page == CodePage::macroman && mac_on_purpose.contains(byte)) {
        EXPECT_NE(expected, mac_on_purpose.at(byte)) << "no longer a difference: " << byte;
        expected = mac_on_purpose.at(byte);
      }
      // 0x7F shows as a house in DOS; iconv passes it on as a control character.
      if (byte == 0x7F) expected = "⌂";
      EXPECT_EQ(to_utf8(page, std::string(1, static_cast<char>(byte))), expected) << name_of(page) << " " << byte;
    }
  }
}

TEST(CodePage, TheCharsetParameterIsANameIconvReadsTheSameWay) {
  for (const CodePage page : single_byte_pages()) {
    if (page == CodePage::cp858) continue;  // IBM00858 is registered, but glibc has it as CP858 only
    const std::string charset(charset_of(page));
    for (int byte = 0x80; byte < 0x100; ++byte) {
      EXPECT_EQ(by_iconv(charset.c_str(), static_cast<unsigned char>(byte)),
                by_iconv(iconv_name(page), static_cast<unsigned char>(byte)))
          << charset;
    }
  }
  EXPECT_EQ(charset_of(CodePage::cp858), "IBM00858");
}

TEST(CodePage, NoControlByteSurvivesInAName) {
  for (const CodePage page : all_code_pages()) {
    for (int byte = 0; byte < 0x100; ++byte) {
      if (byte == '\t') continue;
      const std::string out = to_utf8(page, {std::string{'a', static_cast<char>(byte), 'b'}});
      for (const char c : out) {
        EXPECT_FALSE(static_cast<unsigned char>(c) < 0x20 || c == 0x7F) << name_of(page) << " " << byte;
      }
    }
    EXPECT_EQ(to_utf8(page, "a\tb"), "a\tb");
  }
}

TEST(CodePage, ControlBytesShowAsTheyDidInDos) {
  EXPECT_EQ(to_utf8(CodePage::cp850, std::string("\x00\x01\x14\x15\x1A\x1B\r\n", 8)), "␀☺¶§␚←♪◙");
}

TEST(CodePage, AByteThatIsNotDefinedIsTheReplacementCharacter) {
  EXPECT_EQ(to_utf8(CodePage::cp1252, "\x80\x81\x8D"), "€\uFFFD\uFFFD");
}

TEST(CodePage, NoTwoBytesOfAPageShareACharacter) {
  for (const CodePage page : single_byte_pages()) {
    std::set<char16_t> seen;
    for (unsigned i = 0; i < 128; ++i) {
      const char16_t character = upper_half(page).at(i);
      if (character == replacement_character) {
        EXPECT_EQ(page, CodePage::cp1252);
        continue;
      }
      EXPECT_TRUE(seen.insert(character).second) << name_of(page) << " " << i;
      EXPECT_THAT(upper_half_byte(page, character), Optional(static_cast<unsigned char>(i + 0x80)));
    }
    EXPECT_EQ(upper_half_byte(page, replacement_character), std::nullopt);
    EXPECT_EQ(upper_half_byte(page, U'a'), std::nullopt);
    EXPECT_EQ(upper_half_byte(page, U'\U00010000' + upper_half(page).at(0)), std::nullopt);
  }
}

TEST(CodePage, OptionsMayBeSpeltAsPeopleDo) {
  for (const CodePage page : all_code_pages()) EXPECT_THAT(code_page_named(name_of(page)), Optional(page));
  EXPECT_THAT(code_page_named("CP850"), Optional(CodePage::cp850));
  EXPECT_THAT(code_page_named("ibm437"), Optional(CodePage::cp437));
  EXPECT_THAT(code_page_named("Windows-1252"), Optional(CodePage::cp1252));
  EXPECT_THAT(code_page_named("MacRoman"), Optional(CodePage::macroman));
  EXPECT_THAT(code_page_named("cp932"), Optional(CodePage::cp932));
  EXPECT_THAT(code_page_named("windows-949"), Optional(CodePage::cp949));
  for (const char* const wrong : {"", "85", "8500", "0850", " 850", "cpcp850", "cp", "cpmacroman", "auto"}) {
    EXPECT_EQ(code_page_named(wrong), std::nullopt) << wrong;
  }
}

TEST(Utf8, EveryCharacterComesBackAndNothingElseIsTakenForOne) {
  for (char32_t character = 0; character <= 0x110000; ++character) {
    const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    const std::string bytes = utf8(character);
    std::string_view rest = bytes;
    EXPECT_EQ(take_utf8(rest), surrogate || character > 0x10FFFF ? replacement_character : character);
    EXPECT_THAT(rest, IsEmpty());
  }
  for (const std::string_view malformed : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                                           "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80", "\xFF", "\xE2\x82"}) {
    std::string_view rest = malformed;
    EXPECT_EQ(take_utf8(rest), replacement_character);
    EXPECT_EQ(rest.size(), malformed.size() - 1);
  }
}

TEST(Utf8, PrintableTextEndsAtTheFirstByteThatIsNot) {
  for (std::size_t length = 0; length < 40; ++length) {
    for (int byte = 0; byte < 0x100; ++byte) {
      const bool printable = byte >= 0x20 && byte < 0x7F;
      const std::string text = std::string(length, '~') + static_cast<char>(byte) +
                               "\x7F tail\xFF\x01"
                               "23456789";
      EXPECT_EQ(printable_prefix(text), length + (printable ? 1 : 0)) << length << " " << byte;
    }
    EXPECT_EQ(printable_prefix(std::string(length, ' ')), length);
  }
}

}  // namespace
}  // namespace formats::text
