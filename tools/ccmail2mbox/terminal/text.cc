#include "tools/ccmail2mbox/terminal/text.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "formats/text/utf8.h"

namespace tools {

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

std::string human_size(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> units{"kB", "MB", "GB", "TB", "PB"};
  if (bytes < 1000) return counted(bytes, "byte");
  double value = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  while (value >= 999.95 && unit + 1 < units.size()) {
    value /= 1000;
    ++unit;
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f %s", value, units.at(unit));
  return text.data();
}

std::string counted(std::uint64_t number, std::string_view noun) {
  std::string text = grouped(number) + " ";
  text += noun;
  if (number != 1) text += 's';
  return text;
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const char32_t character = formats::text::take_utf8(text);
    const bool control = character < 0x20 || (character >= 0x7f && character < 0xa0) ||
                         // ends of lines, and marks that turn the direction of writing, which can spoof a file name
                         (character >= 0x2028 && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069) ||
                         character == 0x200e || character == 0x200f || character == 0x061c ||
                         character == formats::text::replacement_character;
    if (control)
      out += '?';
    else
      formats::text::append_utf8(out, character);
  }
  return out;
}

namespace {

// The ranges of Unicode's East Asian Width (UAX #11) that are wide throughout, or nearly so.
bool is_wide(char32_t character) {
  constexpr std::array<std::array<char32_t, 2>, 7> wide{{{0x1100, 0x115f},
                                                         {0x2e80, 0xa4cf},
                                                         {0xac00, 0xd7a3},
                                                         {0xf900, 0xfaff},
                                                         {0xfe30, 0xfe6f},
                                                         {0xff00, 0xff60},
                                                         {0x1f300, 0x3fffd}}};
  return std::any_of(wide.begin(), wide.end(),
                     [&](const auto& range) { return character >= range[0] && character <= range[1]; });
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) columns += is_wide(formats::text::take_utf8(text)) ? 2U : 1U;
  return columns;
}

std::string fitted(std::string_view text, std::size_t columns) {
  if (text.size() <= columns || columns_of(text) <= columns) return std::string(text);
  if (columns == 0) return {};
  std::size_t used = 1;  // the ellipsis
  std::string_view rest = text;
  for (;;) {
    std::string_view behind = rest;
    used += is_wide(formats::text::take_utf8(behind)) ? 2U : 1U;
    if (used > columns) break;
    rest = behind;
  }
  return std::string(text.substr(0, text.size() - rest.size())) + "\u2026";
}

std::string wrapped(std::string line, std::string_view text, std::size_t indent) {
  constexpr std::size_t screen_width = 80;
  std::string out;
  bool begun = false;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (begun && line.size() + word.size() >= screen_width) {
      out += line + "\n";
      line.assign(indent, ' ');
      begun = false;
    }
    line.append(begun ? " " : "").append(word);
    begun = true;
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return out + line + "\n";
}

}  // namespace tools
