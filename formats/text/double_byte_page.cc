#include "formats/text/double_byte_page.h"

#include <unicode/ucnv.h>

#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>

namespace formats::text {
namespace {

struct Range {
  unsigned char first;
  unsigned char last;
};

constexpr std::array<ByteRole, 256> roles(std::initializer_list<Range> leads, std::initializer_list<Range> trails) {
  std::array<ByteRole, 256> table{};
  for (const Range range : leads) {
    for (std::size_t byte = range.first; byte <= range.last; ++byte) table.at(byte).lead = true;
  }
  for (const Range range : trails) {
    for (std::size_t byte = range.first; byte <= range.last; ++byte) table.at(byte).trail = true;
  }
  return table;
}

constexpr std::array<ByteRole, 256> roles_932 = roles({{0x81, 0x9F}, {0xE0, 0xFC}}, {{0x40, 0x7E}, {0x80, 0xFC}});
constexpr std::array<ByteRole, 256> roles_936 = roles({{0x81, 0xFE}}, {{0x40, 0x7E}, {0x80, 0xFE}});
constexpr std::array<ByteRole, 256> roles_949 = roles({{0x81, 0xFE}}, {{0x41, 0x5A}, {0x61, 0x7A}, {0x81, 0xFE}});
constexpr std::array<ByteRole, 256> roles_950 = roles({{0x81, 0xFE}}, {{0x40, 0x7E}, {0xA1, 0xFE}});

/// ICU's converter of one page, for a character at a time.
class Converter {
 public:
  explicit Converter(const char* icu_name) : converter_(nullptr, &ucnv_close) {
    UErrorCode error = U_ZERO_ERROR;
    converter_.reset(ucnv_open(icu_name, &error));
    if (U_SUCCESS(error) != 0) {
      ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
      ucnv_setFromUCallBack(converter_.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    }
    if (U_FAILURE(error) != 0) {
      throw std::runtime_error(std::string("ICU has no table '") + icu_name + "': " + u_errorName(error));
    }
    // Not what comes near a character: only what comes back as the same.
    ucnv_setFallback(converter_.get(), 0);
  }

  /// U+FFFD unless all of `bytes` are one character of the Basic Multilingual Plane.
  [[nodiscard]] char16_t character_of(std::string_view bytes) const {
    std::array<UChar, 4> characters{};
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t length = ucnv_toUChars(converter_.get(), characters.data(), characters.size(), bytes.data(),
                                              static_cast<std::int32_t>(bytes.size()), &error);
    return U_SUCCESS(error) != 0 && length == 1 ? characters[0] : u'\uFFFD';
  }

  /// The one or two bytes of a character as a number; zero if there are none.
  [[nodiscard]] std::uint16_t code_of(char16_t character) const {
    std::array<char, 4> bytes{};
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t length = ucnv_fromUChars(converter_.get(), bytes.data(), bytes.size(), &character, 1, &error);
    if (U_FAILURE(error) != 0 || length < 1 || length > 2) return 0;
    const auto first = static_cast<unsigned char>(bytes[0]);
    const auto second = static_cast<unsigned char>(bytes[1]);
    return static_cast<std::uint16_t>(length == 1 ? first : first << 8U | second);
  }

 private:
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter_;
};

/// Single bytes without a character are C1 controls or private characters in Windows' tables.
bool stands_for_nothing(char16_t character) {
  return (character >= 0x80 && character < 0xA0) || (character >= 0xE000 && character < 0xF900);
}

constexpr std::size_t first_high = 0x80;

std::size_t place_of(std::size_t lead, std::size_t trail) { return (lead - first_high) * 256 + trail; }

}  // namespace

const std::array<ByteRole, 256>& byte_roles(CodePage page) {
  switch (page) {
    case CodePage::cp936:
      return roles_936;
    case CodePage::cp949:
      return roles_949;
    case CodePage::cp950:
      return roles_950;
    default:
      return roles_932;
  }
}

DoubleBytePage::DoubleBytePage(const char* icu_name, const std::array<ByteRole, 256>& roles)
    : roles_(roles), pairs_(128UL * 256, replacement_character), codes_(65536, 0) {
  const Converter converter(icu_name);
  const auto learn = [&](char16_t character, std::size_t code) {
    if (character == replacement_character) return;
    std::uint16_t& known = codes_.at(character);
    if (known == 0) known = converter.code_of(character);
    // Should ICU know no way back, the first bytes are as good as any.
    if (known == 0) known = static_cast<std::uint16_t>(code);
    if (known == code) return;
    // The other one of a pair may come first.
    holds_duplicates_.at((code >> 8U) - first_high) = true;
  };
  for (std::size_t byte = first_high; byte < 256; ++byte) {
    const std::array<char, 1> bytes{static_cast<char>(byte)};
    char16_t character = roles.at(byte).lead ? u'\uFFFD' : converter.character_of({bytes.data(), bytes.size()});
    if (stands_for_nothing(character)) character = u'\uFFFD';
    singles_.at(byte - first_high) = character;
    learn(character, byte);
  }
  for (std::size_t lead = first_high; lead < 256; ++lead) {
    if (!roles.at(lead).lead) continue;
    for (std::size_t trail = 0; trail < 256; ++trail) {
      if (!roles.at(trail).trail) continue;
      const std::array<char, 2> bytes{static_cast<char>(lead), static_cast<char>(trail)};
      const char16_t character = converter.character_of({bytes.data(), bytes.size()});
      pairs_.at(place_of(lead, trail)) = character;
      learn(character, lead << 8U | trail);
    }
  }
}

DoubleByteUnit DoubleBytePage::first_unit(std::string_view bytes) const {
  const auto first = static_cast<unsigned char>(bytes.front());
  if (!roles_[first].lead) return {.character = singles_[first - first_high]};
  const auto second = bytes.size() > 1 ? static_cast<unsigned char>(bytes[1]) : std::uint8_t{0};
  if (!roles_[second].trail) return {.character = u'\uFFFD'};
  const char16_t character = pairs_[place_of(first, second)];
  if (character == u'\uFFFD')
    return {.character = character, .length = static_cast<std::uint8_t>(second < 0x80 ? 1 : 2)};
  const bool is_duplicate = holds_duplicates_[first - first_high] && codes_[character] != (first << 8U | second);
  return {.character = character, .length = 2, .is_duplicate = is_duplicate};
}

std::uint16_t DoubleBytePage::code_of(char32_t character) const {
  return character < codes_.size() ? codes_[character] : std::uint16_t{0};
}

bool DoubleBytePage::append_bytes(std::string& out, char32_t character) const {
  const std::uint16_t code = code_of(character);
  if (code == 0) return false;
  if (code > 0xFF) out += static_cast<char>(code >> 8U);
  out += static_cast<char>(code & 0xFFU);
  return true;
}

const DoubleBytePage& double_byte_page(CodePage page) {
  // Names with a year mean one table for ever; ICU's "windows-932" is an alias that could move.
  switch (page) {
    case CodePage::cp936: {
      static const DoubleBytePage table("windows-936-2000", roles_936);
      return table;
    }
    case CodePage::cp949: {
      static const DoubleBytePage table("windows-949-2000", roles_949);
      return table;
    }
    case CodePage::cp950: {
      static const DoubleBytePage table("windows-950-2000", roles_950);
      return table;
    }
    default: {
      static const DoubleBytePage table("ibm-943_P15A-2003", roles_932);
      return table;
    }
  }
}

}  // namespace formats::text
