#include "stages/resync/planner.h"

#include <algorithm>
#include <utility>

#include "stages/damage_text.h"
#include "stages/resync/candidates.h"
#include "stages/resync/heads.h"
#include "stages/resync/outline.h"

namespace stages {

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

Planner::Outcome Planner::items() {
  if (outer_ && at_ >= *outer_) return end_message(*outer_);
  const auto here = seen_.behind_filler(at_);
  if (!here) return Outcome::need_more;
  if (outer_ && *here >= *outer_) {
    block_.noise += seen_.count_noise({at_, *outer_});
    return end_message(*outer_);
  }
  if (agreed_ && at_ == *agreed_) return end_message(at_);
  if (!seen_.has(*here, head_reach)) return Outcome::need_more;
  const std::string_view text = seen_.view(*here, look_reach);
  if (text.empty()) {
    block_.noise += seen_.count_noise({at_, *here});
    return end_message(*here);
  }
  if (const auto label = label_at(text, words_); label && label->kind == LabelKind::item) {
    if (label->origin != Origin::unlisted || (sized_ && starts_sized_item(text, false, words_)))
      return open_item(*here, *label);
  }
  if (outer_ && starts_reason_line(text)) {
    block_.noise += seen_.count_noise({at_, *here});
    at_ = *here + std::min(formats::ccmail::first_line(text).length, static_cast<std::size_t>(*outer_ - *here));
    block_.reasons.push_back({*here, at_});
    return Outcome::proceed;
  }
  const Confirmed next_message = outer_ ? starts_sound_message(*here) : Confirmed::no;
  if (next_message == Confirmed::need_more) return Outcome::need_more;
  if (next_message == Confirmed::yes) {
    outer_.reset();
    return end_message(at_);
  }
  const Confirmed next_folder = starts_folder_of_next(*here);
  if (next_folder == Confirmed::need_more) return Outcome::need_more;
  if (next_folder == Confirmed::yes) return end_message(at_);
  const Confirmed unlabelled_item = can_open_unlabelled(*here);
  if (unlabelled_item == Confirmed::need_more) return Outcome::need_more;
  if (unlabelled_item == Confirmed::yes) return open_item(*here, {});
  if (!outer_ && (!agreed_ || *here >= *agreed_ || starts_other_message(seen_.view(*here, head_reach))))
    return end_message(at_);
  return unlabelled(*here);
}

// Whether a message with two sizes that agree stands at `at`, where an item or the end should be. An attached export
// lies in an item: the outer sizes of this message lead to the end of that one by chance, since bytes were lost.
Planner::Confirmed Planner::starts_sound_message(std::uint64_t at) {
  if (!seen_.has(at, head_reach + look_reach)) return Confirmed::need_more;
  const auto outline = outline_at(seen_, at, words_).outline;
  if (!outline || !outline->message || !outline->contents) return Confirmed::no;
  return end_of(seen_, dialect_, *outline, at + head_reach) ? Confirmed::yes : Confirmed::no;
}

// Whether a `Folder:` line stands at `at` that names the folder of the message behind it. Outer sizes that are wrong,
// but agree, count it to this one; an attached export has its own, but none right before an end that was proven.
Planner::Confirmed Planner::starts_folder_of_next(std::uint64_t at) {
  if (open_.declared_end != at_) return Confirmed::no;  // only an item's size that leads here bears it out
  const std::string_view text = seen_.view(at, look_reach);
  if (!folder_directive(text, words_)) return Confirmed::no;
  const auto behind = seen_.behind_filler(at + formats::ccmail::first_line(text).length);
  if (!behind || !seen_.has(*behind, head_reach)) return Confirmed::need_more;
  const bool ends = outer_ ? *behind >= *outer_ : starts_other_message(seen_.view(*behind, head_reach));
  return ends ? Confirmed::yes : Confirmed::no;
}

// Between the items of a message whose end is known stand bytes without a label: they are quarantined up to the next
// label or that end.
Planner::Outcome Planner::unlabelled(std::uint64_t from) {
  const std::uint64_t limit = outer_ ? *outer_ : *agreed_;
  std::uint64_t to = from + 1;
  while (to < limit) {
    if (!seen_.has(to, search_step + head_reach)) return Outcome::need_more;
    const auto found = next_label(from + 1, to, std::min(to + search_step, limit));
    to = found ? found->at : std::min(to + search_step, limit);
    if (found) break;
  }
  block_.noise += seen_.count_noise({at_, from});
  block_.stray.push_back({from, to});
  note(DamageKind::stray_bytes, from, to - from, damage_text::stray_bytes(to - from));
  at_ = to;
  return Outcome::proceed;
}

// Whether the bytes at `at` are an item's whose label was lost: its size is there, or, in a dump without sizes, it is
// the first behind `Contents:`.
Planner::Confirmed Planner::can_open_unlabelled(std::uint64_t at) {
  if (sized_) return starts_unlabelled(at);
  const std::string_view text = seen_.view(at, head_reach);
  const bool other = !block_.items.empty() || starts_other_message(text) || starts_reason_line(text) ||
                     starts_screen_output(text) || folder_directive(text, words_);
  return other ? Confirmed::no : Confirmed::yes;
}

// `label` is of length 0 where it was lost.
Planner::Outcome Planner::open_item(std::uint64_t at, const formats::ccmail::Label& label) {
  if (const Confirmed cut = outer_ ? Confirmed::no : is_cut_by_message(at, label); cut != Confirmed::no)
    return cut == Confirmed::yes ? Outcome::proceed : Outcome::need_more;
  SizeAt size;
  if (dialect_.sized || sized_) size = read_size(at, at + label.length);
  if (size.need_more) return Outcome::need_more;
  open_ = {};
  open_.item.kind = label.item;
  open_.item.origin = label.origin;
  if (label.length == 0) {
    open_.item.kind = formats::ccmail::ItemKind::other;
    open_.item.origin = Origin::unlisted;
    note(DamageKind::label_lost, at, 0, damage_text::item_label_missing());
  }
  open_.item.label = at;
  open_.item.label_length = label.length;
  open_.item.data = at + label.length;
  if (dialect_.sized && !sized_ && size.state == SizeState::sound) sized_ = true;
  if (dialect_.sized && !sized_ && block_.items.empty())
    note(DamageKind::size_blank, block_.begin, 0, damage_text::sizes_missing());
  if (sized_) {
    open_.item.data += size.length;
    open_.declared_end = size.end;
    open_.size = size.state;
    open_.size_value = size.value;
  }
  // An end in the middle of a label: the label is there to see, the size is not right.
  if (outer_ && open_.item.data > *outer_) outer_.reset();
  block_.noise += seen_.count_noise({at_, at});
  searched_ = open_.item.data;
  across_.reset();
  quoted_.reset();
  state_ = State::searching;
  return Outcome::proceed;
}

// Whether the next message begins in the line of a label: what was between them is lost, the data of the item among it.
// Keeps what is left of the label then.
Planner::Confirmed Planner::is_cut_by_message(std::uint64_t at, const formats::ccmail::Label& label) {
  const std::size_t next =
      dialect_.sized && label.length > 0 ? message_in_mid_line(seen_.view(at, look_reach), words_) : 0;
  const Confirmed cut = next > 0 ? starts_sound_message(at + next) : Confirmed::no;
  if (cut != Confirmed::yes) return cut;
  note(DamageKind::label_lost, at, 0, damage_text::item_label_cut());
  block_.noise += seen_.count_noise({at_, at});
  at_ = at + next;
  block_.items.push_back({label.item, label.origin, at, next, at_, 0});
  return cut;
}

}  // namespace stages
