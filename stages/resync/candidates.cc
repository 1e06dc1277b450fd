#include "stages/resync/candidates.h"

#include <algorithm>
#include <array>
#include <bit>

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
      if (ends_in(phrase.text)) longest = std::max(longest, phrase.text.size());
  }
  constexpr std::array<std::string_view, 5> built_in{"message", "contents", "text item", "file item", "fax item"};
  for (const std::string_view label : built_in)
    if (label.size() > longest && ends_in(label)) longest = label.size();
  return longest == 0 ? std::nullopt : std::optional(end - longest);
}

// Texts hold control bytes one by one, for their glyphs; a paragraph may be one long line.
bool is_overwritten(std::string_view line) {
  constexpr std::size_t enough = 4;
  constexpr std::size_t one_in = 20;
  const auto controls = static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\x1e' && c != '\x1f';
  }));
  return line.find('\0') != std::string_view::npos || (controls >= enough && controls >= line.size() / one_in);
}

// Which of the four headers that show a head were seen.
class ProofsOfHead {
 public:
  void add(Meaning meaning) {
    if (formats::ccmail::proves_a_head(meaning)) seen_ |= 1U << static_cast<unsigned>(meaning);
  }
  [[nodiscard]] int count() const { return std::popcount(seen_); }

 private:
  unsigned seen_ = 0;
};

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
    if (label_at(text, words)) break;
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

bool starts_message(std::string_view text, const Vocabulary& words) {
  const auto rest = behind_message_label(text.substr(0, look_reach), words);
  return rest && count_head_proofs(*rest, 3, words) > 0;
}

bool starts_sized_message(std::string_view text, const Vocabulary& words) {
  const auto label = label_at(text, words);
  return label && formats::ccmail::parse_size_line(text.substr(label->length)) && starts_message(text, words);
}

bool head_reaches_items(std::string_view text, const Vocabulary& words) {
  // Screen output of EXPORT may stand in a head (Q179072), and what else is no header; in prose most lines are.
  constexpr std::size_t most_others = 3;
  ProofsOfHead proofs;
  std::size_t others = 0;
  bool overwritten = false;  // nobody quotes a head with control bytes in it
  bool cut = false;          // the last line has no end: it may have been more than it seems
  std::optional<Vocabulary::Header> before;
  text = text.substr(0, head_reach);
  const bool to_the_end = text.size() < head_reach;
  for (;;) {
    const std::size_t filler = filler_length(text);
    overwritten = overwritten || text.substr(0, filler).find('\0') != std::string_view::npos;
    text.remove_prefix(filler);
    if (text.empty()) return proofs.count() >= 1 && (overwritten || (to_the_end && others <= (cut ? 1U : 0U)));
    if (const auto label = label_at(text, words)) {
      if (label->kind == LabelKind::contents || overwritten) return proofs.count() >= 1;
      if (label->kind == LabelKind::item) return label->origin != Origin::unlisted && proofs.count() >= 3;
      return proofs.count() == 4 && others == 0;
    }
    const Line line = formats::ccmail::first_line(text);
    cut = line.content.size() == line.length;
    overwritten = overwritten || is_overwritten(line.content);
    if (const auto parsed = formats::ccmail::parse_head_line(line.content, before, words)) {
      if (parsed->kind == formats::ccmail::HeadLineKind::other) {
        if (formats::ccmail::is_screen_output(line.content))
          cut = false;
        else if (++others > most_others)
          return overwritten && proofs.count() >= 1;
      } else {
        before = {parsed->meaning, parsed->origin};
        if (parsed->kind == formats::ccmail::HeadLineKind::field) proofs.add(parsed->meaning);
      }
    }
    text.remove_prefix(line.length);
  }
}

bool starts_message_with_head(std::string_view text, const Vocabulary& words) {
  const auto rest = behind_message_label(text, words);
  return rest && head_reaches_items(*rest, words);
}

