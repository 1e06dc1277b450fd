#include "formats/ccmail/made_address.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "formats/ascii.h"
#include "formats/ccmail/letters.h"
#include "formats/hash/short_hash.h"
#include "formats/text/utf8.h"

namespace formats::ccmail {
namespace {

constexpr std::size_t hash_digits = 6;
constexpr char lost = '\0';
constexpr char blank = ' ';

// How the local part and the post office's label differ.
struct Shape {
  char separator;         // for blanks and dots
  std::size_t limit;      // characters before the hash
  bool keeps_underscore;  // a DNS label has none
  bool inner_hyphens;     // a DNS label neither begins nor ends with one
};

constexpr Shape local_part = {.separator = '.', .limit = 48, .keeps_underscore = true, .inner_hyphens = false};
constexpr Shape label = {.separator = '-', .limit = 40, .keeps_underscore = false, .inner_hyphens = true};

// What becomes of each ASCII character: itself in lower case, a blank where a separator is due, or lost.
constexpr auto ascii_fate = [] {
  std::array<char, 128> fate{};
  for (char c = '0'; c <= '9'; ++c) fate.at(static_cast<std::size_t>(c)) = c;
  for (char c = 'a'; c <= 'z'; ++c) fate.at(static_cast<std::size_t>(c)) = c;
  for (char c = 'A'; c <= 'Z'; ++c) fate.at(static_cast<std::size_t>(c)) = static_cast<char>(c - 'A' + 'a');
  fate['_'] = '_';
  fate['-'] = '-';
  fate['.'] = blank;
  fate[' '] = blank;
  fate['\t'] = blank;
  return fate;
}();

// A name in the order it is spoken: `before` and `after` are to be joined by a blank. "Last, First" is turned round,
// but only with a single comma: "Smith, John, Jr." says less clearly what is what.
struct Spoken {
  std::string_view before;
  std::string_view after;
};

Spoken spoken_order(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.find(',', comma + 1) != std::string_view::npos) {
    return {.before = trimmed(text), .after = {}};
  }
  return {.before = trimmed(text.substr(comma + 1)), .after = trimmed(text.substr(0, comma))};
}

// Collects the characters that stay, and whether any was lost.
class Shaper {
 public:
  explicit Shaper(const Shape& shape) : shape_(shape) {}

  void take(std::string_view text) {
    while (!text.empty()) {
      const auto byte = static_cast<unsigned char>(text.front());
      if (byte < ascii_fate.size()) {
        take_ascii(ascii_fate.at(byte));
        text.remove_prefix(1);
      } else {
        take_other(text::take_utf8(text));
      }
    }
  }

  void separate() { separator_due_ = true; }

  void finish() {
    while (size_ > 0 && ends_badly(kept_.at(size_ - 1))) {
      if (kept_.at(size_ - 1) == '-') lost_ = true;
      --size_;
    }
  }

  [[nodiscard]] std::string_view kept() const { return {kept_.data(), size_}; }
  [[nodiscard]] bool complete() const { return !lost_; }

 private:
  [[nodiscard]] bool ends_badly(char c) const { return c == '.' || (shape_.inner_hyphens && c == '-'); }

  void take_ascii(char fate) {
    if (fate == blank) {
      separator_due_ = true;
    } else if (fate == lost || (fate == '_' && !shape_.keeps_underscore) ||
               (fate == '-' && size_ == 0 && shape_.inner_hyphens)) {
      lost_ = true;
    } else {
      keep(fate);
    }
  }

  // Malformed bytes read as U+FFFD, of which nothing stays.
  void take_other(char32_t character) {
    const char32_t lower = lower_case(character);
    if (lower < ascii_fate.size()) {
      take_ascii(ascii_fate.at(lower));
      return;
    }
    lost_ = true;
    for (const char letter : plain_letters(lower)) keep(letter);
  }

  // A separator is written only before a character, so that runs become one and none begins or ends the result.
  void keep(char c) {
    if (separator_due_ && size_ > 0) push(shape_.separator);
    separator_due_ = false;
    push(c);
  }

  void push(char c) {
    if (size_ == shape_.limit) {
      lost_ = true;
    } else {
      kept_.at(size_++) = c;
    }
  }

  const Shape& shape_;
  std::array<char, std::max(local_part.limit, label.limit)> kept_{};
  std::size_t size_ = 0;
  bool separator_due_ = false;
  bool lost_ = false;
};

// Lower case, with runs of blanks made one. Malformed bytes stay, so that the hash still tells them apart.
void append_folded(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t character = text::take_utf8(text);
    const bool malformed = character == text::replacement_character && before.size() - text.size() == 1;
    if (malformed) {
      out += before.front();
    } else if (is_blank(before.front())) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      text::append_utf8(out, lower_case(character));
    }
  }
}

std::string folded(const Spoken& name) {
  std::string result;
  append_folded(result, name.before);
  if (!name.before.empty() && !name.after.empty()) result += ' ';
  append_folded(result, name.after);
  return result;
}

void append_shaped(std::string& out, std::string_view text, const Shape& shape) {
  const Spoken name = spoken_order(text);
  Shaper shaper(shape);
  shaper.take(name.before);
  shaper.separate();
  shaper.take(name.after);
  shaper.finish();
  out += shaper.kept();
  if (shaper.complete() && !shaper.kept().empty()) return;
  if (!shaper.kept().empty()) out += '-';
  hash::append_short_hash(out, folded(name), hash_digits);
}

}  // namespace

void append_made_address(std::string& out, std::string_view name, std::string_view post_office,
                         std::string_view domain) {
  append_shaped(out, name, local_part);
  out += '@';
  const std::string_view office = trimmed(post_office);
  if (!office.empty()) {
    append_shaped(out, office, label);
    out += '.';
  }
  out += domain;
}

std::string made_address(std::string_view name, std::string_view post_office, std::string_view domain) {
  std::string result;
  append_made_address(result, name, post_office, domain);
  return result;
}

}  // namespace formats::ccmail
