#include "stages/resync/planner.h"

#include <algorithm>
#include <array>
#include <stdexcept>
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

bool starts_line(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == '\n' || text[at - 1] == '\r';
}

std::uint64_t noise_in(std::string_view filler) {
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
  if (!has(at_, look_reach)) return Outcome::need_more;
  const std::string_view text = view(at_, look_reach);
  if (text.empty()) return Outcome::done;
  if (const std::size_t filler = filler_length(text); filler > 0) {
    block_.noise = noise_in(text.substr(0, filler));
    return give(BlockKind::filler, at_, at_ + filler);
  }
  if (const auto label = label_at(text); label && label->kind == LabelKind::message) return begin_message(true);
  const std::size_t line = formats::ccmail::first_line(text).length;
  if (starts_reason_line(text)) return give(BlockKind::reason, at_, at_ + line);
  if (folder_directive(text) && !starts_head_without_label(text)) return give(BlockKind::directive, at_, at_ + line);
  if (!has(at_, head_reach)) return Outcome::need_more;
  if (starts_head_without_label(view(at_, head_reach))) return begin_message(false);
  state_ = State::seeking;
  searched_ = at_;
  return Outcome::proceed;
}

// Looks for the next message from at_ on; what comes before it is stray, but for a `Folder:` line right before it.
Planner::Outcome Planner::seek() {
  std::uint64_t end = window_.end();
  for (;;) {
    // One byte more in front shows whether the first place is the start of a line.
    const std::uint64_t before = searched_ > at_ ? 1 : 0;
    if (!has(searched_, search_step + head_reach)) return Outcome::need_more;
    const std::string_view text = view(searched_ - before, static_cast<std::size_t>(before) + search_step + head_reach);
    const std::size_t step = std::min(text.size(), search_step + static_cast<std::size_t>(before));
    const std::size_t found = next_message_within(text, searched_ == at_ ? 1 : static_cast<std::size_t>(before), step);
    if (found < step) {
      end = before_directive(at_, searched_ - before + found);
      break;
    }
    if (step == before) {
      end = window_.end();
      break;
    }
    searched_ += step - before;
  }
  const std::uint64_t begin = at_;
  note(DamageKind::stray_bytes, begin, end - begin, damage_text::stray_bytes(end - begin));
  return give(BlockKind::stray, begin, end);
}

