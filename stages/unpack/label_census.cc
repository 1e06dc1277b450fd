#include "stages/unpack/label_census.h"

#include <algorithm>
#include <utility>

#include "formats/ascii.h"
#include "formats/ccmail/label.h"

namespace stages {
namespace {

using formats::ccmail::HeadLine;
using formats::ccmail::HeadLineKind;
using formats::ccmail::Origin;

constexpr bool is_letter(char c) { return formats::is_letter(c) || (static_cast<unsigned char>(c) & 0x80U) != 0; }

// What could be the name of a label in a line that nothing proves to be one; empty for any other line. An item's number
// is no part of it.
std::string_view name_in(std::string_view line) {
  const std::size_t colon = line.substr(0, LabelCensus::longest_name).find(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  if (colon + 1 < line.size() && !formats::is_blank(line[colon + 1])) return {};
  const std::string_view name = formats::ccmail::split_item_label(line).name;
  const auto is_part = [](char c) { return is_letter(c) || c == ' ' || c == '-' || c == '.' || c == '#' || c == '\''; };
  constexpr std::ptrdiff_t most_blanks = 2;
  if (name.empty() || !is_letter(name.front()) || !std::all_of(name.begin(), name.end(), is_part) ||
      std::count(name.begin(), name.end(), ' ') > most_blanks)
    return {};
  return name;
}

}  // namespace

void LabelCensus::add(const Message& message) {
  for (const HeadLine& line : message.parsed->lines())
    if (line.kind == HeadLineKind::field && line.origin == Origin::unlisted)
      count(line.name, message.head.offset() + message.parsed->offset_of(line));
  std::string scratch;
  for (const Item& item : message.items)
    if (item.origin == Origin::unlisted)
      count(formats::ccmail::split_item_label(item.label.head(item.label.length(), scratch)).name, item.label.offset());
}

void LabelCensus::add(const Quarantined& quarantined, const formats::ccmail::Vocabulary& words) {
  const Extent bytes = quarantined.bytes.sub(0, quarantine_reach - quarantine_seen_);
  quarantine_seen_ += bytes.length();
  std::uint64_t offset = bytes.offset();
  bool cut = false;  // the part before ends within a line, whose start was looked at there
  bytes.visit([&](std::string_view text) {
    const bool cuts = !text.empty() && text.back() != '\n' && text.back() != '\r';
    if (cut) {
      const auto rest = formats::ccmail::first_line(text);
      offset += rest.length;
      text.remove_prefix(rest.length);
    }
    cut = cuts;
    while (!text.empty()) {
      const auto line = formats::ccmail::first_line(text);
      const std::string_view name = name_in(line.content);
      if (!name.empty() && !words.lists(name)) count(name, offset);
      offset += line.length;
      text.remove_prefix(line.length);
    }
  });
}

void LabelCensus::count(std::string_view name, std::uint64_t offset) {
  if (std::none_of(name.begin(), name.end(), is_letter)) return;  // "10:15 …"
  if (name.size() > longest_name) {
    ++found_.others;
    return;
  }
  key_.resize(name.size());
  std::transform(name.begin(), name.end(), key_.begin(), formats::lower);
  if (const auto place = places_.find(key_); place != places_.end()) {
    ++found_.labels[place->second].count;
  } else if (found_.labels.size() < most_names) {
    places_.emplace(key_, found_.labels.size());
    found_.labels.push_back({std::string(name), 1, offset});
  } else {
    ++found_.others;
  }
}

}  // namespace stages
