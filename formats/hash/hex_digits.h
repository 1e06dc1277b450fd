// Digests as text.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace formats::hash {

/// `bytes` as lower-case hexadecimal digits.
template <std::size_t Size>
[[nodiscard]] constexpr std::array<char, 2 * Size> hex_digits(const std::array<unsigned char, Size>& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<char, 2 * Size> text{};
  for (std::size_t i = 0; i < Size; ++i) {
    text.at(2 * i) = digits[bytes.at(i) >> 4U];
    text.at(2 * i + 1) = digits[bytes.at(i) & 0x0fU];
  }
  return text;
}

}  // namespace formats::hash
