#include "stages/resync/planner.h"

#include <algorithm>
#include <array>
#include <utility>

#include "stages/damage_text.h"
#include "stages/resync/candidates.h"

namespace stages {
namespace {

using formats::ccmail::ItemKind;
using formats::ccmail::LabelKind;

constexpr std::size_t search_step = std::size_t{64} << 10U;

std::int64_t difference(std::uint64_t a, std::uint64_t b) {
  return static_cast<std::int64_t>(a) - static_cast<std::int64_t>(b);
}

std::uint64_t count_noise(std::string_view filler) {
  return static_cast<std::uint64_t>(
      std::count_if(filler.begin(), filler.end(), [](char c) { return c == '\0' || c == '\x1a'; }));
}

}  // namespace

Planner::Planner(Window& window, const Dialect& dialect, std::uint64_t horizon)
    : window_(window), dialect_(dialect), horizon_(horizon), at_(window.begin()) {}

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
  const bool has_head =
      state_ == State::ends || state_ == State::items || state_ == State::searching || state_ == State::closing;
  return has_head ? &block_ : nullptr;
}

bool Planner::knows_end() const { return window_.complete() && window_.end() <= horizon_; }

bool Planner::has(std::uint64_t at, std::uint64_t length) {
  if (knows_end() || (at + length <= horizon_ && window_.has(at, length))) return true;
  needed_ = at + length;
  return false;
}

std::string_view Planner::view(std::uint64_t at, std::size_t length) { return window_.view(at, length); }

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
  block_.damage.clear();
  block_.noise = 0;
  if (!has(at_, label_reach)) return Outcome::need_more;
  const std::string_view text = view(at_, label_reach);
  if (text.empty()) return Outcome::done;
  if (const std::size_t filler = filler_length(text); filler > 0) {
    block_.noise = count_noise(text.substr(0, filler));
    return give(BlockKind::filler, at_, at_ + filler);
  }
  if (const auto label = formats::ccmail::parse_label(text); label && label->kind == LabelKind::message)
    return begin_message(true);
  const std::size_t line = formats::ccmail::first_line(text).length;
  if (starts_reason_line(text)) return give(BlockKind::reason, at_, at_ + line);
  if (folder_directive(text) && !starts_head_without_label(text)) return give(BlockKind::directive, at_, at_ + line);
  if (!has(at_, head_reach)) return Outcome::need_more;
  if (starts_head_without_label(view(at_, head_reach))) return begin_message(false);
  state_ = State::seeking;
  searched_ = at_;
  return Outcome::proceed;
}

// Looks for the next message from at_ on; what comes before it is stray.
Planner::Outcome Planner::seek() {
  for (;;) {
    if (!has(searched_, search_step + head_reach)) return Outcome::need_more;
    const std::string_view text = view(searched_, search_step + head_reach);
    if (text.empty()) break;
    const std::size_t to = std::min(text.size(), search_step);
    for (auto found = next_candidate(text, 0, to); found; found = next_candidate(text, found->at + 1, to)) {
      const std::string_view here = text.substr(found->at);
      if (searched_ + found->at == at_ || found->label.kind != LabelKind::message) continue;
      if (!(dialect_.sized ? starts_message(here.substr(0, label_reach)) : starts_message_with_contents(here)))
        continue;
      const std::uint64_t begin = at_;
      const std::uint64_t end = searched_ + found->at;
      note(DamageKind::stray_bytes, begin, end - begin, damage_text::stray_bytes(end - begin));
      return give(BlockKind::stray, begin, end);
    }
    searched_ += to;
  }
  const std::uint64_t begin = at_;
  const std::uint64_t end = window_.end();
  note(DamageKind::stray_bytes, begin, end - begin, damage_text::stray_bytes(end - begin));
  return give(BlockKind::stray, begin, end);
}

