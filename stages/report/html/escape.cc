#include "stages/report/html/escape.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "formats/text/utf8.h"

namespace stages::html {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// C1, Bidi_Control, and what shows nothing where it stands.
constexpr std::array<Range, 13> hidden{{{0x80, 0x9F},
                                        {0xAD, 0xAD},
                                        {0x61C, 0x61C},
                                        {0x115F, 0x1160},
                                        {0x180B, 0x180F},
                                        {0x200B, 0x200F},
                                        {0x2028, 0x202E},
                                        {0x2060, 0x206F},
                                        {0x3164, 0x3164},
                                        {0xFE00, 0xFE0F},
                                        {0xFEFF, 0xFEFF},
                                        {0xFFF9, 0xFFFB},
                                        {0xE0000, 0xE0FFF}}};

bool is_hidden(char32_t character) {
  return std::any_of(hidden.begin(), hidden.end(),
                     [&](const Range& range) { return character >= range.first && character <= range.last; });
}

void append_number(std::string& out, char32_t character) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr unsigned first_shift = 16;
  out += "\u27E6U+";
  for (unsigned shift = character > 0xFFFF ? first_shift : first_shift - 4;; shift -= 4) {
    out += digits[(static_cast<std::uint32_t>(character) >> shift) & 0x0FU];
    if (shift == 0) break;
  }
  out += "\u27E7";
}

void append_character(std::string& out, char32_t character) {
  constexpr char32_t pictures = 0x2400;
  switch (character) {
    case U'&':
      out += "&amp;";
      return;
    case U'<':
      out += "&lt;";
      return;
    case U'>':
      out += "&gt;";
      return;
    case U'"':
      out += "&quot;";
      return;
    case U'\'':
      out += "&#39;";
      return;
    case 0x7F:
      formats::text::append_utf8(out, U'\u2421');
      return;
    default:
      break;
  }
  if (character < U' ')
    formats::text::append_utf8(out, pictures + character);
  else if (is_hidden(character))
    append_number(out, character);
  else
    formats::text::append_utf8(out, character);
}

}  // namespace

void append_text(std::string& out, std::string_view text, std::size_t most) {
  std::size_t length = 0;
  std::size_t shown = 0;  // of `out`, with the last character that fits in front of the mark of a cut
  for (std::string_view rest = text; !rest.empty();) {
    const char32_t character = formats::text::take_utf8(rest);
    if (++length > most) continue;
    if (length == most) shown = out.size();
    append_character(out, character);
  }
  if (length <= most) return;
  out.resize(shown);
  out += "\u2026 (" + std::to_string(length) + " characters)";
}

void append_name(std::string& out, std::string_view text, std::size_t most) {
  out += "<bdi>";
  append_text(out, text, most);
  out += "</bdi>";
}

bool shows_all(std::string_view text, std::size_t most) {
  std::size_t length = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view before = rest;
    const char32_t character = formats::text::take_utf8(rest);
    const bool broken = character == formats::text::replacement_character && before.size() - rest.size() == 1;
    if (broken || character < U' ' || character == 0x7F || is_hidden(character) || ++length > most) return false;
  }
  return true;
}

}  // namespace stages::html
