#include "stages/head.h"

#include <optional>

namespace stages {

using formats::ccmail::HeadLine;
using formats::ccmail::HeadLineKind;
using formats::ccmail::Meaning;

Head::Head(const Extent& text, const formats::ccmail::Vocabulary& words)
    : text_(text.head(static_cast<std::size_t>(text.length()), copied_)) {
  lines_.reserve(12);  // seldom more
  std::optional<formats::ccmail::Vocabulary::Header> before;
  std::string_view rest = text_;
  while (!rest.empty()) {
    const auto line = formats::ccmail::first_line(rest);
    rest.remove_prefix(line.length);
    const auto parsed = formats::ccmail::parse_head_line(line.content, before, words);
    if (!parsed) continue;
    if (parsed->kind == HeadLineKind::field) before = {parsed->meaning, parsed->origin};
    lines_.push_back(*parsed);
  }
}

std::string_view joined_value(const std::vector<HeadLine>& lines, Meaning meaning, std::string& joined) {
  std::string_view value;
  bool inside = false;
  for (const HeadLine& line : lines) {
    if (line.kind == HeadLineKind::field) {
      if (inside) break;
      inside = line.meaning == meaning;
      if (inside) value = line.value;
    } else if (inside && line.kind == HeadLineKind::continuation) {
      if (value.data() != joined.data()) joined = value;
      if (!joined.empty()) joined += ' ';
      joined += line.value;
      value = joined;
    }
  }
  return value;
}

}  // namespace stages
