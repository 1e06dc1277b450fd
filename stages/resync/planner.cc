#include "stages/resync/planner.h"

#include <algorithm>
#include <array>
#include <utility>

#include "stages/damage_text.h"
#include "stages/resync/candidates.h"

namespace stages {
namespace {

// Of one message; further ones stand for themselves.
constexpr std::size_t most_reasons = 64;

}  // namespace

using formats::ccmail::LabelKind;
using formats::ccmail::Origin;

Planner::Planner(Window& window, const formats::ccmail::Vocabulary& words, const Dialect& dialect,
                 std::uint64_t horizon)
    : seen_(window, horizon), words_(words), dialect_(dialect), at_(window.begin()) {}

Planner::Step Planner::next(Block& block) {
  for (;;) {
    Outcome outcome = Outcome::proceed;
    switch (state_) {
      case State::between:
        outcome = between();
        break;
      case State::seeking:
        outcome = seek();
        break;
      case State::head:
        outcome = head();
        break;
      case State::ends:
        outcome = settle_ends();
        break;
      case State::items:
        outcome = items();
        break;
      case State::searching:
        outcome = search();
        break;
      case State::closing:
        outcome = close_message();
        break;
      case State::reasons:
        outcome = reasons();
        break;
    }
    switch (outcome) {
      case Outcome::proceed:
        break;
      case Outcome::block:
        std::swap(block_, block);  // the old one's vectors keep their memory for the next
        return Step::block;
      case Outcome::need_more:
        return Step::need_more;
      case Outcome::done:
        return Step::done;
    }
  }
}

const Block* Planner::unfinished() const {
  const bool without_head = state_ == State::between || state_ == State::seeking || state_ == State::head;
  return without_head ? nullptr : &block_;
}

void Planner::note(DamageKind kind, std::uint64_t offset, std::uint64_t length, std::string what) {
  block_.damage.push_back({kind, offset, length, std::move(what)});
}

Planner::Outcome Planner::give(BlockKind kind, std::uint64_t begin, std::uint64_t end) {
  block_.kind = kind;
  block_.begin = begin;
  block_.end = end;
  at_ = end;
  state_ = State::between;
  return Outcome::block;
}

Planner::Outcome Planner::between() {
  block_.items.clear();
  block_.stray.clear();
  block_.reasons.clear();
  block_.damage.clear();
  block_.noise = 0;
  if (!seen_.has(at_, look_reach)) return Outcome::need_more;
  const std::string_view text = seen_.view(at_, look_reach);
  if (text.empty()) return Outcome::done;
  if (const std::size_t filler = filler_length(text); filler > 0) {
    block_.noise = seen_.count_noise({at_, at_ + filler});
    return give(BlockKind::filler, at_, at_ + filler);
  }
  if (const auto label = label_at(text, words_); label && label->kind == LabelKind::message) return begin_message(true);
  const std::size_t line = formats::ccmail::first_line(text).length;
  if (starts_reason_line(text)) {
    reasons_lead_ = reasons_lead_ || !begun_;
    return give(BlockKind::reason, at_, at_ + line);
  }
  if (starts_screen_output(text)) return give(BlockKind::screen, at_, at_ + line);
  if (folder_directive(text, words_) && !starts_head_without_label(text, words_))
    return give(BlockKind::directive, at_, at_ + line);
  if (!seen_.has(at_, head_reach)) return Outcome::need_more;
  if (starts_head_without_label(behind_optional_size(seen_.view(at_, head_reach)), words_)) return begin_message(false);
  state_ = State::seeking;
  searched_ = at_;
  return Outcome::proceed;
}

// Looks for the next message from at_ on; what comes before it is stray, but for a `Folder:` line right before it.
Planner::Outcome Planner::seek() {
  for (;;) {
    // One byte more in front shows whether the first place is the start of a line.
    const std::uint64_t before = searched_ > at_ ? 1 : 0;
    if (!seen_.has(searched_, search_step + head_reach)) return Outcome::need_more;
    const std::string_view text =
        seen_.view(searched_ - before, static_cast<std::size_t>(before) + search_step + head_reach);
    const std::size_t step = std::min(text.size(), search_step + static_cast<std::size_t>(before));
    const std::size_t found = next_message_within(text, searched_ == at_ ? 1 : static_cast<std::size_t>(before), step);
    if (found < step) return give_stray(before_lines_between(at_, searched_ - before + found));
    if (step == before) return give_stray(seen_.end());
    searched_ += step - before;
  }
}

Planner::Outcome Planner::give_stray(std::uint64_t end) {
  note(DamageKind::stray_bytes, at_, end - at_, damage_text::stray_bytes(end - at_));
  return give(BlockKind::stray, at_, end);
}

// The first place in [from, to) of `text` where a message starts; the size of `text` when there is none. Without sizes
// nothing but a label at the start of a line counts.
std::size_t Planner::next_message_within(std::string_view text, std::size_t from, std::size_t to) const {
  for (auto found = next_candidate(text, from, to, words_); found;
       found = next_candidate(text, found->at + 1, to, words_)) {
    if (found->label.kind != LabelKind::message) continue;
    const std::string_view here = text.substr(found->at);
    const bool sound = dialect_.sized ? starts_message(here, words_)
                                      : starts_line(text, found->at) && starts_message_with_contents(here, words_);
    if (sound) return found->at;
  }
  return text.size();
}

Planner::Outcome Planner::begin_message(bool labelled) {
  block_.kind = BlockKind::message;
  block_.begin = at_;
  begun_ = true;
  message_end_.reset();
  contents_end_.reset();
  outer_.reset();
  message_blank_ = contents_blank_ = false;
  block_.head = at_;
  const std::string_view text = seen_.view(at_, look_reach);
  const std::size_t label_length = labelled ? label_at(text, words_)->length : 0;
  block_.head = at_ + label_length;
  if (const auto size = formats::ccmail::parse_size_line(text.substr(label_length))) {
    const std::uint64_t size_line = block_.head;
    block_.head += size->length;
    if (size->value && dialect_.sized) message_end_ = dialect_.end_of(*size->value, at_, size_line, block_.head);
    message_blank_ = !size->value && dialect_.sized;
  }
  if (!labelled) note(DamageKind::label_lost, at_, 0, damage_text::message_label_missing());
  state_ = State::head;
  return Outcome::proceed;
}

// Reads head lines up to `Contents:`, or to what shows that it is missing (Q234745).
Planner::Outcome Planner::head() {
  // Most heads are short: more is looked at only when `Contents:` is not among the first bytes.
  constexpr std::array<std::size_t, 3> reaches{label_reach, std::size_t{16} << 10U, head_reach};
  for (const std::size_t reach : reaches) {
    if (!seen_.has(block_.head, reach + look_reach)) return Outcome::need_more;
    const std::string_view text = seen_.view(block_.head, reach + look_reach);
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
          block_.head_end = here;
          at_ = here + label->length;
          if (const auto size = formats::ccmail::parse_size_line(rest.substr(label->length)); size && dialect_.sized) {
            const std::uint64_t size_line = at_;
            at_ += size->length;
            if (size->value) contents_end_ = dialect_.end_of(*size->value, here, size_line, at_);
            contents_blank_ = !size->value;
          }
          state_ = State::ends;
          return Outcome::proceed;
        }
        const bool next_message = label->kind == LabelKind::message && starts_message(rest, words_);
        const bool item = label->kind == LabelKind::item && label->origin != Origin::unlisted &&
                          (!dialect_.sized || starts_sized_item(rest, true, words_));
        if (next_message || item) {
          block_.head_end = here;
          at_ = here;
          note(DamageKind::label_lost, block_.begin, 0, damage_text::contents_missing());
          state_ = State::ends;
          return Outcome::proceed;
        }
      }
      at += formats::ccmail::first_line(rest).length;
    }
    if (at >= text.size()) break;
  }
  // The end of the dump, or more than EXPORT ever wrote into a head (Q266711): what is there is kept as the head.
  const std::string_view text = seen_.view(block_.head, head_reach);
  block_.head_end = block_.head + text.size();
  at_ = block_.head_end;
  if (seen_.is_end(at_))
    note(DamageKind::cut_off, block_.begin, 0, damage_text::head_cut_off());
  else
    note(DamageKind::head_too_long, block_.begin, 0, damage_text::contents_missing());
  return end_message(at_);
}

