#include "tools/ccmail2mbox/text.h"

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

}  // namespace tools