Planner::Outcome Planner::begin_message(bool labelled) {
  block_.kind = BlockKind::message;
  block_.begin = at_;
  message_end_.reset();
  contents_end_.reset();
  outer_.reset();
  message_blank_ = contents_blank_ = false;
  block_.head = at_;
  if (labelled) {
    const std::string_view text = view(at_, label_reach);
    const auto label = formats::ccmail::parse_label(text);
    block_.head = at_ + label->length;
    if (const auto size = formats::ccmail::parse_size_line(text.substr(label->length))) {
      const std::uint64_t size_line = block_.head;
      block_.head += size->length;
      if (size->value && dialect_.sized) message_end_ = dialect_.end_of(*size->value, at_, size_line, block_.head);
      message_blank_ = !size->value && dialect_.sized;
    }
  } else {
    note(DamageKind::label_lost, at_, 0, damage_text::message_label_missing());
  }
  state_ = State::head;
  return Outcome::proceed;
}

// Reads head lines up to `Contents:`, or to what shows that it is missing (Q234745).
Planner::Outcome Planner::head() {
  // Most heads are short: more is looked at only when `Contents:` is not among the first bytes.
  constexpr std::array<std::size_t, 3> reaches{label_reach, std::size_t{16} << 10U, head_reach};
  for (const std::size_t reach : reaches) {
    if (!has(block_.head, reach + label_reach)) return Outcome::need_more;
    const std::string_view text = view(block_.head, reach + label_reach);
    std::size_t at = 0;
    while (at < std::min(reach, text.size())) {
      const std::string_view rest = text.substr(at, label_reach);
      if (const auto label = formats::ccmail::parse_label(rest)) {
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
        const bool next_message = label->kind == LabelKind::message && starts_message(rest);
        const bool item = label->kind == LabelKind::item && label->item != ItemKind::other &&
                          (!dialect_.sized || starts_sized_item(rest, true));
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
  const std::string_view text = view(block_.head, head_reach);
  block_.head_end = block_.head + text.size();
  at_ = block_.head_end;
  if (is_end(at_))
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
    if (!knows_end() || *message_end_ <= window_.end()) outer_ = message_end_;
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
    const std::string_view text = view(*end, label_reach);
    const auto label = formats::ccmail::parse_label(text.substr(filler_length(text)));
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
  if (!has(*outer_, 0)) return false;
  if (knows_end() && *outer_ > window_.end()) outer_.reset();
  return true;
}

Planner::Outcome Planner::items() {
  if (outer_ && at_ >= *outer_) return end_message(*outer_);
  if (!has(at_, label_reach)) return Outcome::need_more;
  std::string_view text = view(at_, label_reach);
  if (outer_) text = text.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(text.size(), *outer_ - at_)));
  const std::size_t filler = filler_length(text);
  const std::uint64_t here = at_ + filler;
  const std::string_view rest = text.substr(filler);
  if (rest.empty()) {
    if (filler == 0 || (outer_ && here >= *outer_)) return end_message(here);
    block_.noise += count_noise(text);  // a run longer than one look
    at_ = here;
    return Outcome::proceed;
  }
  if (const auto label = formats::ccmail::parse_label(rest); label && label->kind == LabelKind::item) {
    const bool believed = label->item != ItemKind::other || starts_sized_item(rest, false);
    if (believed) {
      block_.noise += count_noise(text.substr(0, filler));
      return open_item(here, *label);
    }
  }
  if (!outer_is_settled()) return Outcome::need_more;
  if (!outer_) return end_message(at_);
  return unlabelled();
}

// Between the items of a message whose end is proven stand bytes without a label: they are quarantined up to the next
// label or that end.
Planner::Outcome Planner::unlabelled() {
  std::uint64_t to = at_;
  while (to < *outer_) {
    const std::string_view text =
        view(to, static_cast<std::size_t>(std::min<std::uint64_t>(search_step + label_reach, *outer_ - to)));
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
  open_.item.label = at;
  open_.item.label_length = label.length;
  open_.item.data = at + label.length;
  if (dialect_.sized) {
    if (const auto size = formats::ccmail::parse_size_line(view(open_.item.data, label_reach))) {
      const std::uint64_t size_line = open_.item.data;
      open_.item.data += size->length;
      if (size->value) open_.declared_end = dialect_.end_of(*size->value, at, size_line, open_.item.data);
      open_.blank = !size->value;
    }
  }
  searched_ = open_.item.data;
  state_ = State::searching;
  return Outcome::proceed;
}

// True when the text at `at` is where an item may end: a label, a line that stands between messages, or the end.
bool Planner::ends_here(std::uint64_t at, std::string_view text) const {
  if (text.empty()) return is_end(at);
  if (const auto label = formats::ccmail::parse_label(text)) {
    if (label->kind == LabelKind::item) return starts_sized_item(text, false);
    if (label->kind == LabelKind::message) return starts_message(text);
  }
  return starts_reason_line(text) || folder_directive(text).has_value();
}

// Looks at what follows an end, give or take filler.
Planner::Confirmed Planner::confirm(std::uint64_t end) {
  if (outer_ && end > *outer_) return Confirmed::no;
  if (outer_ && end == *outer_) return Confirmed::yes;
  if (knows_end() && end > window_.end()) return Confirmed::no;
  std::uint64_t at = end;
  for (;;) {
    if (!has(at, label_reach)) return Confirmed::need_more;
    const std::string_view text = view(at, label_reach);
    const std::size_t filler = filler_length(text);
    if (outer_ && at + filler >= *outer_) return Confirmed::yes;
    if (filler < text.size()) return ends_here(at + filler, text.substr(filler)) ? Confirmed::yes : Confirmed::no;
    if (is_end(at + filler)) return Confirmed::yes;
    at += filler;
  }
}

// Finds the end of the open item: its declared end when something confirms it, or else what the search finds.
Planner::Outcome Planner::search() {
  if (!dialect_.sized) return search_unsized();
  if (open_.declared_end && searched_ == open_.item.data) {
    const std::uint64_t end = *open_.declared_end;
    // Two sizes that end at the same byte prove each other, whatever follows.
    const bool proven = (!knows_end() || end <= window_.end()) && (end == contents_end_ || end == message_end_);
    if (proven && !outer_) outer_ = end;
    const Confirmed confirmed = confirm(end);
    if (confirmed == Confirmed::need_more) return Outcome::need_more;
    if (confirmed == Confirmed::yes) {
      if (!has(end, 0)) return Outcome::need_more;
      if (!knows_end() || end <= window_.end()) {
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
    const auto reach = static_cast<std::size_t>(
        std::min<std::uint64_t>(search_step + label_reach, limit - std::min(limit, searched_)));
    if (!has(searched_, reach)) return Outcome::need_more;
    const std::string_view text = view(searched_, reach);
    const std::size_t step = std::min(text.size(), search_step);
    const std::size_t found = next_label_within(text, 0, step, false);
    if (found < step) {
      close_searched_item(searched_ + found);
      return Outcome::proceed;
    }
    searched_ += step;
    if (step == 0 || searched_ >= limit) break;
  }
  close_searched_item(outer_ ? *outer_ : window_.end());
  return Outcome::proceed;
}

// A size that is off by a few bytes is the commonest damage: looks at the bytes around the declared end. None when
// nothing is there.
std::optional<Planner::Outcome> Planner::search_near() {
  constexpr std::uint64_t near = 8;
  const std::uint64_t end = *open_.declared_end;
  if (!has(end, near + label_reach)) return Outcome::need_more;
  for (std::uint64_t distance = 1; distance <= near; ++distance) {
    for (const bool after : {false, true}) {
      const std::uint64_t at = after ? end + distance : end - std::min(end, distance);
      if (at < open_.item.data || (outer_ && at > *outer_) || (knows_end() && at > window_.end())) continue;
      if (at != outer_ && !ends_here(at, view(at, label_reach))) continue;
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
  for (auto found = next_candidate(text, from, to); found; found = next_candidate(text, found->at + 1, to)) {
    const std::string_view here = text.substr(found->at);
    if (at_line_start && found->at > 0 && text[found->at - 1] != '\n' && text[found->at - 1] != '\r') continue;
    if (found->label.kind == LabelKind::message ? starts_next_message(here)
                                                : !dialect_.sized || starts_sized_item(here, true))
      return found->at;
  }
  return text.size();
}

bool Planner::starts_next_message(std::string_view text) const {
  if (outer_) return false;  // a message inside a proven one is an attached export
  return dialect_.sized ? starts_message(text.substr(0, label_reach)) : starts_message_with_contents(text);
}

// Without sizes an item ends at the next label at the start of a line, or where a `Folder:` line comes before a
// message.
Planner::Outcome Planner::search_unsized() {
  for (;;) {
    // One byte more in front shows whether the first place is the start of a line.
    const std::uint64_t before = searched_ > open_.item.data ? 1 : 0;
    if (!has(searched_, search_step + head_reach)) return Outcome::need_more;
    const std::string_view text = view(searched_ - before, static_cast<std::size_t>(before) + search_step + head_reach);
    const std::size_t step = std::min(text.size(), search_step + static_cast<std::size_t>(before));
    const std::size_t found = next_label_within(text, static_cast<std::size_t>(before), step, true);
    if (found < step) {
      close_item(before_directive(searched_ - before + found));
      return Outcome::proceed;
    }
    if (step == before) break;
    searched_ += step - before;
  }
  close_item(window_.end());
  return Outcome::proceed;
}

// `end`, or where the `Folder:` line starts that stands right before it.
std::uint64_t Planner::before_directive(std::uint64_t end) {
  const std::uint64_t from = std::max(open_.item.data, end - std::min<std::uint64_t>(end, label_reach));
  std::string_view text = view(from, static_cast<std::size_t>(end - from));
  while (!text.empty() && formats::ccmail::is_filler(text.back())) text.remove_suffix(1);
  const std::size_t line_end = text.find_last_of("\r\n");
  const std::size_t line = line_end == std::string_view::npos ? 0 : line_end + 1;
  if (line == 0 && from != open_.item.data) return end;
  return folder_directive(text.substr(line)) ? from + line : end;
}

void Planner::close_item(std::uint64_t end) {
  open_.item.length = end - open_.item.data;
  block_.items.push_back(open_.item);
  at_ = end;
  state_ = State::items;
}

void Planner::close_searched_item(std::uint64_t end) {
  const PlannedItem& item = open_.item;
  auto to = damage_text::ReadTo::label;
  if (outer_ && end == *outer_) to = damage_text::ReadTo::message_end;
  if (is_end(end)) to = damage_text::ReadTo::dump_end;
  if (!open_.declared_end)
    note(DamageKind::size_blank, item.label, 0, damage_text::size_blank("item", to));
  else if (is_end(end) && *open_.declared_end > end + 8)
    note(DamageKind::cut_off, item.label, 0, damage_text::cut_off(*open_.declared_end - end));
  else
    note(DamageKind::size_wrong, item.label, 0,
         damage_text::size_wrong("item", difference(*open_.declared_end, end), to));
  close_item(end);
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
      if (declared && *declared > end && *declared - end <= label_reach && !has(end, *declared - end))
        return Outcome::need_more;
    }
    if (message_end_ && !same_but_for_filler(*message_end_, end))
      note(DamageKind::size_wrong, block_.begin, 0,
           damage_text::outer_size_wrong("message", difference(*message_end_, end)));
    else if (contents_end_ && !same_but_for_filler(*contents_end_, end))
      note(DamageKind::size_wrong, block_.head_end, 0,
           damage_text::outer_size_wrong("contents", difference(*contents_end_, end)));
    else if (message_blank_)
      note(DamageKind::size_blank, block_.begin, 0, damage_text::outer_size_blank("message"));
    else if (contents_blank_)
      note(DamageKind::size_blank, block_.head_end, 0, damage_text::outer_size_blank("contents"));
  }
  return give(BlockKind::message, block_.begin, end);
}

bool Planner::same_but_for_filler(std::uint64_t a, std::uint64_t b) {
  const auto [low, high] = std::minmax(a, b);
  if (high - low > label_reach) return false;
  const std::string_view between = view(low, static_cast<std::size_t>(high - low));
  return between.size() == high - low && filler_length(between) == between.size();
}

}  // namespace stages
