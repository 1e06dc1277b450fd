#include "stages/resync/heads.h"

#include <algorithm>
#include <bit>

#include "formats/ascii.h"
#include "stages/resync/candidates.h"

namespace stages {
namespace {

using formats::ccmail::Label;
using formats::ccmail::LabelKind;
using formats::ccmail::Line;
using formats::ccmail::Meaning;
using formats::ccmail::Origin;
using formats::ccmail::Vocabulary;

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
  [[nodiscard]] bool complete() const { return count() == 4; }

 private:
  unsigned seen_ = 0;
};

std::optional<std::string_view> behind_message_label(std::string_view text, const Vocabulary& words) {
  const auto label = label_at(text, words);
  if (!label || label->kind != LabelKind::message) return std::nullopt;
  return behind_optional_size(text.substr(label->length));
}

// Whether `enough` of From, Date, To, Subject are among the first `most_lines` lines of `text` that are not empty.
bool has_head_proofs(std::string_view text, std::size_t enough, std::size_t most_lines, const Vocabulary& words) {
  std::size_t proofs = 0;
  while (proofs < enough && most_lines > 0 && !text.empty()) {
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
  return proofs >= enough;
}

}  // namespace

bool starts_message(std::string_view text, const Vocabulary& words) {
  const auto label = label_at(text, words);
  return label && starts_message(text, *label, words);
}

bool starts_message(std::string_view text, const Label& label, const Vocabulary& words) {
  if (label.kind != LabelKind::message) return false;
  return has_head_proofs(behind_optional_size(text.substr(label.length, look_reach - label.length)), 1, 3, words);
}

bool starts_sized_message(std::string_view text, const Vocabulary& words) {
  const auto label = label_at(text, words);
  return label && formats::ccmail::parse_size_line(text.substr(label->length)) && starts_message(text, *label, words);
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
      return proofs.complete() && others == 0;
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

std::size_t head_start(std::string_view text, std::size_t low, std::size_t contents, const Vocabulary& words) {
  std::size_t start = contents;
  std::size_t at = contents;
  ProofsOfHead proofs;
  Meaning last = Meaning::unknown;  // that made the proofs complete: what stands before it is no head's
  while (at > low) {
    std::size_t end = at;
    while (end > low && formats::ccmail::is_filler(text[end - 1])) --end;
    std::size_t line = end;
    while (line > low && line + label_reach > end && !starts_line(text, line)) --line;
    if (!starts_line(text, line)) break;
    const std::string_view content = text.substr(line, end - line);
    const auto parsed = formats::ccmail::parse_head_line(content, Vocabulary::Header{}, words);
    if (!parsed || parsed->kind == formats::ccmail::HeadLineKind::other || label_at(text.substr(line), words)) break;
    if (proofs.complete() && parsed->meaning != last) break;
    if (formats::ccmail::proves_a_head(parsed->meaning)) {
      start = line;
      proofs.add(parsed->meaning);
      last = parsed->meaning;
    }
    at = line;
  }
  return start;
}

bool starts_head_without_label(std::string_view text, const Vocabulary& words) {
  const auto first = formats::ccmail::parse_head_line(formats::ccmail::first_line(text).content, std::nullopt, words);
  return first && formats::ccmail::proves_a_head(first->meaning) && has_head_proofs(text, 2, 6, words) &&
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

}  // namespace stages
