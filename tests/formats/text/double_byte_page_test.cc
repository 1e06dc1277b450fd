#include "formats/text/double_byte_page.h"

#include <gmock/gmock.h>
#include <iconv.h>
#include <unicode/ucnv.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "formats/hash/sha256.h"

namespace formats::text {
namespace {

constexpr std::array<CodePage, 4> pages{CodePage::cp932, CodePage::cp936, CodePage::cp949, CodePage::cp950};

/// iconv(3), strict, between a page and UTF-16.
class Iconv {
 public:
  Iconv(const char* to, const char* from) : converter_(iconv_open(to, from)) {
    EXPECT_NE(reinterpret_cast<std::intptr_t>(converter_), -1) << to << " " << from;
  }
  Iconv(const Iconv&) = delete;
  Iconv& operator=(const Iconv&) = delete;
  ~Iconv() { iconv_close(converter_); }

  std::optional<std::string> operator()(std::string in) {
    std::string out(16, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t from_left = in.size();
    std::size_t to_left = out.size();
    iconv(converter_, nullptr, nullptr, nullptr, nullptr);
    if (iconv(converter_, &from, &from_left, &to, &to_left) != 0) return std::nullopt;
    out.resize(out.size() - to_left);
    return out;
  }

 private:
  iconv_t converter_;
};

std::string iconv_name(CodePage page) { return "CP" + std::string(name_of(page)); }

/// U+FFFD unless iconv makes one character of all the bytes.
char16_t by_iconv(Iconv& decoder, const std::string& bytes) {
  const auto character = decoder(bytes);
  if (!character || character->size() != 2) return replacement_character;
  return static_cast<char16_t>(static_cast<unsigned char>((*character)[0]) << 8U |
                               static_cast<unsigned char>((*character)[1]));
}

std::string pair_of(std::size_t lead, std::size_t trail) { return {static_cast<char>(lead), static_cast<char>(trail)}; }

/// What a page makes of exactly these two bytes.
char16_t of_pair(const DoubleBytePage& table, std::size_t lead, std::size_t trail) {
  const std::string bytes = pair_of(lead, trail);
  const DoubleByteUnit unit = table.first_unit(bytes);
  return unit.length == 2 ? unit.character : static_cast<char16_t>(replacement_character);
}

bool is_private(char16_t character) { return character >= 0xE000 && character < 0xF900; }

struct Cells {
  unsigned first_lead, last_lead, first_trail, last_trail;

