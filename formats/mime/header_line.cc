#include "formats/mime/header_line.h"

#include <algorithm>

namespace formats::mime {
namespace {

constexpr std::size_t longest_name = 200;

bool is_name_character(char c) { return c > ' ' && c <= '~' && c != ':'; }

}  // namespace

bool is_field_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_name && std::all_of(name.begin(), name.end(), is_name_character);
}

HeaderLine::HeaderLine(std::string& out, std::string_view name) : out_(out), line_start_(out.size()) {
  for (const char c : name.substr(0, longest_name)) out_ += is_name_character(c) ? c : '-';
  if (name.empty()) out_ += '-';
  out_ += ": ";
}

std::size_t HeaderLine::room(std::size_t limit) const {
  if (holds_encoded_word_) limit = std::min(limit, encoded_line_limit);
  const std::size_t used = out_.size() - line_start_ + (at_start_ ? 0 : 1);
  return used < limit ? limit - used : 0;
}

void HeaderLine::begin_word(std::size_t length, std::size_t limit) {
  if (!at_start_) {
    if (length > room(limit)) {
      out_ += '\n';
      line_start_ = out_.size();
      holds_encoded_word_ = false;
    }
    out_ += ' ';
  }
  at_start_ = false;
  holds_encoded_word_ = holds_encoded_word_ || limit == encoded_line_limit;
}

void HeaderLine::word(std::string_view text, std::size_t limit) {
  begin_word(text.size(), limit);
  put(text);
}

}  // namespace formats::mime
