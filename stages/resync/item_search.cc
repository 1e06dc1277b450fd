// Where an item ends whose size nothing confirms: the part of the planner that searches for it.
#include <algorithm>
#include <limits>
#include <stdexcept>

#include "stages/damage_text.h"
#include "stages/resync/candidates.h"
#include "stages/resync/heads.h"
#include "stages/resync/outline.h"
#include "stages/resync/planner.h"

namespace stages {

using formats::ccmail::LabelKind;

// Finds the end of the open item: its declared end when something confirms it, or else what the search finds.
Planner::Outcome Planner::search() {
  if (!sized_) return search_unsized();
  if (open_.declared_end && searched_ == open_.item.data) {
    const std::uint64_t end = *open_.declared_end;
    // An outer size that is off by no more than the line ends that a text ends with was confirmed all the same.
    if (outer_ && end > *outer_ && seen_.has(end, 0) && seen_.same_but_for_filler(*outer_, end)) outer_ = end;
    Confirmed confirmed = confirm(end);
    if (confirmed == Confirmed::yes && !seen_.has(end, 0)) return Outcome::need_more;
    if (confirmed == Confirmed::no) {
      confirmed = prove(end);
      if (confirmed == Confirmed::yes && !outer_) outer_ = end;
    } else if (confirmed == Confirmed::yes && !outer_) {
      confirmed = is_of_this_message(end);
    }
    if (confirmed == Confirmed::need_more) return Outcome::need_more;
    if (confirmed == Confirmed::yes) {
      if (dialect_.line_ends_lost && !may_end_behind_lines())
        separators_ = std::min(seen_.behind_filler(end).value_or(end) - end, most_separators);
      close_item(end);
      return Outcome::proceed;
    }
    // An attached export goes on a little behind an end that is a little too early.
    if (across_ && *across_ == seen_.behind_filler(open_.item.data)) across_.reset();
    if (across_) {
      if (close_before_those_across()) return Outcome::proceed;
    } else if (const auto counted = may_end_behind_lines() ? search_behind_lines() : std::nullopt) {
      return *counted;
    } else if (const auto outcome = search_near()) {
      return *outcome;
    }
  }
  return search_forward();
}

// Looks for messages from which sizes lead to `to`, where the open item may end, or beyond it: more was lost than the
// item's size shows. Those of an attached export are its own.
void Planner::find_those_across(std::uint64_t to) {
  across_ = start_of_those_across(seen_, dialect_, words_, open_.item.data, to, !is_attached_export());
}

bool Planner::is_attached_export() {
  std::string_view text = seen_.view(open_.item.data, look_reach);
  text.remove_prefix(filler_length(text));
  if (folder_directive(text, words_)) text.remove_prefix(formats::ccmail::first_line(text).length);
  text.remove_prefix(filler_length(text));
  return starts_message(text, words_);
}

// Ends the item before the messages that begin in it and go on behind its end. False when an item does: what is left of
// a message may begin before that.
bool Planner::close_before_those_across() {
  const auto label = label_at(seen_.view(*across_, look_reach), words_);
  if (!label || label->kind != LabelKind::message) return false;
  close_searched_item(end_before_message(*across_));
  return true;
}

// Looks for the next label from the data's start on, but for those in an attached export.
Planner::Outcome Planner::search_forward() {
  const std::uint64_t limit = outer_ ? *outer_ : std::numeric_limits<std::uint64_t>::max();
  while (searched_ < limit) {
    const auto reach = static_cast<std::size_t>(std::min<std::uint64_t>(search_step + head_reach, limit - searched_));
    if (!seen_.has(searched_, reach)) return Outcome::need_more;
    const std::uint64_t step_end = std::min({searched_ + search_step, limit, seen_.end()});
    if (step_end <= searched_) break;
    const auto found = next_label(open_.item.data, searched_, step_end, true);
    if (!found) {
      searched_ = step_end;
      continue;
    }
    if (!found->item) {
      bool need_more = false;
      const auto behind = behind_attached(found->at, need_more);
      if (need_more) return Outcome::need_more;
      if (behind) {
        searched_ = *behind;
        if (behind == message_end_ || behind == contents_end_) {
          close_searched_item(*behind);
          return Outcome::proceed;
        }
        continue;
      }
      if (outer_) {
        searched_ = found->at + 1;
        continue;
      }
      // What stands between an end on which two sizes agree and the next message is not this item's.
      if (agreed_ && *agreed_ >= open_.item.data && *agreed_ < found->at &&
          !start_of_those_across(seen_, dialect_, words_, open_.item.data, *agreed_)) {
        close_searched_item(*agreed_);
        return Outcome::proceed;
      }
    }
    close_searched_item(found->item ? found->at : end_before_message(found->at));
    return Outcome::proceed;
  }
  std::uint64_t end = outer_ ? *outer_ : seen_.end();
  if (agreed_ && *agreed_ >= open_.item.data && *agreed_ < end) end = *agreed_;
  close_searched_item(end);
  return Outcome::proceed;
}

// Where an item ends that is searched up to the message at `at`. A `Folder:` line right before it may be the text's
// last, but not in a dump that has such lines between its messages: it would name the folder of all that follow.
std::uint64_t Planner::end_before_message(std::uint64_t at) {
  return directives_ ? before_lines_between(open_.item.data, at) : at;
}

// Where the export ends that begins with the message at `at`, if it is an attached one: sizes lead from message to
// message up to where an enclosing size ends, or to an item.
std::optional<std::uint64_t> Planner::behind_attached(std::uint64_t at, bool& need_more) {
  constexpr std::uint64_t reach = std::uint64_t{64} << 10U;  // where no enclosing size is known
  constexpr std::uint64_t most = std::uint64_t{8} << 20U;
  std::uint64_t limit = at + reach;
  for (const auto& end : {message_end_, contents_end_})
    if (end) limit = std::max(limit, *end);
  limit = std::min(limit, at + most);
  for (std::uint64_t place = at; place <= limit;) {
    if (!seen_.has(place, head_reach + look_reach)) {
      need_more = true;
      return std::nullopt;
    }
    const Outlined outlined = outline_at(seen_, place, words_);
    if (!outlined.outline || !outlined.outline->message || !outlined.outline->contents) return std::nullopt;
    const auto end = end_of(seen_, dialect_, *outlined.outline, place + head_reach);
    if (!end || *end > limit || *end <= place) return std::nullopt;
    const auto here = seen_.behind_filler(*end);
    if (!here || !seen_.has(*here, look_reach)) {
      need_more = true;
      return std::nullopt;
    }
    if (*end > seen_.end()) return std::nullopt;
    for (const auto& outer : {message_end_, contents_end_})
      if (outer && *outer >= *end && *outer <= *here) return outer;
    const std::string_view text = seen_.view(*here, look_reach);
    if (starts_sized_item(text, true, words_)) return end;
    place = *here;
  }
  return std::nullopt;
}

bool Planner::may_end_behind_lines() const {
  return dialect_.line_ends_lost && open_.item.kind != formats::ccmail::ItemKind::text;
}

// In a dump that was copied in text mode, a file may hold LF that were no line ends and lost nothing: it ends behind
// where its size leads, but not behind as many bytes as its size says. None when no label is there.
std::optional<Planner::Outcome> Planner::search_behind_lines() {
  constexpr std::uint64_t most_lines = std::uint64_t{1} << 20U;
  const std::uint64_t from = *open_.declared_end;
  const std::uint64_t to =
      std::min({open_.item.data + open_.size_value + 8, from + most_lines, outer_.value_or(nowhere)});
  if (from >= to) return std::nullopt;
  if (!seen_.has(to, head_reach)) return Outcome::need_more;
  if (from >= seen_.end()) return std::nullopt;
  for (std::uint64_t at = from; at < std::min(to, seen_.end()); at += search_step) {
    const auto found = next_label(open_.item.data, at, std::min({at + search_step, to, seen_.end()}));
    if (!found) continue;
    if (!seen_.has(found->at, across_reach + look_reach)) return Outcome::need_more;
    if (!is_attached_export()) find_those_across(found->at);
    if (across_) return close_before_those_across() ? std::optional(Outcome::proceed) : std::nullopt;
    close_item(before_separators(found->item ? found->at : end_before_message(found->at), from));
    return Outcome::proceed;
  }
  const std::uint64_t end = outer_ ? *outer_ : seen_.end();
  if (end > to || (!outer_ && !seen_.knows_end())) return std::nullopt;
  close_item(end);
  return Outcome::proceed;
}

// `end`, or where what separates blocks in this dump stands right before it, but not before `low`.
std::uint64_t Planner::before_separators(std::uint64_t end, std::uint64_t low) {
  if (end - low < separators_) return end;
  const std::string_view text = seen_.view(end - separators_, static_cast<std::size_t>(separators_));
  return text.find_first_not_of('\n') == std::string_view::npos ? end - separators_ : end;
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
      if (at != outer_ && !ends_here(at, seen_.view(at, look_reach), false)) continue;
      // Where more was lost than a few bytes, the size leads by chance to a label behind other messages.
      if (at != outer_ && !seen_.has(at, across_reach + look_reach)) return Outcome::need_more;
      if (at != outer_) find_those_across(at);
      if (across_) return close_before_those_across() ? std::optional(Outcome::proceed) : std::nullopt;
      const auto label = label_at(seen_.view(at, look_reach), words_);
      close_searched_item(at != outer_ && label && label->kind == LabelKind::message ? end_before_message(at) : at);
      return Outcome::proceed;
    }
  }
  return std::nullopt;
}

