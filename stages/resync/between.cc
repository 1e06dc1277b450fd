// What stands between messages: the part of the planner that tells filler, reason and `Folder:` lines and screen output
// from stray bytes, and finds where the next message begins.
#include "stages/damage_text.h"
#include "stages/resync/candidates.h"
#include "stages/resync/heads.h"
#include "stages/resync/planner.h"

namespace stages {

using formats::ccmail::LabelKind;

Planner::Outcome Planner::between() {
  block_.items.clear();
  block_.stray.clear();
  block_.reasons.clear();
  block_.damage.clear();
  block_.noise = 0;
  block_.too_many = false;
  block_.begin = at_;
  sized_ = dialect_.sized;
  outer_.reset();
  if (!seen_.has(at_, look_reach)) return Outcome::need_more;
  const std::string_view text = seen_.view(at_, look_reach);
  if (text.empty()) return Outcome::done;
  if (const std::size_t filler = filler_length(text); filler > 0) {
    block_.noise = seen_.count_noise({at_, at_ + filler});
    return give(BlockKind::filler, at_, at_ + filler);
  }
  const auto label = label_at(text, words_);
  if (label && label->kind == LabelKind::message) return begin_message(true);
  const std::size_t line = formats::ccmail::first_line(text).length;
  if (starts_reason_line(text)) {
    reasons_lead_ = reasons_lead_ || !begun_;
    block_.too_many = too_many_reasons_;
    return give(BlockKind::reason, at_, at_ + line);
  }
  if (starts_screen_output(text)) return give(BlockKind::screen, at_, at_ + line);
  if (folder_directive(text, words_) && !starts_head_without_label(text, words_)) {
    directives_ = true;
    return give(BlockKind::directive, at_, at_ + line);
  }
  if (label && label->kind == LabelKind::item && dialect_.sized && starts_sized_item(text, true, words_)) {
    const Confirmed orphan = leads_on(at_, at_ + label->length);
    if (orphan == Confirmed::need_more) return Outcome::need_more;
    if (orphan == Confirmed::yes) return begin_without_head();
  }
  if (starts_contents(text, dialect_.sized, words_)) return begin_message(false);
  if (!seen_.has(at_, head_reach)) return Outcome::need_more;
  if (starts_head_without_label(behind_optional_size(seen_.view(at_, head_reach)), words_)) return begin_message(false);
  state_ = State::seeking;
  searched_ = at_ + 1;
  return Outcome::proceed;
}

// Looks for the next message, or what is left of one, behind at_; what comes before it is stray, but for a `Folder:`
// line right before it.
Planner::Outcome Planner::seek() {
  for (;;) {
    if (!seen_.has(searched_, search_step + head_reach)) return Outcome::need_more;
    if (searched_ >= seen_.end()) return give_stray(seen_.end());
    const auto found = next_label(at_ + 1, searched_, searched_ + search_step);
    if (!found) {
      searched_ += search_step;
      continue;
    }
    if (found->item) {
      searched_ = found->at;
      const std::string_view text = seen_.view(found->at, look_reach);
      const Confirmed orphan =
          dialect_.sized ? leads_on(found->at, found->at + label_at(text, words_)->length) : Confirmed::no;
      if (orphan == Confirmed::need_more) return Outcome::need_more;
      if (orphan == Confirmed::no) {
        ++searched_;
        continue;
      }
    }
    return give_stray(before_lines_between(at_, found->at));
  }
}

Planner::Outcome Planner::give_stray(std::uint64_t end) {
  note(DamageKind::stray_bytes, at_, end - at_, damage_text::stray_bytes(end - at_));
  return give(BlockKind::stray, at_, end);
}

}  // namespace stages
