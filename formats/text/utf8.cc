#include "formats/text/utf8.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace formats::text {
namespace {

constexpr std::uint64_t every_byte = 0x0101010101010101;

/// The high bit of the first byte that is not printable ASCII, in a word read from memory; bits of later bytes may be
/// wrong, since a borrow or carry out of that byte can reach them.
std::uint64_t unprintable(std::uint64_t word) {
  const std::uint64_t below_blank = (word - every_byte * 0x20) & ~word;
  const std::uint64_t above_tilde = (word + every_byte) | word;
  return (below_blank | above_tilde) & (every_byte * 0x80);
}

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

/// The bytes of a sequence that starts with `first`; 0 where none can.
std::size_t sequence_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return 2;
  if (first < 0xF0) return 3;
  return first < 0xF5 ? 4 : 0;
}

}  // namespace

void append_utf8(std::string& out, char32_t character) {
  if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) character = replacement_character;
  const auto trail = [&](unsigned shift) { return static_cast<char>(0x80 | ((character >> shift) & 0x3F)); };
  if (character < 0x80) {
    out += static_cast<char>(character);
  } else if (character < 0x800) {
    out += static_cast<char>(0xC0 | (character >> 6));
    out += trail(0);
  } else if (character < 0x10000) {
    out += static_cast<char>(0xE0 | (character >> 12));
    out += trail(6);
    out += trail(0);
  } else {
    out += static_cast<char>(0xF0 | (character >> 18));
    out += trail(12);
    out += trail(6);
    out += trail(0);
  }
}

char32_t take_utf8(std::string_view& rest) {
  const auto first = static_cast<unsigned char>(rest.front());
  const std::size_t length = sequence_length(first);
  char32_t character = length <= 1 ? first : first & (0x7FU >> length);
  bool well_formed = length != 0 && length <= rest.size();
  for (std::size_t i = 1; well_formed && i < length; ++i) {
    const auto trail = static_cast<unsigned char>(rest[i]);
    well_formed = (trail & 0xC0) == 0x80;
    character = (character << 6) | (trail & 0x3FU);
  }
  if (length == 3) well_formed = well_formed && character >= 0x800 && (character < 0xD800 || character > 0xDFFF);
  if (length == 4) well_formed = well_formed && character >= 0x10000 && character <= 0x10FFFF;
  rest.remove_prefix(well_formed ? length : 1);
  return well_formed ? character : replacement_character;
}

std::size_t printable_prefix(std::string_view bytes) {
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= bytes.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.substr(at).data(), sizeof word);
    const std::uint64_t found = unprintable(word);
    if (found == 0) continue;
    if constexpr (std::endian::native == std::endian::little) {
      return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    }
    break;
  }
  while (at < bytes.size() && is_printable(bytes[at])) ++at;
  return at;
}

bool is_well_formed(std::string_view bytes) {
  constexpr std::string_view replacement_utf8 = "\xEF\xBF\xBD";
  while (!bytes.empty()) {
    bytes.remove_prefix(printable_prefix(bytes));
    if (bytes.empty()) break;
    const std::string_view before = bytes;
    if (take_utf8(bytes) == replacement_character && !before.starts_with(replacement_utf8)) return false;
  }
  return true;
}

}  // namespace formats::text