// Settles which of the two outer ends to believe before the first item is read.
Planner::Outcome Planner::settle_ends() {
  state_ = State::items;
  if (!message_end_ && !contents_end_) return Outcome::proceed;
  if (message_end_ && contents_end_ && *message_end_ == *contents_end_) {
    // Two sizes that end at the same byte prove each other, unless the dump ends before.
    if (!seen_.knows_end() || *message_end_ <= seen_.end()) outer_ = message_end_;
    return Outcome::proceed;
  }
  for (const auto& end : {contents_end_, message_end_}) {
    if (!end || *end < at_) continue;
    const Confirmed confirmed = confirm(*end);
    if (confirmed == Confirmed::need_more) {
      state_ = State::ends;
      return Outcome::need_more;
    }
    if (confirmed == Confirmed::no) continue;
    // An item that follows shows that this end lies between two items: it is no message's end.
    const auto label = label_at(seen_.view(*seen_.behind_filler(*end), look_reach), words_);
    if (label && label->kind == LabelKind::item) continue;
    outer_ = end;
    break;
  }
  return Outcome::proceed;
}

// Two outer sizes may agree on an end that the dump does not reach. Whoever needs the outer end for more than a
// comparison waits here until that is known, so that the plan does not depend on when the bytes came.
bool Planner::outer_is_settled() {
  if (!outer_) return true;
  if (!seen_.has(*outer_, 0)) return false;
  if (seen_.knows_end() && *outer_ > seen_.end()) outer_.reset();
  return true;
}

