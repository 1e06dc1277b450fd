#include "stages/resync/candidates.h"

#include <algorithm>
#include <array>

#include "formats/ascii.h"

namespace stages {
namespace {

using formats::ccmail::Label;
using formats::ccmail::LabelKind;
using formats::ccmail::Line;
using formats::ccmail::Meaning;
using formats::ccmail::Origin;
using formats::ccmail::Vocabulary;

// Where a label that ends in the colon at `colon` would start, if the words before it are those of a label.
std::optional<std::size_t> label_start(std::string_view text, std::size_t colon, const Vocabulary& words) {
  std::size_t end = colon;
  while (end > 0 && (formats::is_blank(text[end - 1]) || formats::is_digit(text[end - 1]))) --end;
  if (end == 0) return std::nullopt;
  const auto ends_in = [&](std::string_view word) {
    return end >= word.size() && formats::equal_without_case(text.substr(end - word.size(), word.size()), word);
  };
  std::size_t longest = 0;  // a taught label may end in the words of another
  if (words.may_end_with(text[end - 1])) {
    for (const Vocabulary::Phrase& phrase : words.phrases())
      if (phrase.kind != LabelKind::contents && ends_in(phrase.text)) longest = std::max(longest, phrase.text.size());
  }
  constexpr std::array<std::string_view, 4> built_in{"message", "text item", "file item", "fax item"};
  for (const std::string_view label : built_in)
    if (label.size() > longest && ends_in(label)) longest = label.size();
  return longest == 0 ? std::nullopt : std::optional(end - longest);
}

std::optional<std::string_view> behind_message_label(std::string_view text, const Vocabulary& words) {
  const auto label = label_at(text, words);
  if (!label || label->kind != LabelKind::message) return std::nullopt;
  return behind_optional_size(text.substr(label->length));
}

// Four of the head's own lines within the first lines of `text`, counted up to `most_lines` lines that are not empty.
std::size_t count_head_proofs(std::string_view text, std::size_t most_lines, const Vocabulary& words) {
  std::size_t proofs = 0;
  while (most_lines > 0 && !text.empty()) {
    text.remove_prefix(filler_length(text));
    const Line line = formats::ccmail::first_line(text);
    const auto parsed = formats::ccmail::parse_head_line(line.content, std::nullopt, words);
    if (parsed && !formats::ccmail::is_screen_output(line.content)) {
      if (formats::ccmail::proves_a_head(parsed->meaning)) ++proofs;
      --most_lines;
    }
    text.remove_prefix(line.length);
  }
  return proofs;
}

}  // namespace

std::optional<Candidate> next_candidate(std::string_view text, std::size_t from, std::size_t to,
                                        const Vocabulary& words) {
  // Every label ends in a colon, and colons are rare in what is no label.
  std::size_t colon = text.find(':', from);
  for (; colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
    const auto start = label_start(text, colon, words);
    if (colon >= to + label_reach) return std::nullopt;
    if (!start || *start < from) continue;
    if (*start >= to) return std::nullopt;
    if (const auto label = formats::ccmail::parse_label(text.substr(*start, label_reach), words))
      return Candidate{*start, *label};
  }
  return std::nullopt;
}

std::string_view behind_optional_size(std::string_view text) {
  if (const auto size = formats::ccmail::parse_size_line(text)) text.remove_prefix(size->length);
  return text;
}

std::optional<Label> label_at(std::string_view text, const Vocabulary& words) {
  const auto label = formats::ccmail::parse_label(text.substr(0, label_reach), words);
  return label && label->length == label_reach && text.size() > label_reach ? std::nullopt : label;
}

bool starts_message(std::string_view text, const Vocabulary& words) {
  const auto rest = behind_message_label(text.substr(0, look_reach), words);
  return rest && count_head_proofs(*rest, 3, words) > 0;
}

bool head_reaches_contents(std::string_view text, const Vocabulary& words) {
  std::size_t proofs = 0;
  std::optional<Vocabulary::Header> before;
  text = text.substr(0, head_reach);
  while (!text.empty()) {
    text.remove_prefix(filler_length(text));
    const auto label = label_at(text, words);
    if (label) return label->kind == LabelKind::contents && proofs > 0;
    const Line line = formats::ccmail::first_line(text);
    if (const auto parsed = formats::ccmail::parse_head_line(line.content, before, words)) {
      const bool other = parsed->kind == formats::ccmail::HeadLineKind::other;
      if (other && !formats::ccmail::is_screen_output(line.content)) return false;
      if (!other) before = {parsed->meaning, parsed->origin};
      if (parsed->kind == formats::ccmail::HeadLineKind::field && formats::ccmail::proves_a_head(parsed->meaning))
        ++proofs;
    }
    text.remove_prefix(line.length);
  }
  return false;
}

bool starts_message_with_contents(std::string_view text, const Vocabulary& words) {
  const auto rest = behind_message_label(text, words);
  return rest && head_reaches_contents(*rest, words);
}

bool starts_head_without_label(std::string_view text, const Vocabulary& words) {
  const auto first = formats::ccmail::parse_head_line(formats::ccmail::first_line(text).content, std::nullopt, words);
  return first && formats::ccmail::proves_a_head(first->meaning) && count_head_proofs(text, 6, words) >= 2 &&
         head_reaches_contents(text, words);
}

bool starts_sized_item(std::string_view text, bool listed_only, const Vocabulary& words) {
  const auto label = label_at(text, words);
  if (!label || label->kind != LabelKind::item) return false;
  if (listed_only && label->origin == Origin::unlisted) return false;
  const auto size = formats::ccmail::parse_size_line(text.substr(label->length));
  return size && size->value;
}

std::optional<std::string_view> folder_directive(std::string_view text, const Vocabulary& words) {
  const auto line = formats::ccmail::parse_head_line(formats::ccmail::first_line(text).content, std::nullopt, words);
  if (!line || line->meaning != Meaning::folder) return std::nullopt;
  return line->value;
}

bool starts_reason_line(std::string_view text) { return text.starts_with(reason_mark); }

bool starts_screen_output(std::string_view text) { return formats::ccmail::is_screen_output(text); }

bool starts_line(std::string_view text, std::size_t at) { return at == 0 || formats::ccmail::is_filler(text[at - 1]); }

std::size_t filler_length(std::string_view text) {
  const auto* const end = std::find_if_not(text.begin(), text.end(), formats::ccmail::is_filler);
  return static_cast<std::size_t>(end - text.begin());
}

}  // namespace stages
