// What proves where an item ends: the part of the planner that checks what a size leads to.
#include <algorithm>
#include <limits>
#include <stdexcept>

#include "formats/ascii.h"
#include "stages/damage_text.h"
#include "stages/resync/candidates.h"
#include "stages/resync/heads.h"
#include "stages/resync/outline.h"
#include "stages/resync/planner.h"

namespace stages {

using formats::ccmail::LabelKind;

// True when the text at `at` is where an item may end: a label, a line that stands between messages, the head of a
// message whose label was lost, or the end. Where a size leads to it `exactly`, a label's own size may be damaged.
bool Planner::ends_here(std::uint64_t at, std::string_view text, bool exactly) {
  if (text.empty()) return seen_.is_end(at);
  if (const auto label = label_at(text, words_)) {
    if (label->kind == LabelKind::item)
      return (exactly && label->origin != formats::ccmail::Origin::unlisted) ||
             (starts_sized_item(text, false, words_) && !is_misread_label(at, *label));
    if (label->kind == LabelKind::message)
      return starts_message(text, *label, words_) ||
             (exactly && formats::ccmail::parse_size_line(text.substr(label->length)).has_value());
  }
  if (starts_reason_line(text) || starts_screen_output(text)) return true;
  if (folder_directive(text, words_) || (!outer_ && starts_head_without_label(behind_optional_size(text), words_))) {
    // These stand in the middle of a head, too, and a size that is too large may lead there.
    const std::uint64_t from = std::max(at - std::min<std::uint64_t>(at, label_reach), block_.begin);
    return from >= at || !is_inside_head(seen_.view(from, static_cast<std::size_t>(at - from)),
                                         static_cast<std::size_t>(at - from), words_);
  }
  return false;
}

// Whether a size line stands at `at` that leads to the end of the message or to the next label: of an item whose label
// was lost.
Planner::Confirmed Planner::starts_unlabelled(std::uint64_t at) {
  const auto size = formats::ccmail::parse_size_line(seen_.view(at, label_reach));
  if (!size || !size->value) return Confirmed::no;
  const std::uint64_t from = std::max(at - std::min<std::uint64_t>(at, label_reach), block_.begin);
  if (is_behind_label(seen_.view(from, static_cast<std::size_t>(at - from)), words_)) return Confirmed::no;
  const auto own = seen_.end_of(dialect_, *size->value, at, at, at + size->length, nowhere);
  if (!own) return Confirmed::need_more;
  const std::uint64_t end = *own;
  if (outer_ && end > *outer_) return Confirmed::no;
  if (end == outer_ || end == agreed_ || end == contents_end_ || end == message_end_) return Confirmed::yes;
  if (!seen_.has(end, 2 * look_reach)) return Confirmed::need_more;
  const std::string_view text = seen_.view(end, 2 * look_reach);
  const std::string_view rest = text.substr(std::min(filler_length(text), look_reach));
  return starts_sized_item(rest, true, words_) || starts_sized_message(rest, words_) ? Confirmed::yes : Confirmed::no;
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
  if (ends_here(*here, seen_.view(*here, look_reach), true)) return Confirmed::yes;
  return starts_unlabelled(*here);
}

// LF in a file that was no line end lost nothing when the dump was copied in text mode: all sizes agree on an end that
// is too early by as many bytes.
bool Planner::may_hold_line_feeds(std::uint64_t end) {
  if (!may_end_behind_lines()) return false;
  for (std::uint64_t at = open_.item.data; at < end; at += search_step) {
    const std::string_view text =
        seen_.view(at, static_cast<std::size_t>(std::min<std::uint64_t>(search_step, end - at)));
    if (text.find('\n') != std::string_view::npos) return true;
  }
  return false;
}

// Whether `end` lies in the label of an item, its size line or the head of a message that reaches its `Contents:`:
// where line ends were lost, two sizes are too large by the same.
bool Planner::is_inside_label(std::uint64_t end) {
  const std::uint64_t from = std::max(open_.item.data, end - std::min<std::uint64_t>(end, label_reach));
  for (std::uint64_t at = from; at < end; ++at) {
    const auto place = static_cast<std::size_t>(end - at);
    const std::string_view text = seen_.view(at, place + look_reach);
    const auto found = next_candidate(text, 0, place, words_);
    if (!found) return false;
    at += found->at;
    const std::string_view here = text.substr(found->at);
    if (found->label.kind == LabelKind::message) {
      const auto outline = starts_sized_message(here, words_) ? outline_at(seen_, at, words_).outline : std::nullopt;
      if (outline && end < outline->head_end) return true;
    } else if (starts_sized_item(here, true, words_)) {
      const auto size = formats::ccmail::parse_size_line(here.substr(found->label.length));
      if (found->at + found->label.length + size->length > place) return true;
    }
  }
  return false;
}

// Two sizes that end at the same byte prove each other, unless the dump ends before it, or messages that begin before
// it go on behind it: then bytes of the item were lost.
Planner::Confirmed Planner::prove(std::uint64_t end) {
  if (outer_ && end > *outer_) return Confirmed::no;
  if (end != agreed_ && end != contents_end_ && end != message_end_) return Confirmed::no;
  if (!seen_.has(end, across_reach + look_reach)) return Confirmed::need_more;
  if (seen_.knows_end() && end > seen_.end()) return Confirmed::no;
  if (may_hold_line_feeds(end)) return Confirmed::no;
  across_ = start_of_those_across(seen_, dialect_, words_, open_.item.data, end);
  return across_ || is_inside_label(end) ? Confirmed::no : Confirmed::yes;
}

// Whether the size at `size_line`, of the block whose label is at `label`, leads to where a block may end.
Planner::Confirmed Planner::leads_on(std::uint64_t label, std::uint64_t size_line) {
  const auto size = formats::ccmail::parse_size_line(seen_.view(size_line, label_reach));
  if (!size || !size->value) return Confirmed::no;
  const auto end = seen_.end_of(dialect_, *size->value, label, size_line, size_line + size->length, nowhere);
  return end ? confirm(*end) : Confirmed::need_more;
}

// Whether an item that follows `end`, where the open one should end, is of this message and not of one whose head lies
// before it: where bytes were lost, a size leads there by chance, and nothing shows where the message ends.
Planner::Confirmed Planner::is_of_this_message(std::uint64_t end) {
  const auto here = seen_.behind_filler(end);
  if (!here || !seen_.has(*here, label_reach)) return Confirmed::need_more;
  const auto label = label_at(seen_.view(*here, label_reach), words_);
  if (!label || label->kind != LabelKind::item) return Confirmed::yes;
  if (!seen_.has(end, across_reach + look_reach)) return Confirmed::need_more;
  across_ = start_of_those_across(seen_, dialect_, words_, open_.item.data, end);
  // An item that goes on behind the end is quoted in this one, as long as no message does.
  if (across_ && label_at(seen_.view(*across_, look_reach), words_)->kind == LabelKind::item) across_.reset();
  return across_ ? Confirmed::no : Confirmed::yes;
}

}  // namespace stages
