// Characters as cc:Mail, MIME and file names compare and skip them: ASCII alone, whatever the locale and the code page.
#pragma once

#include <algorithm>
#include <string_view>

namespace formats {

/// Space and TAB: what cc:Mail pads with.
[[nodiscard]] constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A–Z become a–z, every other byte stays.
[[nodiscard]] constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

[[nodiscard]] constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
[[nodiscard]] constexpr bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }

/// True when the two are equal but for the case of A–Z.
[[nodiscard]] constexpr bool equal_without_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/// `text` without the blanks at its start.
[[nodiscard]] constexpr std::string_view behind_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

/// `text` without the blanks at both ends.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) {
  text = behind_blanks(text);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace formats
