#include "stages/head.h"

#include <optional>

namespace stages {

using formats::ccmail::HeadLineKind;
using formats::ccmail::Meaning;

Head::Head(const Extent& text, const formats::ccmail::Vocabulary& words)
    : text_(text.head(static_cast<std::size_t>(text.length()), copied_)) {
  std::optional<formats::ccmail::Vocabulary::Header> before;
  std::string_view rest = text_;
  while (!rest.empty()) {
    const auto line = formats::ccmail::first_line(rest);
    rest.remove_prefix(line.length);
    const auto parsed = formats::ccmail::parse_head_line(line.content, before, words);
    if (!parsed) continue;
    lines_.push_back(*parsed);
    if (parsed->kind != HeadLineKind::field) continue;
    before = {parsed->meaning, parsed->origin};
    std::size_t& first = first_.at(static_cast<std::size_t>(parsed->meaning));
    if (first == 0) first = lines_.size();
  }
}

std::string_view Head::value(Meaning meaning, std::string& joined) const {
  std::size_t next = first_.at(static_cast<std::size_t>(meaning));
  if (next == 0) return {};
  std::string_view value = lines_[next - 1].value;
  for (; next < lines_.size() && lines_[next].kind != HeadLineKind::field; ++next) {
    if (lines_[next].kind != HeadLineKind::continuation) continue;
    if (value.data() != joined.data()) joined = value;
    if (!joined.empty()) joined += ' ';
    joined += lines_[next].value;
    value = joined;
  }
  return value;
}

}  // namespace stages