// The first place in [from, to) of `text` where a message starts; the size of `text` when there is none. Without sizes
// nothing but a label at the start of a line counts.
std::size_t Planner::next_message_within(std::string_view text, std::size_t from, std::size_t to) const {
  for (auto found = next_candidate(text, from, to); found; found = next_candidate(text, found->at + 1, to)) {
    if (found->label.kind != LabelKind::message) continue;
    const std::string_view here = text.substr(found->at);
    const bool sound =
        dialect_.sized ? starts_message(here) : starts_line(text, found->at) && starts_message_with_contents(here);
    if (sound) return found->at;
  }
  return text.size();
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
    const std::string_view text = view(at_, look_reach);
    const auto label = label_at(text);
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
    if (!has(block_.head, reach + look_reach)) return Outcome::need_more;
    const std::string_view text = view(block_.head, reach + look_reach);
    std::size_t at = 0;
    while (at < std::min(reach, text.size())) {
      const std::string_view rest = text.substr(at, look_reach);
      if (const std::size_t filler = filler_length(rest); filler > 0) {
        at += filler;
        continue;
      }
      if (const auto label = label_at(rest)) {
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
    const auto label = label_at(view(*behind_filler(*end), look_reach));
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
  const auto here = behind_filler(at_);
  if (!here) return Outcome::need_more;
  if (outer_ && *here >= *outer_) {
    count_noise(at_, *outer_);
    return end_message(*outer_);
  }
  if (!has(*here, look_reach)) return Outcome::need_more;
  const std::string_view text = view(*here, look_reach);
  if (text.empty()) {
    count_noise(at_, *here);
    return end_message(*here);
  }
  if (const auto label = label_at(text); label && label->kind == LabelKind::item) {
    if (label->item != ItemKind::other || (dialect_.sized && starts_sized_item(text, false)))
      return open_item(*here, *label);
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
        view(to, static_cast<std::size_t>(std::min<std::uint64_t>(search_step + look_reach, *outer_ - to)));
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
    const std::string_view behind = view(at, look_reach).substr(label.length);
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
  count_noise(at_, at);
  searched_ = open_.item.data;
  state_ = State::searching;
  return Outcome::proceed;
}

// The first byte from `at` on that is not filler, or the end of the dump; none when more bytes have to come.
std::optional<std::uint64_t> Planner::behind_filler(std::uint64_t at) {
  // A run may be gigabytes long (a lost part of a disk) and be asked for again with every chunk that comes.
  const std::uint64_t asked = at;
  if (asked >= filler_.begin && asked < filler_.end) at = filler_.end;
  for (;;) {
    if (!has(at, label_reach)) {
      filler_ = {asked, at};
      return std::nullopt;
    }
    const std::string_view text = view(at, label_reach);
    const std::size_t filler = filler_length(text);
    at += filler;
    if (filler < text.size() || filler == 0) return at;
  }
}

void Planner::count_noise(std::uint64_t begin, std::uint64_t end) {
  while (begin < end) {
    const std::string_view text =
        view(begin, static_cast<std::size_t>(std::min<std::uint64_t>(search_step, end - begin)));
    if (text.empty()) break;
    block_.noise += noise_in(text);
    begin += text.size();
  }
}

// True when the text at `at` is where an item may end: a label, a line that stands between messages, or the end.
bool Planner::ends_here(std::uint64_t at, std::string_view text) const {
  if (text.empty()) return is_end(at);
  if (const auto label = label_at(text)) {
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
  const auto here = behind_filler(end);
  if (!here) return Confirmed::need_more;
  if ((outer_ && *here >= *outer_) || is_end(*here)) return Confirmed::yes;
  if (!has(*here, look_reach)) return Confirmed::need_more;
  return ends_here(*here, view(*here, look_reach)) ? Confirmed::yes : Confirmed::no;
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
    const auto reach =
        static_cast<std::size_t>(std::min<std::uint64_t>(search_step + look_reach, limit - std::min(limit, searched_)));
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
  if (!has(end, near + look_reach)) return Outcome::need_more;
  for (std::uint64_t distance = 1; distance <= near; ++distance) {
    for (const bool after : {false, true}) {
      const std::uint64_t at = after ? end + distance : end - std::min(end, distance);
      if (at < open_.item.data || (outer_ && at > *outer_) || (knows_end() && at > window_.end())) continue;
      if (at != outer_ && !ends_here(at, view(at, look_reach))) continue;
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
    if (at_line_start && !starts_line(text, found->at)) continue;
    if (found->label.kind == LabelKind::message ? starts_next_message(here)
                                                : !dialect_.sized || starts_sized_item(here, true))
      return found->at;
  }
  return text.size();
}

bool Planner::starts_next_message(std::string_view text) const {
  if (outer_) return false;  // a message inside a proven one is an attached export
  return dialect_.sized ? starts_message(text) : starts_message_with_contents(text);
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
      const std::uint64_t end = searched_ - before + found;
      const bool message = label_at(text.substr(found))->kind == LabelKind::message;
      close_item(message ? before_directive(open_.item.data, end) : end);
      return Outcome::proceed;
    }
    if (step == before) break;
    searched_ += step - before;
  }
  close_item(window_.end());
  return Outcome::proceed;
}

// `end`, or where the `Folder:` line starts that stands right before it, behind `low`.
std::uint64_t Planner::before_directive(std::uint64_t low, std::uint64_t end) {
  const std::uint64_t from = std::max(low, end - std::min<std::uint64_t>(end, label_reach));
  std::string_view text = view(from, static_cast<std::size_t>(end - from));
  while (!text.empty() && formats::ccmail::is_filler(text.back())) text.remove_suffix(1);
  const std::size_t line_end = text.find_last_of("\r\n");
  const std::size_t line = line_end == std::string_view::npos ? 0 : line_end + 1;
  if (line == 0 && from != low) return end;
  return folder_directive(text.substr(line)) ? from + line : end;
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