Planner::Outcome Planner::items() {
  if (outer_ && at_ >= *outer_) return end_message(*outer_);
  const auto here = seen_.behind_filler(at_);
  if (!here) return Outcome::need_more;
  if (outer_ && *here >= *outer_) {
    block_.noise += seen_.count_noise({at_, *outer_});
    return end_message(*outer_);
  }
  if (!seen_.has(*here, look_reach)) return Outcome::need_more;
  const std::string_view text = seen_.view(*here, look_reach);
  if (text.empty()) {
    block_.noise += seen_.count_noise({at_, *here});
    return end_message(*here);
  }
  if (const auto label = label_at(text, words_); label && label->kind == LabelKind::item) {
    if (label->origin != Origin::unlisted || (dialect_.sized && starts_sized_item(text, false, words_)))
      return open_item(*here, *label);
  }
  if (!outer_is_settled()) return Outcome::need_more;
  if (!outer_) return end_message(at_);
  if (starts_reason_line(text) && block_.reasons.size() < most_reasons) {
    block_.noise += seen_.count_noise({at_, *here});
    at_ = *here + std::min(formats::ccmail::first_line(text).length, static_cast<std::size_t>(*outer_ - *here));
    block_.reasons.push_back({*here, at_});
    return Outcome::proceed;
  }
  return unlabelled();
}

// Between the items of a message whose end is proven stand bytes without a label: they are quarantined up to the next
// label or that end.
Planner::Outcome Planner::unlabelled() {
  std::uint64_t to = at_;
  while (to < *outer_) {
    const std::string_view text =
        seen_.view(to, static_cast<std::size_t>(std::min<std::uint64_t>(search_step + look_reach, *outer_ - to)));
    const std::size_t step = std::min(text.size(), search_step);
    const std::size_t found = next_label_within(text, to == at_ ? 1 : 0, step, false);
    to += std::min(found, step);
    if (found < step) break;
  }
  block_.stray.push_back({at_, to});
  note(DamageKind::stray_bytes, at_, to - at_, damage_text::stray_bytes(to - at_));
  at_ = to;
  return Outcome::proceed;
}

