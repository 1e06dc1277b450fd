// The head of a message: the part of the planner that reads header lines and settles which outer size to believe.
#include <algorithm>
#include <array>

#include "stages/damage_text.h"
#include "stages/resync/candidates.h"
#include "stages/resync/heads.h"
#include "stages/resync/planner.h"

namespace stages {

using formats::ccmail::LabelKind;
using formats::ccmail::Origin;

Planner::Outcome Planner::begin_message(bool labelled) {
  block_.kind = BlockKind::message;
  block_.begin = at_;
  begun_ = true;
  contents_end_.reset();
  outer_.reset();
  agreed_.reset();
  contents_size_ = SizeState::absent;
  block_.head = at_;
  const std::string_view text = seen_.view(at_, look_reach);
  const std::size_t label_length = labelled ? label_at(text, words_)->length : 0;
  block_.head = at_ + label_length;
  sized_ = dialect_.sized;
  const SizeAt size = read_size(at_, block_.head);
  if (size.need_more) return Outcome::need_more;
  message_size_ = size.state;
  message_end_ = size.end;
  block_.head += size.length;
  if (!labelled) {
    const bool headless = starts_contents(text, dialect_.sized, words_);
    note(DamageKind::label_lost, at_, 0, headless ? damage_text::head_missing() : damage_text::message_label_missing());
  }
  state_ = State::head;
  return Outcome::proceed;
}

// The size in the line at `size_line`, of the block whose label is at `label`. Something that is no number in its place
// is a size that was damaged, where it does not look like anything else.
Planner::SizeAt Planner::read_size(std::uint64_t label, std::uint64_t size_line) {
  const std::string_view text = seen_.view(size_line, look_reach);
  SizeAt read;
  if (const auto size = formats::ccmail::parse_size_line(text)) {
    read.length = size->length;
    read.state = SizeState::sound;
    if (size->value) {
      read.value = *size->value;
      read.end = seen_.end_of(dialect_, *size->value, label, size_line, size_line + size->length, nowhere);
      read.need_more = !read.end;
    } else {
      const bool digits = text.substr(0, size->length).find_first_of("0123456789") != std::string_view::npos;
      read.state = digits ? SizeState::unreadable : SizeState::blank;
    }
  } else if (dialect_.sized) {
    read.length = damaged_size_length(text);
    if (read.length > 0) read.state = SizeState::unreadable;
  }
  return read;
}

// Not all messages have to be like the dump: some are joined from others.
void Planner::settle_sizes(const SizeAt& contents) {
  if (dialect_.sized) {
    sized_ = message_size_ != SizeState::absent || contents.state != SizeState::absent;
    return;
  }
  sized_ = message_end_ && contents.end && *message_end_ == *contents.end;
  if (sized_) {
    note(DamageKind::size_wrong, block_.begin, 0, damage_text::sizes_unexpected());
    return;
  }
  message_end_.reset();
  contents_end_.reset();
}

// A message of which nothing but items is left.
Planner::Outcome Planner::begin_without_head() {
  block_.kind = BlockKind::message;
  block_.begin = block_.head = block_.head_end = at_;
  begun_ = true;
  message_end_.reset();
  contents_end_.reset();
  agreed_.reset();
  message_size_ = contents_size_ = SizeState::absent;
  sized_ = true;
  note(DamageKind::label_lost, at_, 0, damage_text::head_missing());
  state_ = State::items;
  return Outcome::proceed;
}

// Reads head lines up to `Contents:`, or to what shows that it is missing (Q234745).
Planner::Outcome Planner::head() {
  constexpr std::size_t longest_usual_head = 1024;
  bool nothing_but_labels = true;
  // Most heads are short: more is looked at only when `Contents:` is not among the first bytes.
  constexpr std::array<std::size_t, 3> reaches{label_reach, std::size_t{16} << 10U, head_reach};
  for (const std::size_t reach : reaches) {
    if (!seen_.has(block_.head, reach + look_reach)) return Outcome::need_more;
    std::string_view text = seen_.view(block_.head, reach + look_reach);
    std::size_t at = 0;
    while (at < std::min(reach, text.size())) {
      const std::string_view rest = text.substr(at, look_reach);
      if (const std::size_t filler = filler_length(rest); filler > 0) {
        at += filler;
        continue;
      }
      if (const auto label = label_at(rest, words_)) {
        const std::uint64_t here = block_.head + at;
        if (label->kind == LabelKind::contents) {
          if (at > longest_usual_head && dialect_.sized) {
            if (const auto swallowed = end_head_at_item(here)) return *swallowed;
            text = seen_.view(block_.head, reach + look_reach);
          }
          block_.head_end = here;
          at_ = here + label->length;
          const SizeAt size = read_size(here, at_);
          if (size.need_more) return Outcome::need_more;
          contents_size_ = size.state;
          contents_end_ = size.end;
          settle_sizes(size);
          if (sized_ || dialect_.sized) at_ += size.length;
          state_ = State::ends;
          return Outcome::proceed;
        }
        const bool next_message = starts_message(rest, *label, words_);
        const bool item = label->kind == LabelKind::item && label->origin != Origin::unlisted &&
                          (message_size_ == SizeState::absent || starts_sized_item(rest, true, words_));
        if (next_message || item) return end_head_without_contents(here);
        if (label->kind == LabelKind::message) {
          at += label->length;  // alone on its line
          continue;
        }
      }
      const std::uint64_t here = block_.head + at;
      const std::size_t line = formats::ccmail::first_line(rest).length;
      const std::size_t next = dialect_.sized ? message_in_mid_line(rest, words_) : 0;
      const bool ends = message_end_ && *message_end_ > here && *message_end_ <= here + line;
      if (next > 0 || ends) {
        // Whatever a message holds whose own size leads on is its own, and nothing else.
        const Confirmed whole = message_end_ ? confirm_message_end(*message_end_) : Confirmed::no;
        if (whole == Confirmed::need_more) return Outcome::need_more;
        if (whole == Confirmed::no && next > 0) return end_head_without_contents(here + next);
        if (whole == Confirmed::yes && ends) return end_head_without_contents(*message_end_);
        text = seen_.view(block_.head, reach + look_reach);
      }
      nothing_but_labels = false;
      at += line;
    }
    if (at >= text.size()) break;
  }
  // The end of the dump, or more than EXPORT ever wrote into a head (Q266711): what is there is kept as the head,
  // unless not a line of it can be one.
  const std::string_view text = seen_.view(block_.head, head_reach);
  at_ = block_.head + text.size();
  block_.head_end = nothing_but_labels ? block_.head : at_;
  if (seen_.is_end(at_))
    note(DamageKind::cut_off, block_.begin, 0, damage_text::head_cut_off());
  else
    note(DamageKind::head_too_long, block_.begin, 0, damage_text::contents_missing());
  return end_message(at_);
}

// Ends the head at the first item in it, also in mid-line, whose size leads to a label: where `Contents:` was
// overwritten, the head goes on to that of an attached export. None when there is no such item before `end`.
std::optional<Planner::Outcome> Planner::end_head_at_item(std::uint64_t end) {
  const auto length = static_cast<std::size_t>(end - block_.head);
  for (std::size_t at = 0; at < length;) {
    const std::string_view text = seen_.view(block_.head, length + look_reach);
    const auto found = next_candidate(text, at, length, words_);
    if (!found) return std::nullopt;
    at = found->at + 1;
    if (found->label.kind != LabelKind::item || !starts_sized_item(text.substr(found->at), true, words_)) continue;
    const std::uint64_t label = block_.head + found->at;
    const Confirmed item = leads_on(label, label + found->label.length);
    if (item == Confirmed::need_more) return Outcome::need_more;
    if (item == Confirmed::yes) return end_head_at(label);
  }
  return std::nullopt;
}

Planner::Outcome Planner::end_head_without_contents(std::uint64_t end) {
  const auto swallowed = dialect_.sized ? end_head_at_item(end) : std::nullopt;
  return swallowed ? *swallowed : end_head_at(end);
}

Planner::Outcome Planner::end_head_at(std::uint64_t end) {
  block_.head_end = end;
  at_ = end;
  note(DamageKind::label_lost, block_.begin, 0, damage_text::contents_missing());
  state_ = State::ends;
  return Outcome::proceed;
}

// Settles which outer end to believe before the first item is read.
Planner::Outcome Planner::settle_ends() {
  state_ = State::items;
  if (message_end_ && contents_end_ && *message_end_ == *contents_end_) {
    const Confirmed confirmed = confirm_message_end(*message_end_);
    if (confirmed == Confirmed::need_more) return wait_for_ends();
    // Two sizes that end at the same byte show that neither was damaged, but not that nothing between them and there
    // was lost or inserted: without a label behind that end, whatever the items lead to weighs more.
    const bool reached = (!seen_.knows_end() || *message_end_ <= seen_.end()) && !dialect_.line_ends_lost;
    if (confirmed == Confirmed::yes)
      outer_ = message_end_;
    else if (reached)
      agreed_ = message_end_;
    return Outcome::proceed;
  }
  std::optional<std::uint64_t> believed;
  for (const auto& end : {contents_end_, message_end_}) {
    if (!end || *end < at_) continue;
    const Confirmed confirmed = confirm_message_end(*end);
    if (confirmed == Confirmed::need_more) return wait_for_ends();
    // Separators may be counted by one of the two: the larger leaves no byte behind.
    if (confirmed == Confirmed::yes && (!believed || seen_.same_but_for_filler(*believed, *end)))
      believed = std::max(believed.value_or(0), *end);
  }
  outer_ = believed;
  return Outcome::proceed;
}

Planner::Outcome Planner::wait_for_ends() {
  state_ = State::ends;
  return Outcome::need_more;
}

// Looks at what follows the end of a message, give or take filler: not an item, for that shows an end between two.
Planner::Confirmed Planner::confirm_message_end(std::uint64_t end) {
  const Confirmed confirmed = confirm(end);
  if (confirmed != Confirmed::yes) return confirmed;
  const auto label = label_at(seen_.view(*seen_.behind_filler(end), look_reach), words_);
  return label && label->kind == LabelKind::item ? Confirmed::no : Confirmed::yes;
}

}  // namespace stages