std::size_t message_in_mid_line(std::string_view text, const Vocabulary& words) {
  const std::string_view line = formats::trimmed(formats::ccmail::first_line(text).content);
  if (!line.ends_with(':')) return 0;  // hardly any header does
  const auto colon = static_cast<std::size_t>(line.data() - text.data()) + line.size() - 1;
  const std::size_t start = label_start(text, colon, words).value_or(0);
  if (start == 0) return 0;
  const std::string_view here = text.substr(start);
  const auto label = label_at(here, words);
  if (!label || label->kind != LabelKind::message) return 0;
  const auto size = formats::ccmail::parse_size_line(here.substr(label->length));
  return size && size->value && starts_message(here, words) ? start : 0;
}

bool may_be_message(std::string_view text, const Vocabulary& words) {
  const auto rest = behind_message_label(text, words);
  if (!rest) return false;
  const Line line = formats::ccmail::first_line(*rest);
  const auto parsed = formats::ccmail::parse_head_line(line.content, std::nullopt, words);
  return parsed && formats::ccmail::proves_a_head(parsed->meaning);
}

bool starts_contents(std::string_view text, bool sized, const Vocabulary& words) {
  const auto label = label_at(text, words);
  if (!label || label->kind != LabelKind::contents) return false;
  text.remove_prefix(label->length);
  const auto size = formats::ccmail::parse_size_line(text);
  if (sized && !size) return false;
  if (size) text.remove_prefix(size->length);
  text = text.substr(0, look_reach);
  text.remove_prefix(filler_length(text));
  if (text.empty()) return true;
  const auto behind = label_at(text, words);
  return behind && behind->origin != Origin::unlisted && behind->kind != LabelKind::contents;
}

std::size_t head_start(std::string_view text, std::size_t low, std::size_t contents, const Vocabulary& words) {
  std::size_t start = contents;
  std::size_t at = contents;
  while (at > low) {
    std::size_t end = at;
    while (end > low && formats::ccmail::is_filler(text[end - 1])) --end;
    std::size_t line = end;
    while (line > low && line + label_reach > end && !starts_line(text, line)) --line;
    if (!starts_line(text, line)) break;
    const std::string_view content = text.substr(line, end - line);
    const auto parsed = formats::ccmail::parse_head_line(content, Vocabulary::Header{}, words);
    if (!parsed || parsed->kind == formats::ccmail::HeadLineKind::other || label_at(text.substr(line), words)) break;
    if (formats::ccmail::proves_a_head(parsed->meaning)) start = line;
    at = line;
  }
  return start;
}

bool starts_head_without_label(std::string_view text, const Vocabulary& words) {
  const auto first = formats::ccmail::parse_head_line(formats::ccmail::first_line(text).content, std::nullopt, words);
  return first && formats::ccmail::proves_a_head(first->meaning) && count_head_proofs(text, 6, words) >= 2 &&
         head_reaches_items(text, words);
}

bool is_inside_head(std::string_view text, std::size_t at, const Vocabulary& words) {
  while (at > 0) {
    std::size_t end = at;
    while (end > 0 && formats::ccmail::is_filler(text[end - 1])) --end;
    std::size_t line = end;
    while (line > 0 && !starts_line(text, line)) --line;
    if (line == end) return false;
    const std::string_view here = text.substr(line);
    if (const auto label = label_at(here, words)) return label->kind == LabelKind::message;
    // Data may end in mid-line (Q184391): the label is the end of this line then.
    if (const auto found = next_candidate(text, line, end, words)) return found->label.kind == LabelKind::message;
    const std::string_view content = text.substr(line, end - line);
    const auto parsed = formats::ccmail::parse_head_line(content, Vocabulary::Header{}, words);
    const bool of_head = parsed && parsed->kind != formats::ccmail::HeadLineKind::other;
    if (!of_head && !formats::ccmail::parse_size_line(content)) return false;
    at = line;
  }
  return false;
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
