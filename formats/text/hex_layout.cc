#include "formats/text/hex_layout.h"

#include <utility>

#include "formats/ascii.h"

namespace formats::text {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'F'; }
bool is_lower(char c) { return c >= 'a' && c <= 'f'; }

}  // namespace

void HexLayout::add(std::string_view part) {
  for (const char c : part) {
    if (!usable_) return;
    if (is_digit(c) || is_upper(c) || is_lower(c)) {
      if (!line_.after.empty()) end_line();
      take_digit(c);
    } else if (line_.after.size() == most_after) {
      usable_ = false;
    } else {
      line_.after += c;
    }
  }
}

// Where the case changes a line ends without anything behind it.
void HexLayout::take_digit(char c) {
  if (!is_digit(c)) {
    if (cased_ && line_.upper != is_upper(c)) end_line();
    cased_ = true;
    line_.upper = is_upper(c);
  }
  ++line_.digits;
}

// One without letters is as the one before.
void HexLayout::end_line() {
  if (!cased_) line_.upper = !lines_.empty() && lines_.back().upper;
  const bool same = !lines_.empty() && lines_.back().digits == line_.digits && lines_.back().upper == line_.upper &&
                    lines_.back().after == line_.after;
  if (same)
    ++lines_.back().times;
  else
    lines_.push_back(std::move(line_));
  usable_ = usable_ && lines_.size() <= most_lines;
  line_ = {};
  cased_ = false;
}

bool HexLayout::finish() {
  if (usable_ && (line_.digits > 0 || !line_.after.empty())) end_line();
  return usable_;
}

}  // namespace formats::text
