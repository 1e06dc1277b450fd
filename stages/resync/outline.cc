#include "stages/resync/outline.h"

#include <algorithm>

#include "formats/ccmail/label.h"
#include "stages/resync/candidates.h"
#include "stages/resync/heads.h"

namespace stages {

using formats::ccmail::LabelKind;
using formats::ccmail::Vocabulary;

namespace {

std::optional<WrittenSize> size_behind(Outlook& seen, std::uint64_t label, std::uint64_t size_line) {
  const auto size = formats::ccmail::parse_size_line(seen.view(size_line, label_reach));
  if (!size || !size->value) return std::nullopt;
  return WrittenSize{label, size_line, size_line + size->length, *size->value};
}

bool has_size_line(Outlook& seen, std::uint64_t at) {
  return formats::ccmail::parse_size_line(seen.view(at, label_reach)).has_value();
}

bool is_filler_between(Outlook& seen, std::uint64_t low, std::uint64_t high) {
  const auto length = static_cast<std::size_t>(high - low);
  const std::string_view text = seen.view(low, length);
  return text.size() == length && filler_length(text) == length;
}

// True when a label with its size comes at `at`, give or take filler, or the end of the dump.
bool is_followed(Outlook& seen, std::uint64_t at, const Vocabulary& words) {
  if (at > seen.end()) return false;
  const std::string_view text = seen.view(at, look_reach);
  const std::string_view rest = text.substr(filler_length(text));
  if (rest.empty()) return seen.is_end(at + text.size());
  return starts_sized_item(rest, true, words) || starts_sized_message(rest, words);
}

}  // namespace

Outlined outline_at(Outlook& seen, std::uint64_t at, const Vocabulary& words) {
  const std::string_view start = seen.view(at, look_reach);
  const auto label = label_at(start, words);
  if (!label || label->kind != LabelKind::message) return {std::nullopt, at + 1};
  if (!starts_message(start, *label, words)) return {std::nullopt, at + label->length};
  Outline outline;
  outline.begin = at;
  outline.message = size_behind(seen, at, at + label->length);
  outline.sized = has_size_line(seen, at + label->length);
  std::uint64_t line_at = outline.message ? outline.message->contents : at + label->length;
  const std::uint64_t end = line_at + head_reach;
  while (line_at < end) {
    const std::string_view rest = seen.view(line_at, look_reach);
    if (rest.empty()) break;
    if (const std::size_t filler = filler_length(rest); filler > 0) {
      line_at += filler;
      continue;
    }
    if (const auto here = label_at(rest, words)) {
      if (here->kind != LabelKind::contents) break;
      outline.head_end = line_at;
      outline.contents = size_behind(seen, line_at, line_at + here->length);
      outline.sized = outline.sized || has_size_line(seen, line_at + here->length);
      return {outline, line_at + here->length};
    }
    // The head of which the end was lost, and the next message in its last line.
    if (const std::size_t next = message_in_mid_line(rest, words); next > 0) return {std::nullopt, line_at + next};
    line_at += formats::ccmail::first_line(rest).length;
  }
  return {std::nullopt, line_at};
}

std::optional<std::uint64_t> end_of(Outlook& seen, const Dialect& dialect, const Outline& outline,
                                    std::uint64_t limit) {
  std::optional<std::uint64_t> end;
  for (const auto& size : {outline.contents, outline.message}) {
    if (!size) continue;
    const auto own = seen.end_of(dialect, size->value, size->label, size->size_line, size->contents, limit);
    if (!own || (end && *end != *own && !(*own > *end && *own - *end <= 8 && is_filler_between(seen, *end, *own))))
      return std::nullopt;
    end = own;
  }
  return end;
}

std::optional<std::uint64_t> start_of_those_across(Outlook& seen, const Dialect& dialect, const Vocabulary& words,
                                                   std::uint64_t from, std::uint64_t to, bool up_to) {
  std::uint64_t at = from;
  std::uint64_t start = from;  // of the messages that follow each other without a gap up to `linked`
  std::optional<std::uint64_t> linked;
  while (at < to) {
    const std::string_view text = seen.view(at, search_step + look_reach);
    const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(search_step, to - at));
    const auto candidate = next_candidate(text, 0, std::min(step, text.size()), words);
    if (!candidate) {
      at += step;
      continue;
    }
    at += candidate->at;
    if (candidate->label.kind == LabelKind::item) {
      const std::uint64_t size_line = at + candidate->label.length;
      if (const auto size = size_behind(seen, at, size_line)) {
        const auto end = seen.end_of(dialect, size->value, at, size_line, size->contents, to + across_reach);
        if (end && *end > to && *end - to <= across_reach && is_followed(seen, *end, words)) return at;
      }
    }
    if (candidate->label.kind != LabelKind::message) {
      at += candidate->label.length;
      continue;
    }
    const std::uint64_t begin = at;
    const auto [outline, behind] = outline_at(seen, begin, words);
    at = behind;
    if (!outline || !outline->message || !outline->contents) continue;
    const auto end = end_of(seen, dialect, *outline, to + across_reach);
    if (!end) continue;
    if (begin != linked) start = begin;
    if (*end > to) return start;
    const bool leads_to = *end == to || (to - *end <= label_reach && is_filler_between(seen, *end, to));
    if (up_to && leads_to) return start;
    // What a sound message holds is its own; the next one may follow it.
    const std::string_view follows = seen.view(*end, label_reach);
    const std::size_t filler = filler_length(follows);
    const auto label = label_at(follows.substr(filler), words);
    if (*end == to || !label || label->kind != LabelKind::message) continue;
    linked = *end + filler;
    at = std::max(at, *linked);
  }
  return std::nullopt;
}

}  // namespace stages