void Planner::close_item(std::uint64_t end) {
  if (end < open_.item.data) throw std::logic_error("an item that ends before it begins");
  open_.item.length = end - open_.item.data;
  if (quoted_ && *quoted_ < end) note(DamageKind::label_lost, *quoted_, 0, damage_text::message_quoted());
  quoted_.reset();
  block_.items.push_back(open_.item);
  at_ = end;
  state_ = State::items;
}

void Planner::close_searched_item(std::uint64_t end) {
  const PlannedItem& item = open_.item;
  auto to = damage_text::ReadTo::label;
  if (outer_ && end == *outer_) to = damage_text::ReadTo::message_end;
  if (seen_.is_end(end)) to = damage_text::ReadTo::dump_end;
  if (open_.size == SizeState::unreadable)
    note(DamageKind::size_wrong, item.label, 0, damage_text::size_unreadable("item", to));
  else if (open_.size == SizeState::absent)
    note(DamageKind::size_blank, item.label, 0, damage_text::size_missing("item", to));
  else if (!open_.declared_end)
    note(DamageKind::size_blank, item.label, 0, damage_text::size_blank("item", to));
  else if (seen_.is_end(end) && *open_.declared_end > end + 8)
    note(DamageKind::cut_off, item.label, 0, damage_text::cut_off(*open_.declared_end - end));
  else
    note(DamageKind::size_wrong, item.label, 0, damage_text::size_wrong("item", *open_.declared_end, end, to));
  close_item(end);
}

}  // namespace stages
