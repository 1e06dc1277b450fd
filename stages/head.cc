#include "stages/head.h"

#include <optional>

namespace stages {

using formats::ccmail::HeadLine;
using formats::ccmail::HeadLineKind;
using formats::ccmail::Meaning;

void parse_head(std::string_view text, std::vector<HeadLine>& lines) {
  lines.clear();
  std::optional<Meaning> before;
  while (!text.empty()) {
    const auto line = formats::ccmail::first_line(text);
    text.remove_prefix(line.length);
    const auto parsed = formats::ccmail::parse_head_line(line.content, before);
    if (!parsed) continue;
    if (parsed->kind == HeadLineKind::field) before = parsed->meaning;
    lines.push_back(*parsed);
  }
}

std::string joined_value(const std::vector<HeadLine>& lines, Meaning meaning) {
  std::string value;
  bool inside = false;
  for (const HeadLine& line : lines) {
    if (line.kind == HeadLineKind::field) {
      if (inside) break;
      inside = line.meaning == meaning;
      if (inside) value = line.value;
    } else if (inside && line.kind == HeadLineKind::continuation) {
      if (!value.empty()) value += ' ';
      value += line.value;
    }
  }
  return value;
}

}  // namespace stages
