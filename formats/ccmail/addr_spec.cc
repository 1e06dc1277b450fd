#include "formats/ccmail/addr_spec.h"

#include <algorithm>
#include <cstddef>

#include "formats/ascii.h"

namespace formats::ccmail {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_atom(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-/=?^_`{|}~";
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [marks](char c) { return is_alphanumeric(c) || marks.find(c) != npos; });
}

bool is_label(std::string_view text) {
  constexpr std::size_t longest = 63;
  return !text.empty() && text.size() <= longest && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool is_octet(std::string_view text) {
  constexpr int largest = 255;
  int value = 0;
  for (const char c : text) value = is_digit(c) && value <= largest ? value * 10 + (c - '0') : largest + 1;
  return !text.empty() && value <= largest;
}

// Whether the parts between the dots, at least one, all satisfy `is_part`. Returns their number, or 0.
template <typename IsPart>
std::size_t count_parts(std::string_view text, IsPart is_part) {
  std::size_t count = 0;
  for (;;) {
    const std::size_t dot = text.find('.');
    if (!is_part(text.substr(0, dot))) return 0;
    ++count;
    if (dot == npos) return count;
    text.remove_prefix(dot + 1);
  }
}

bool is_domain(std::string_view text) {
  constexpr std::size_t octets = 4;
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    return count_parts(text.substr(1, text.size() - 2), is_octet) == octets;
  }
  return count_parts(text, is_label) > 0;
}

}  // namespace

bool is_addr_spec(std::string_view text) {
  constexpr std::size_t longest_local_part = 64;
  constexpr std::size_t longest = 254;
  const std::size_t at = text.find('@');
  if (at > longest_local_part || text.size() > longest) return false;
  return count_parts(text.substr(0, at), is_atom) > 0 && is_domain(text.substr(at + 1));
}

}  // namespace formats::ccmail
