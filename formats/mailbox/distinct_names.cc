#include "formats/mailbox/distinct_names.h"

#include <cstddef>

#include "formats/ccmail/letters.h"
#include "formats/hash/short_hash.h"

namespace formats::mailbox {
namespace {

constexpr std::string_view mark = "%~";
constexpr std::size_t hash_digits = 8;

std::string distinction(std::string_view name) {
  std::string text(mark);
  hash::append_short_hash(text, name, hash_digits);
  return text;
}

}  // namespace

std::string DistinctNames::distinct(std::string_view name) {
  const auto [first, added] = first_.try_emplace(ccmail::in_lower_case(name), name);
  std::string result(name);
  if (first->second != name) result += distinction(name);
  return result;
}

std::string_view without_distinction(std::string_view name) {
  constexpr std::size_t length = mark.size() + hash_digits;
  if (name.size() <= length) return name;
  const std::string_view before = name.substr(0, name.size() - length);
  // A name that was cut ends alike, but its hash is that of the name uncut.
  return name.ends_with(distinction(before)) ? before : name;
}

}  // namespace formats::mailbox
