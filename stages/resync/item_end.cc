// Where an item ends: the part of the planner that checks declared ends and searches for those that nothing confirms.
#include <algorithm>
#include <limits>
#include <stdexcept>

#include "formats/ascii.h"
#include "stages/damage_text.h"
#include "stages/resync/candidates.h"
#include "stages/resync/planner.h"

namespace stages {

using formats::ccmail::LabelKind;

// True when the text at `at` is where an item may end: a label, a line that stands between messages, the head of a
// message whose label was lost, or the end.
bool Planner::ends_here(std::uint64_t at, std::string_view text) {
  if (text.empty()) return seen_.is_end(at);
  if (const auto label = label_at(text, words_)) {
    if (label->kind == LabelKind::item) return starts_sized_item(text, false, words_) && !is_misread_label(at, *label);
    if (label->kind == LabelKind::message) return starts_message(text, words_);
  }
  if (starts_reason_line(text) || starts_screen_output(text) || folder_directive(text, words_)) return true;
  return !outer_ && starts_head_without_label(behind_optional_size(text), words_);
}

// A size that is off by a few letters leads behind the first letters of a listed label ("ext item") or in front of it
// where the data end without a line end ("meText item"), and what stands there reads as an item of a kind that is not
// listed. A heuristic: an unlisted kind that ends in a listed word, such as RichText, is mistaken in mid-line.
bool Planner::is_misread_label(std::uint64_t at, const formats::ccmail::Label& label) {
  if (label.origin != formats::ccmail::Origin::unlisted) return false;
  constexpr std::uint64_t longest_word = 64;
  const std::uint64_t low = std::max(block_.begin, open_.item.data);
  const std::uint64_t from = std::max(low, at - std::min(at, longest_word));
  const auto before = static_cast<std::size_t>(at - from);
  const std::string_view text = seen_.view(from, before + label.length);
  for (auto found = next_candidate(text, 0, text.size(), words_); found;
       found = next_candidate(text, found->at + 1, text.size(), words_)) {
    if (found->label.kind != LabelKind::item || found->label.origin == formats::ccmail::Origin::unlisted) continue;
    const auto [low_start, high_start] = std::minmax(found->at, before);
    const std::string_view between = text.substr(low_start, high_start - low_start);
    if (between.find_first_of(":\r\n") != std::string_view::npos) continue;  // not the same label
    if (found->at < before) return true;
    const bool like_a_label = starts_line(text, before) && formats::lower(text[before]) != text[before];
    if (!like_a_label && formats::lower(text[found->at]) != text[found->at]) return true;
  }
  return false;
}

// Looks at what follows an end, give or take filler.
Planner::Confirmed Planner::confirm(std::uint64_t end) {
  if (outer_ && end > *outer_) return Confirmed::no;
  if (outer_ && end == *outer_) return Confirmed::yes;
  if (seen_.knows_end() && end > seen_.end()) return Confirmed::no;
  const auto here = seen_.behind_filler(end);
  if (!here) return Confirmed::need_more;
  if ((outer_ && *here >= *outer_) || seen_.is_end(*here)) return Confirmed::yes;
  if (!seen_.has(*here, look_reach)) return Confirmed::need_more;
  return ends_here(*here, seen_.view(*here, look_reach)) ? Confirmed::yes : Confirmed::no;
}

// Finds the end of the open item: its declared end when something confirms it, or else what the search finds.
Planner::Outcome Planner::search() {
  if (!dialect_.sized) return search_unsized();
  if (open_.declared_end && searched_ == open_.item.data) {
    const std::uint64_t end = *open_.declared_end;
    // Two sizes that end at the same byte prove each other, whatever follows.
    const bool proven = (!seen_.knows_end() || end <= seen_.end()) && (end == contents_end_ || end == message_end_);
    if (proven && !outer_) outer_ = end;
    const Confirmed confirmed = confirm(end);
    if (confirmed == Confirmed::need_more) return Outcome::need_more;
    if (confirmed == Confirmed::yes) {
      if (!seen_.has(end, 0)) return Outcome::need_more;
      if (!seen_.knows_end() || end <= seen_.end()) {
        close_item(end);
        return Outcome::proceed;
      }
    }
    if (!outer_is_settled()) return Outcome::need_more;
    if (const auto outcome = search_near()) return *outcome;
  }
  if (!outer_is_settled()) return Outcome::need_more;
  for (;;) {
    const std::uint64_t limit = outer_ ? *outer_ : std::numeric_limits<std::uint64_t>::max();
    const auto reach =
        static_cast<std::size_t>(std::min<std::uint64_t>(search_step + look_reach, limit - std::min(limit, searched_)));
    if (!seen_.has(searched_, reach)) return Outcome::need_more;
    const std::string_view text = seen_.view(searched_, reach);
    const std::size_t step = std::min(text.size(), search_step);
    const std::size_t found = next_label_within(text, 0, step, false);
    if (found < step) {
      close_searched_item(searched_ + found);
      return Outcome::proceed;
    }
    searched_ += step;
    if (step == 0 || searched_ >= limit) break;
  }
  close_searched_item(outer_ ? *outer_ : seen_.end());
  return Outcome::proceed;
}

// A size that is off by a few bytes is the commonest damage: looks at the bytes around the declared end. None when
// nothing is there.
std::optional<Planner::Outcome> Planner::search_near() {
  constexpr std::uint64_t near = 8;
  const std::uint64_t end = *open_.declared_end;
  if (!seen_.has(end, near + look_reach)) return Outcome::need_more;
  for (std::uint64_t distance = 1; distance <= near; ++distance) {
    for (const bool after : {false, true}) {
      const std::uint64_t at = after ? end + distance : end - std::min(end, distance);
      if (at < open_.item.data || (outer_ && at > *outer_) || (seen_.knows_end() && at > seen_.end())) continue;
      if (at != outer_ && !ends_here(at, seen_.view(at, look_reach))) continue;
      close_searched_item(at);
      return Outcome::proceed;
    }
  }
  return std::nullopt;
}

// The first place in [from, to) of `text` where a label stands that what follows it bears out; the size of `text` when
// there is none.
std::size_t Planner::next_label_within(std::string_view text, std::size_t from, std::size_t to,
                                       bool at_line_start) const {
  for (auto found = next_candidate(text, from, to, words_); found;
       found = next_candidate(text, found->at + 1, to, words_)) {
    const std::string_view here = text.substr(found->at);
    if (at_line_start && !starts_line(text, found->at)) continue;
    if (found->label.kind == LabelKind::message ? starts_next_message(here)
                                                : !dialect_.sized || starts_sized_item(here, true, words_))
      return found->at;
  }
  return text.size();
}

bool Planner::starts_next_message(std::string_view text) const {
  if (outer_) return false;  // a message inside a proven one is an attached export
  return dialect_.sized ? starts_message(text, words_) : starts_message_with_contents(text, words_);
}

// Without sizes an item ends at the next label at the start of a line, or where a `Folder:` line comes before a
// message.
Planner::Outcome Planner::search_unsized() {
  for (;;) {
    // One byte more in front shows whether the first place is the start of a line.
    const std::uint64_t before = searched_ > open_.item.data ? 1 : 0;
    if (!seen_.has(searched_, search_step + head_reach)) return Outcome::need_more;
    const std::string_view text =
        seen_.view(searched_ - before, static_cast<std::size_t>(before) + search_step + head_reach);
    const std::size_t step = std::min(text.size(), search_step + static_cast<std::size_t>(before));
    const std::size_t found = next_label_within(text, static_cast<std::size_t>(before), step, true);
    if (found < step) {
      const std::uint64_t end = searched_ - before + found;
      const bool message = label_at(text.substr(found), words_)->kind == LabelKind::message;
      close_item(message ? before_lines_between(open_.item.data, end) : end);
      return Outcome::proceed;
    }
    if (step == before) break;
    searched_ += step - before;
  }
  close_item(seen_.end());
  return Outcome::proceed;
}

// `end`, or where the lines start that stand right before it, behind `low`, and belong to the message there: one
// `Folder:` line and, in a dump that begins with one, reason lines. Elsewhere a text may end in "*** ... ***".
std::uint64_t Planner::before_lines_between(std::uint64_t low, std::uint64_t end) {
  const std::uint64_t from = std::max(low, end - std::min<std::uint64_t>(end, label_reach));
  std::string_view text = seen_.view(from, static_cast<std::size_t>(end - from));
  bool directive = false;
  std::uint64_t start = end;
  for (;;) {
    while (!text.empty() && formats::ccmail::is_filler(text.back())) text.remove_suffix(1);
    std::size_t line = text.size();
    while (line > 0 && !starts_line(text, line)) --line;
    if (line == text.size() || (line == 0 && from != low)) return start;
    const std::string_view last = text.substr(line);
    const bool is_directive = !directive && folder_directive(last, words_);
    if (!is_directive && !(reasons_lead_ && starts_reason_line(last))) return start;
    directive = directive || is_directive;
    start = from + line;
    text.remove_suffix(last.size());
  }
}

void Planner::close_item(std::uint64_t end) {
  if (end < open_.item.data) throw std::logic_error("an item that ends before it begins");
  open_.item.length = end - open_.item.data;
  block_.items.push_back(open_.item);
  at_ = end;
  state_ = State::items;
}

void Planner::close_searched_item(std::uint64_t end) {
  const PlannedItem& item = open_.item;
  auto to = damage_text::ReadTo::label;
  if (outer_ && end == *outer_) to = damage_text::ReadTo::message_end;
  if (seen_.is_end(end)) to = damage_text::ReadTo::dump_end;
  if (!open_.declared_end)
    note(DamageKind::size_blank, item.label, 0, damage_text::size_blank("item", to));
  else if (seen_.is_end(end) && *open_.declared_end > end + 8)
    note(DamageKind::cut_off, item.label, 0, damage_text::cut_off(*open_.declared_end - end));
  else
    note(DamageKind::size_wrong, item.label, 0, damage_text::size_wrong("item", *open_.declared_end, end, to));
  close_item(end);
}

}  // namespace stages
