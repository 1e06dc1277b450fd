#include "formats/ccmail/letters.h"

#include <gmock/gmock.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace formats::ccmail {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array<Range, 8> mapped = {{{0x00, 0x7f},
                                          {0xc0, 0x24f},
                                          {0x370, 0x52f},
                                          {0x1e00, 0x1eff},
                                          {0x2126, 0x2126},
                                          {0x212a, 0x212b},
                                          {0x2160, 0x216f},
                                          {0xff21, 0xff3a}}};
constexpr char32_t last_character = 0x10ffff;

bool is_mapped(char32_t character) {
  return std::any_of(mapped.begin(), mapped.end(),
                     [character](Range range) { return character >= range.first && character <= range.last; });
}

// The ASCII letters in the canonical decomposition, as ICU has it.
std::string decomposed(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString text;
  if (nfd->getDecomposition(static_cast<UChar32>(character), text) == 0) return {};
  std::string result;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 part = text.char32At(i);
    if (part < 0x80 && u_islower(part) != 0) result += static_cast<char>(part);
  }
  return result;
}

TEST(LowerCase, IsThatOfUnicodeInTheRangesPromised) {
  for (char32_t character = 0; character <= last_character; ++character) {
    const auto expected =
        is_mapped(character) ? static_cast<char32_t>(u_tolower(static_cast<UChar32>(character))) : character;
    ASSERT_EQ(static_cast<std::uint32_t>(lower_case(character)), static_cast<std::uint32_t>(expected))
        << static_cast<std::uint32_t>(character);
  }
}

TEST(PlainLetters, AreWhatCanonicalDecompositionLeaves) {
  const std::u32string_view by_table = U"øǿßłđæǽǣœþð";
  for (char32_t character = 0x80; character <= last_character; ++character) {
    if (by_table.find(character) != std::u32string_view::npos) continue;
    // Kelvin decomposes to a capital and is lower-cased before it gets here.
    ASSERT_EQ(plain_letters(character), decomposed(character)) << static_cast<std::uint32_t>(character);
  }
}

TEST(PlainLetters, SpellTheLettersThatDoNotDecompose) {
  EXPECT_EQ(plain_letters(U'ø'), "o");
  EXPECT_EQ(plain_letters(U'ǿ'), "o");
  EXPECT_EQ(plain_letters(U'ß'), "ss");
  EXPECT_EQ(plain_letters(U'ł'), "l");
  EXPECT_EQ(plain_letters(U'đ'), "d");
  EXPECT_EQ(plain_letters(U'æ'), "ae");
  EXPECT_EQ(plain_letters(U'ǽ'), "ae");
  EXPECT_EQ(plain_letters(U'ǣ'), "ae");
  EXPECT_EQ(plain_letters(U'œ'), "oe");
  EXPECT_EQ(plain_letters(U'þ'), "th");
  EXPECT_EQ(plain_letters(U'ð'), "d");
  EXPECT_EQ(plain_letters(U'a'), "");
  EXPECT_EQ(plain_letters(U'Ж'), "");
}

}  // namespace
}  // namespace formats::ccmail
