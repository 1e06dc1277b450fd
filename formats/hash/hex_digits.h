// Bytes as hexadecimal digits, and back.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
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

/// Appends two lower-case digits for each byte.
inline void append_hex_digits(std::string& out, std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    (out += digits[byte >> 4U]) += digits[byte & 0x0fU];
  }
}

/// None for anything but pairs of digits.
[[nodiscard]] inline std::optional<std::string> bytes_of_hex_digits(std::string_view text) {
  const auto value_of = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = value_of(text[i]);
    const int low = value_of(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

}  // namespace formats::hash