  [[nodiscard]] bool hold(unsigned lead, unsigned trail) const {
    return lead >= first_lead && lead <= last_lead && trail >= first_trail && trail <= last_trail;
  }
};

/// Where users and makers put characters of their own. ICU, as Windows does, gives each a private character, which is
/// no loss and leads back to the same bytes; glibc gives none (but in 932, where it gives the same).
std::vector<Cells> private_cells(CodePage page) {
  switch (page) {
    case CodePage::cp936:
      // The three user-defined areas, and what GBK left free between its own.
      return {{0xA1, 0xA7, 0x40, 0xA0}, {0xAA, 0xAF, 0xA1, 0xFE}, {0xF8, 0xFE, 0xA1, 0xFE}, {0xA2, 0xA2, 0xAB, 0xFE},
              {0xA4, 0xA4, 0xF4, 0xFE}, {0xA5, 0xA5, 0xF7, 0xFE}, {0xA6, 0xA6, 0xB9, 0xFE}, {0xA7, 0xA7, 0xC2, 0xFE},
              {0xA8, 0xA8, 0x96, 0xFE}, {0xA9, 0xA9, 0x40, 0xFE}, {0xD7, 0xD7, 0xFA, 0xFE}, {0xFE, 0xFE, 0x50, 0xA0}};
    case CodePage::cp949:
      return {{0xC9, 0xC9, 0xA1, 0xFE}, {0xFE, 0xFE, 0xA1, 0xFE}};
    case CodePage::cp950:
      return {{0x81, 0xA0, 0x40, 0xFE}, {0xC6, 0xC8, 0x40, 0xFE}, {0xFA, 0xFE, 0x40, 0xFE}};
    default:
      return {};
  }
}

TEST(DoubleBytePage, EveryPairIsWhatIconvSaysOrAPrivateCharacter) {
  for (const CodePage page : pages) {
    const DoubleBytePage& table = double_byte_page(page);
    Iconv decoder("UTF-16BE", iconv_name(page).c_str());
    const std::vector<Cells> cells = private_cells(page);
    int known = 0;
    for (unsigned lead = 0x80; lead < 0x100; ++lead) {
      if (!table.is_lead(static_cast<unsigned char>(lead))) continue;
      for (unsigned trail = 0; trail < 0x100; ++trail) {
        const char16_t expected = by_iconv(decoder, pair_of(lead, trail));
        const char16_t found = of_pair(table, lead, trail);
        known += expected != replacement_character ? 1 : 0;
        bool may_be_private = false;
        for (const Cells& range : cells) may_be_private = may_be_private || range.hold(lead, trail);
        if (may_be_private && expected == replacement_character && is_private(found)) continue;
        ASSERT_EQ(found, expected) << name_of(page) << std::hex << " " << lead << " " << trail;
      }
    }
    EXPECT_GT(known, 9000) << name_of(page);
  }
}

TEST(DoubleBytePage, EverySingleByteIsWhatIconvSaysOrHasNoCharacter) {
  for (const CodePage page : pages) {
    const DoubleBytePage& table = double_byte_page(page);
    Iconv decoder("UTF-16BE", iconv_name(page).c_str());
    for (unsigned byte = 0x80; byte < 0x100; ++byte) {
      const std::string bytes(1, static_cast<char>(byte));
      char16_t expected = by_iconv(decoder, bytes);
      // iconv passes 0x80 on as a control character.
      if (page == CodePage::cp950 && byte == 0x80) {
        EXPECT_EQ(expected, 0x80);
        expected = replacement_character;
      }
      EXPECT_EQ(table.first_unit(bytes).character, expected) << name_of(page) << " " << byte;
      EXPECT_EQ(table.first_unit(bytes).length, 1U);
      EXPECT_FALSE(table.first_unit(bytes).is_duplicate);
    }
  }
}

TEST(DoubleBytePage, CharactersAreWrittenAsIconvWritesThem) {
  // Lines that 950 has twice: Windows writes the later ones, glibc the first.
  const std::map<unsigned, std::string> lines_of_950{
      {0x2550, "\xF9\xF9"}, {0x255E, "\xF9\xE9"}, {0x2561, "\xF9\xEB"}, {0x256A, "\xF9\xEA"}};
  for (const CodePage page : pages) {
    const DoubleBytePage& table = double_byte_page(page);
    Iconv encoder(iconv_name(page).c_str(), "UTF-16BE");
    int written = 0;
    for (unsigned character = 0x80; character < 0x10000; ++character) {
      std::string bytes;
      if (!table.append_bytes(bytes, character) || is_private(static_cast<char16_t>(character))) continue;
      ++written;
      auto expected = encoder({static_cast<char>(character >> 8U), static_cast<char>(character & 0xFFU)});
      if (page == CodePage::cp950 && lines_of_950.contains(character)) {
        EXPECT_NE(expected, lines_of_950.at(character)) << "no longer a difference: " << character;
        expected = lines_of_950.at(character);
      }
      EXPECT_EQ(bytes, expected.value_or("?")) << name_of(page) << std::hex << " " << character;
    }
    EXPECT_GT(written, 7000) << name_of(page);
    EXPECT_EQ(table.code_of(U'a'), 0U);
    EXPECT_EQ(table.code_of(replacement_character), 0U);
    EXPECT_EQ(table.code_of(U'\U00010041'), 0U);
  }
}

TEST(DoubleBytePage, BytesThatAreNotTheUsualOnesAreKnownAsSuch) {
  std::map<CodePage, int> duplicates;
  for (const CodePage page : pages) {
    const DoubleBytePage& table = double_byte_page(page);
    for (unsigned code = 0x8000; code < 0x10000; ++code) {
      const std::string bytes = pair_of(code >> 8U, code & 0xFFU);
      const DoubleByteUnit unit = table.first_unit(bytes);
      if (unit.length != 2 || unit.character == replacement_character) continue;
      EXPECT_EQ(unit.is_duplicate, table.code_of(unit.character) != code) << name_of(page) << std::hex << " " << code;
      duplicates[page] += unit.is_duplicate ? 1 : 0;
      // Neither a letter of ASCII nor a control character hides behind two bytes.
      EXPECT_GE(unit.character, 0xA0) << name_of(page) << std::hex << " " << code;
    }
  }
  // NEC's and IBM's characters stand in 932 up to three times; 950 has ten from two makers' sets.
  EXPECT_EQ(duplicates[CodePage::cp932], 398);
  EXPECT_EQ(duplicates[CodePage::cp936], 0);
  EXPECT_EQ(duplicates[CodePage::cp949], 0);
  EXPECT_EQ(duplicates[CodePage::cp950], 10);
}

TEST(DoubleBytePage, LeadBytesAreThoseOfIcu) {
  const std::map<CodePage, const char*> icu_names{{CodePage::cp932, "ibm-943_P15A-2003"},
                                                  {CodePage::cp936, "windows-936-2000"},
                                                  {CodePage::cp949, "windows-949-2000"},
                                                  {CodePage::cp950, "windows-950-2000"}};
  for (const CodePage page : pages) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter* const converter = ucnv_open(icu_names.at(page), &error);
    std::array<UBool, 256> starters{};
    ucnv_getStarters(converter, starters.data(), &error);
    ucnv_close(converter);
    ASSERT_TRUE(U_SUCCESS(error));
    for (std::size_t byte = 0; byte < 256; ++byte) {
      EXPECT_EQ(byte_roles(page)[byte].lead, starters[byte] != 0) << name_of(page) << " " << byte;
    }
  }
}

TEST(DoubleBytePage, NothingThatStructuresATextCanBeATrailByte) {
  for (const CodePage page : pages) {
    for (std::size_t byte = 0; byte < 0x40; ++byte) EXPECT_FALSE(byte_roles(page)[byte].trail) << byte;
    EXPECT_FALSE(byte_roles(page)[0x7F].trail);
    for (std::size_t byte = 0; byte < 0x80; ++byte) EXPECT_FALSE(byte_roles(page)[byte].lead) << byte;
  }
}

TEST(DoubleBytePage, TheTablesAreThoseThatAllResultsWereMadeWith) {
  // Another ICU with other tables would give other bytes out: better to know.
  const std::map<CodePage, std::string_view> expected{
      {CodePage::cp932, "31dd3de990512371f6695c86dfde2994b815425bcbec4a85d3b9faea495e8a67"},
      {CodePage::cp936, "f971c8dce6fdde43caa9a483bc3d2d4896b708c545676d4df3ac5e7561224750"},
      {CodePage::cp949, "3f8abdc4a8362366ea0eb54cbce7760108a73f6c81b358400bf405f85d647fcb"},
      {CodePage::cp950, "985567ce56358bbeb91f7c1caadce653a07225f7bde370417e0e64bfcf7e92b7"}};
  for (const CodePage page : pages) {
    std::string all;
    for (unsigned code = 0x8000; code < 0x10000; ++code) {
      const std::string bytes = pair_of(code >> 8U, code & 0xFFU);
      const DoubleByteUnit unit = double_byte_page(page).first_unit(bytes);
      append_utf8(all, unit.character);
      all += static_cast<char>('0' + unit.length);
      all += unit.is_duplicate ? '!' : ' ';
    }
    hash::Sha256 digest;
    digest.update(all);
    const auto hex = digest.hex();
    EXPECT_EQ(std::string_view(hex.data(), hex.size()), expected.at(page)) << name_of(page);
  }
}

TEST(DoubleBytePage, ANameIsReadWithoutTakingTrailBytesForSigns) {
  // 表 is 0x95 0x5C, ソ 0x83 0x5C, 許 (in 950) 0xB3 0x5C; ァ is 0x83 0x40.
  EXPECT_EQ(to_utf8(CodePage::cp932, "\x95\x5C\\\x83\x5C@\x83\x40|"), "表\\ソ@ァ|");
  EXPECT_EQ(to_utf8(CodePage::cp950, "\xB3\x5C\xA5\x5C"), "許功");
  EXPECT_EQ(to_utf8(CodePage::cp949, "\xB1\xE8\xC3\xB6\xBC\xF6"), "김철수");
  EXPECT_EQ(to_utf8(CodePage::cp936, "\xCD\xF5\xD0\xA1\xC3\xF7"), "王小明");
  EXPECT_EQ(to_utf8(CodePage::cp932, "\xD4\xCF\xC0\xDE \x8E\x52\x93\x63"), "ﾔﾏﾀﾞ 山田");
  EXPECT_EQ(to_utf8(CodePage::cp932, "a\r\x1A\x15\x7F"), "a♪␚§⌂");
}

TEST(DoubleBytePage, AnInvalidPairCostsNoMoreThanItsLeadByte) {
  for (const CodePage page : pages) {
    EXPECT_EQ(to_utf8(page, "a\x84"), "a\uFFFD") << name_of(page);
    EXPECT_EQ(to_utf8(page, "a\x84 b"), "a\uFFFD b") << name_of(page);
    EXPECT_EQ(to_utf8(page, "a\x84\nb"), "a\uFFFD◙b") << name_of(page);
    EXPECT_EQ(to_utf8(page,
                      "a\x84\xFF"
                      "b"),
              "a\uFFFD\uFFFD"
              "b")
        << name_of(page);
  }
  EXPECT_EQ(to_utf8(CodePage::cp932, "\x85\x40\x82\xA0"), "\uFFFD@あ") << "no such row: the letter stays";
  EXPECT_EQ(to_utf8(CodePage::cp932, "\x85\x9F\x82\xA0"), "\uFFFDあ") << "what follows a whole pair is read right";
}

TEST(DoubleBytePage, TheCharsetParameterReadsTheSameCharactersButForSixSigns) {
  // ～ ∥ － ￠ ￡ ￢ are the wave dash, the double line, the minus and so on of JIS X 0208 for those who take Shift_JIS
  // by the letter; most take it as 932.
  const std::map<unsigned, char16_t> other_in_jis{{0x8160, 0x301C}, {0x8161, 0x2016}, {0x817C, 0x2212},
                                                  {0x8191, 0x00A2}, {0x8192, 0x00A3}, {0x81CA, 0x00AC}};
  for (const CodePage page : pages) {
    Iconv decoder("UTF-16BE", std::string(charset_of(page)).c_str());
    int same = 0;
    for (unsigned code = 0x8000; code < 0x10000; ++code) {
      const char16_t found = of_pair(double_byte_page(page), code >> 8U, code & 0xFFU);
      const char16_t named = by_iconv(decoder, pair_of(code >> 8U, code & 0xFFU));
      if (found == replacement_character || named == replacement_character) continue;
      const bool differs = page == CodePage::cp932 && other_in_jis.contains(code);
      EXPECT_EQ(named, differs ? other_in_jis.at(code) : found) << name_of(page) << std::hex << " " << code;
      same += named == found ? 1 : 0;
    }
    EXPECT_GT(same, 6800) << name_of(page);
  }
}

}  // namespace
}  // namespace formats::text
