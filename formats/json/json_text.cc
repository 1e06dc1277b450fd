#include "formats/json/json_text.h"

#include <array>
#include <charconv>
#include <utility>

#include "formats/text/utf8.h"

namespace formats::json {
namespace {

void append_escaped(std::string& out, char32_t character) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (character) {
    case U'"':
      out += "\\\"";
      return;
    case U'\\':
      out += "\\\\";
      return;
    case U'\n':
      out += "\\n";
      return;
    case U'\r':
      out += "\\r";
      return;
    case U'\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (character >= 0x20) {
    text::append_utf8(out, character);
    return;
  }
  out += "\\u00";
  out += digits[character >> 4U];
  out += digits[character & 0x0fU];
}

bool is_plain(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

template <class Number>
void append_decimal(std::string& out, Number number) {
  std::array<char, 24> digits{};
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (!text.empty()) append_escaped(out, text::take_utf8(text));
  }
  out += '"';
}

void append_number(std::string& out, std::uint64_t number) { append_decimal(out, number); }
void append_number(std::string& out, std::int64_t number) { append_decimal(out, number); }

std::string& Object::key(std::string_view name) {
  if (!std::exchange(first_, false)) out_ += ',';
  out_ += '"';
  out_ += name;
  out_ += "\":";
  return out_;
}

std::string& Array::next() {
  if (!std::exchange(first_, false)) out_ += ',';
  return out_;
}

}  // namespace formats::json
