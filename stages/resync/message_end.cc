// The end of a message: the part of the planner that compares its sizes with where it ended, and gives it the reason
// lines behind it.
#include "stages/damage_text.h"
#include "stages/resync/candidates.h"
#include "stages/resync/planner.h"

namespace stages {

Planner::Outcome Planner::end_message(std::uint64_t end) {
  block_.end = end;
  state_ = State::closing;
  return Outcome::proceed;
}

// Compares the outer sizes with the end that was found. Those that are wrong are worth a note only where nothing else
// was wrong: an item's damage explains them.
Planner::Outcome Planner::close_message() {
  const std::uint64_t end = block_.end;
  if (block_.damage.empty()) {
    for (const auto& declared : {message_end_, contents_end_}) {
      // A size may count separators that come after the last item.
      if (declared && *declared > end && *declared - end <= label_reach && !seen_.has(end, *declared - end))
        return Outcome::need_more;
    }
    // LF in files that was no line end makes the outer sizes of a dump copied in text mode lead nowhere, too.
    const auto wrong = [&](const std::optional<std::uint64_t>& declared) {
      return declared && !seen_.same_but_for_filler(*declared, end) && !(dialect_.line_ends_lost && *declared < end);
    };
    const auto compare = [&](std::string_view what, std::uint64_t label, const std::optional<std::uint64_t>& declared,
                             SizeState size) {
      if (wrong(declared))
        note(DamageKind::size_wrong, label, 0, damage_text::outer_size_wrong(what, *declared, end));
      else if (size == SizeState::blank)
        note(DamageKind::size_blank, label, 0, damage_text::outer_size_blank(what));
      else if (size == SizeState::unreadable)
        note(DamageKind::size_wrong, label, 0, damage_text::outer_size_unreadable(what));
    };
    compare("message", block_.begin, message_end_, message_size_);
    compare("contents", block_.head_end, contents_end_, contents_size_);
  }
  searched_ = end;
  inner_reasons_ = block_.reasons.size();
  state_ = State::reasons;
  return Outcome::proceed;
}

// Takes the reason lines behind a message to it, unless they lead: then the next one has them, if there is one. A
// heuristic: where EXPORT's format has them is not documented (Q180641).
Planner::Outcome Planner::reasons() {
  bool all = false;
  bool belong_to_next = reasons_lead_;
  while (block_.reasons.size() - inner_reasons_ < most_reasons) {
    const auto here = seen_.behind_filler(searched_);
    if (!here || !seen_.has(*here, reason_mark.size())) return Outcome::need_more;
    if (!starts_reason_line(seen_.view(*here, reason_mark.size()))) {
      all = true;
      belong_to_next = reasons_lead_ && !seen_.is_end(*here);
      break;
    }
    if (!seen_.has(*here, look_reach)) return Outcome::need_more;
    const std::size_t line = formats::ccmail::first_line(seen_.view(*here, look_reach)).length;
    block_.reasons.push_back({*here, *here + line});
    searched_ = *here + line;
  }
  if (belong_to_next) block_.reasons.resize(inner_reasons_);
  too_many_reasons_ = !all && !belong_to_next;
  std::uint64_t end = block_.end;
  for (std::size_t i = inner_reasons_; i < block_.reasons.size(); ++i) {
    block_.noise += seen_.count_noise({end, block_.reasons[i].begin});
    end = block_.reasons[i].end;
  }
  return give(BlockKind::message, block_.begin, end);
}

}  // namespace stages