Planner::Outcome Planner::open_item(std::uint64_t at, const formats::ccmail::Label& label) {
  open_ = {};
  open_.item.kind = label.item;
  open_.item.origin = label.origin;
  open_.item.label = at;
  open_.item.label_length = label.length;
  open_.item.data = at + label.length;
  if (dialect_.sized) {
    const std::string_view behind = seen_.view(at, look_reach).substr(label.length);
    if (const auto size = formats::ccmail::parse_size_line(behind)) {
      const std::uint64_t size_line = open_.item.data;
      open_.item.data += size->length;
      if (size->value) open_.declared_end = dialect_.end_of(*size->value, at, size_line, open_.item.data);
      open_.blank = !size->value;
    }
  }
  if (outer_ && open_.item.data > *outer_) {
    // Two sizes agree on an end in the middle of a label: the label is there to see, the sizes are not right.
    if (!outer_is_settled()) return Outcome::need_more;
    outer_.reset();
  }
  block_.noise += seen_.count_noise({at_, at});
  searched_ = open_.item.data;
  state_ = State::searching;
  return Outcome::proceed;
}

Planner::Outcome Planner::end_message(std::uint64_t end) {
  block_.end = end;
  state_ = State::closing;
  return Outcome::proceed;
}

// Compares the outer sizes with the end that was found. One that is wrong is worth a note only where nothing else was
// wrong: an item's damage explains it.
Planner::Outcome Planner::close_message() {
  const std::uint64_t end = block_.end;
  if (block_.damage.empty()) {
    for (const auto& declared : {message_end_, contents_end_}) {
      // A size may count separators that come after the last item.
      if (declared && *declared > end && *declared - end <= label_reach && !seen_.has(end, *declared - end))
        return Outcome::need_more;
    }
    if (message_end_ && !seen_.same_but_for_filler(*message_end_, end))
      note(DamageKind::size_wrong, block_.begin, 0, damage_text::outer_size_wrong("message", *message_end_, end));
    else if (contents_end_ && !seen_.same_but_for_filler(*contents_end_, end))
      note(DamageKind::size_wrong, block_.head_end, 0, damage_text::outer_size_wrong("contents", *contents_end_, end));
    else if (message_blank_)
      note(DamageKind::size_blank, block_.begin, 0, damage_text::outer_size_blank("message"));
    else if (contents_blank_)
      note(DamageKind::size_blank, block_.head_end, 0, damage_text::outer_size_blank("contents"));
  }
  searched_ = end;
  inner_reasons_ = block_.reasons.size();
  state_ = State::reasons;
  return Outcome::proceed;
}

// Takes the reason lines behind a message to it, unless they lead: then the next one has them, if there is one. A
// heuristic: where EXPORT's format has them is not documented (Q180641).
Planner::Outcome Planner::reasons() {
  bool belong_to_next = false;
  while (block_.reasons.size() < most_reasons) {
    const auto here = seen_.behind_filler(searched_);
    if (!here || !seen_.has(*here, reason_mark.size())) return Outcome::need_more;
    if (!starts_reason_line(seen_.view(*here, reason_mark.size()))) {
      belong_to_next = reasons_lead_ && !seen_.is_end(*here);
      break;
    }
    if (!seen_.has(*here, look_reach)) return Outcome::need_more;
    const std::size_t line = formats::ccmail::first_line(seen_.view(*here, look_reach)).length;
    block_.reasons.push_back({*here, *here + line});
    searched_ = *here + line;
  }
  if (belong_to_next) block_.reasons.resize(inner_reasons_);
  std::uint64_t end = block_.end;
  for (std::size_t i = inner_reasons_; i < block_.reasons.size(); ++i) {
    block_.noise += seen_.count_noise({end, block_.reasons[i].begin});
    end = block_.reasons[i].end;
  }
  return give(BlockKind::message, block_.begin, end);
}

}  // namespace stages
