#include "formats/ccmail/excerpt.h"

#include <optional>

#include "formats/ccmail/label.h"
#include "formats/text/visible.h"

namespace formats::ccmail {

std::string structure_excerpt(std::string_view text, const Vocabulary& words) {
  if (const auto label = parse_label(text, words);
      label && (label->kind != LabelKind::item || label->origin != Origin::unlisted)) {
    const auto size = parse_size_line(text.substr(label->length));
    return text::visible(text.substr(0, label->length + (size ? size->length : 0)).substr(0, longest_excerpt));
  }
  if (const auto size = parse_size_line(text))
    return text::visible(text.substr(0, size->length).substr(0, longest_excerpt));
  const auto line = parse_head_line(first_line(text).content, std::nullopt, words);
  if (!line || line->kind != HeadLineKind::field || line->meaning == Meaning::unknown) return {};
  return text::visible(line->name.substr(0, longest_excerpt)) + ":";
}

std::string contents_excerpt(std::string_view text) {
  return text::visible(text.substr(0, first_line(text).length).substr(0, longest_excerpt));
}

}  // namespace formats::ccmail
