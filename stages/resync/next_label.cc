// What ends an item that is searched: the part of the planner that looks for the next label, or for the head of a
// message without one.
#include <algorithm>

#include "stages/resync/candidates.h"
#include "stages/resync/heads.h"
#include "stages/resync/planner.h"

namespace stages {

using formats::ccmail::LabelKind;

// The first place in [from, to) where a label stands that what follows it bears out, or the head of a message without
// one, which may begin before, but not before `low`; `attached` also messages inside a proven one. Without sizes labels
// count only at the start of a line.
std::optional<Planner::Found> Planner::next_label(std::uint64_t low, std::uint64_t from, std::uint64_t to,
                                                  bool attached) {
  const std::uint64_t begin = std::max(low, from - std::min<std::uint64_t>(from, label_reach));
  const std::uint64_t view_begin = begin - (begin > block_.begin ? 1 : 0);  // shows whether a line starts there
  const auto place = [&](std::uint64_t at) { return static_cast<std::size_t>(at - view_begin); };
  const std::string_view text = seen_.view(view_begin, place(to) + head_reach);
  const std::size_t last = std::min(place(to), text.size());
  // The title of an item may hold another label; other labels stand alone on their lines.
  const auto behind = [](const Candidate& one) {
    return one.at + (one.label.kind == LabelKind::item ? 1 : one.label.length);
  };
  for (auto found = next_candidate(text, place(from), last, words_); found;
       found = next_candidate(text, behind(*found), last, words_)) {
    const std::string_view here = text.substr(found->at);
    const bool at_line = starts_line(text, found->at);
    if (!sized_ && !at_line) continue;
    switch (found->label.kind) {
      case LabelKind::item:
        if (!sized_ || starts_sized_item(here, true, words_) || starts_blank_item(here, words_))
          return Found{view_begin + found->at, true};
        break;
      case LabelKind::message:
        // Run after run of labels is not to be looked at more than once each.
        if (label_at(here.substr(found->label.length), words_)) break;
        if (attached && outer_ && starts_sized_message(here, words_)) return Found{view_begin + found->at, false};
        if (!outer_ && starts_other_message(here, found->label)) return Found{view_begin + found->at, false};
        if (!sized_ && !quoted_ && may_be_message(here, words_)) quoted_ = view_begin + found->at;
        break;
      case LabelKind::contents:
        if (!outer_ && at_line && starts_contents(here, found->label, sized_, words_))
          return Found{view_begin + head_start(text, place(begin), found->at, words_), false};
        break;
    }
  }
  return std::nullopt;
}

// True when what starts here belongs to no item of the message before it. A message inside a proven one is an attached
// export.
bool Planner::starts_other_message(std::string_view text) const {
  if (outer_) return false;
  const auto label = label_at(text, words_);
  if (!label) return starts_head_without_label(behind_optional_size(text), words_);
  return label->kind == LabelKind::contents ? starts_contents(text, *label, dialect_.sized, words_)
                                            : starts_other_message(text, *label);
}

bool Planner::starts_other_message(std::string_view text, const formats::ccmail::Label& label) const {
  if (label.kind != LabelKind::message) return false;
  const auto size = formats::ccmail::parse_size_line(text.substr(label.length));
  if (dialect_.sized && size && starts_message(text, label, words_)) return true;
  return head_reaches_items(text.substr(label.length + (size ? size->length : 0)), words_);
}

}  // namespace stages
