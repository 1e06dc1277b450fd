#include "stages/resync/candidates.h"

#include <algorithm>

#include "formats/ascii.h"

namespace stages {

using formats::ccmail::Label;
using formats::ccmail::LabelKind;
using formats::ccmail::Line;
using formats::ccmail::Meaning;
using formats::ccmail::Origin;
using formats::ccmail::Vocabulary;

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
      if (ends_in(phrase.text)) longest = std::max(longest, phrase.text.size());
  }
  const auto try_built_in = [&](std::string_view word) {
    if (word.size() > longest && ends_in(word)) longest = word.size();
  };
  switch (formats::lower(text[end - 1])) {
    case 'e':
      try_built_in("message");
      break;
    case 's':
      try_built_in("contents");
      break;
    case 'm':
      for (const std::string_view item : {"text item", "file item", "fax item"}) try_built_in(item);
      break;
    default:
      break;
  }
  return longest == 0 ? std::nullopt : std::optional(end - longest);
}

std::optional<Candidate> next_candidate(std::string_view text, std::size_t from, std::size_t to,
                                        const Vocabulary& words) {
  // A line longer than label_reach is no label: where labels stand in one without an end, it is looked for once.
  std::size_t unbroken = from;  // no line ends between the start of the last label and here
  const auto ends_in_time = [&](std::size_t start) {
    const std::size_t last = std::min(text.size(), start + label_reach);
    unbroken = std::max(unbroken, start);
    while (unbroken < last && text[unbroken] != '\n' && text[unbroken] != '\r') ++unbroken;
    return unbroken < last || last == text.size();
  };
  // Every label ends in a colon, and colons are rare in what is no label.
  std::size_t colon = text.find(':', from);
  for (; colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
    const auto start = label_start(text, colon, words);
    if (colon >= to + label_reach) return std::nullopt;
    if (!start || *start < from) continue;
    if (*start >= to) return std::nullopt;
    if (!ends_in_time(*start)) continue;
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

bool starts_contents(std::string_view text, bool sized, const Vocabulary& words) {
  const auto label = label_at(text, words);
  return label && starts_contents(text, *label, sized, words);
}

bool starts_contents(std::string_view text, const Label& label, bool sized, const Vocabulary& words) {
  if (label.kind != LabelKind::contents) return false;
  text.remove_prefix(label.length);
  const auto size = formats::ccmail::parse_size_line(text);
  if (sized && !size) return false;
  if (size) text.remove_prefix(size->length);
  text = text.substr(0, look_reach);
  text.remove_prefix(filler_length(text));
  if (text.empty()) return true;
  const auto behind = label_at(text, words);
  return behind && behind->origin != Origin::unlisted && behind->kind != LabelKind::contents;
}

std::size_t damaged_size_length(std::string_view text) {
  constexpr std::size_t longest = 24;
  const Line line = formats::ccmail::first_line(text.substr(0, 4 * longest));
  const std::string_view content = formats::trimmed(line.content);
  if (content.empty() || content.size() > longest || line.content.size() == line.length) return 0;
  const auto is_digit = [](char c) { return formats::is_digit(c); };
  const bool digits = std::any_of(content.begin(), content.end(), is_digit);
  const bool digits_apart =
      std::all_of(content.begin(), content.end(), [](char c) { return formats::is_digit(c) || formats::is_blank(c); });
  const bool padded =
      line.content.size() >= 2 && formats::is_blank(line.content[0]) && formats::is_blank(line.content[1]);
  const bool plain = std::none_of(content.begin(), content.end(), [](char c) {
    return c == ':' || formats::is_blank(c) || static_cast<unsigned char>(c) < 0x20 ||
           static_cast<unsigned char>(c) >= 0x7f;
  });
  return digits_apart || (plain && (digits || padded)) ? line.length : 0;
}

bool is_behind_label(std::string_view text, const Vocabulary& words) {
  if (text.empty()) return false;
  if (!formats::ccmail::is_filler(text.back())) return true;
  std::size_t end = text.size();
  while (end > 0 && (text[end - 1] == '\r' || text[end - 1] == '\n')) --end;
  if (end == 0 || text[end - 1] != ':') {
    // The title of an item stands behind its colon.
    std::size_t line = end;
    while (line > 0 && !starts_line(text, line)) --line;
    return next_candidate(text, line, text.size(), words).has_value();
  }
  const std::string_view tail = text.substr(end - std::min<std::size_t>(end, Vocabulary::longest_word + 1));
  return next_candidate(tail, 0, tail.size(), words).has_value();
}

bool starts_sized_item(std::string_view text, bool listed_only, const Vocabulary& words) {
  const auto label = label_at(text, words);
  if (!label || label->kind != LabelKind::item) return false;
  if (listed_only && label->origin == Origin::unlisted) return false;
  const auto size = formats::ccmail::parse_size_line(text.substr(label->length));
  return size && size->value;
}

bool starts_blank_item(std::string_view text, const Vocabulary& words) {
  constexpr std::string_view blanks = "        ";  // sizes that are written bare leave no blanks
  const auto label = label_at(text, words);
  if (!label || label->kind != LabelKind::item || label->origin == Origin::unlisted) return false;
  text.remove_prefix(label->length);
  const auto size = text.starts_with(blanks) ? formats::ccmail::parse_size_line(text) : std::nullopt;
  return size && !size->value;
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
