// Blanks as cc:Mail pads with them: space and TAB, nothing else, whatever the locale.
#pragma once

#include <string_view>

namespace formats::ccmail {

[[nodiscard]] constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// `text` without the blanks at both ends.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace formats::ccmail
