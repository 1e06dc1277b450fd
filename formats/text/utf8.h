// UTF-8, a character at a time (RFC 3629). Malformed input never stops anything: it reads as U+FFFD.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace formats::text {

inline constexpr char32_t replacement_character = U'\uFFFD';

/// One character of the Basic Multilingual Plane.
struct Utf8Bytes {
  std::array<char, 3> bytes;
  std::uint8_t size;

  [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }
};

/// `character` must not be a surrogate.
[[nodiscard]] constexpr Utf8Bytes utf8_bytes(char16_t character) {
  const auto lead = [&](unsigned mark, unsigned shift) { return static_cast<char>(mark | (character >> shift)); };
  const auto trail = [&](unsigned shift) { return static_cast<char>(0x80U | ((character >> shift) & 0x3FU)); };
  if (character < 0x80) return {{lead(0, 0), 0, 0}, 1};
  if (character < 0x800) return {{lead(0xC0, 6), trail(0), 0}, 2};
  return {{lead(0xE0, 12), trail(6), trail(0)}, 3};
}

/// Appends one character. A surrogate or a value over U+10FFFF is appended as U+FFFD.
void append_utf8(std::string& out, char32_t character);

/// Takes the first character off `rest`, which must not be empty. Where no well-formed sequence starts (overlong
/// forms, surrogates and cut sequences are not well-formed), one byte is taken and U+FFFD returned.
[[nodiscard]] char32_t take_utf8(std::string_view& rest);

/// How many bytes from the start are printable ASCII, 0x20 to 0x7E.
[[nodiscard]] std::size_t printable_prefix(std::string_view bytes);

/// Whether all of `bytes` is well-formed UTF-8.
[[nodiscard]] bool is_well_formed(std::string_view bytes);

}  // namespace formats::text
