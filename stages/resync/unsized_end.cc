// Where an item ends in a dump without sizes: the part of the planner that has nothing but labels to go by.
#include <algorithm>

#include "stages/damage_text.h"
#include "stages/resync/candidates.h"
#include "stages/resync/planner.h"

namespace stages {

// Without sizes an item ends at the next label at the start of a line, or where a `Folder:` line comes before a
// message.
Planner::Outcome Planner::search_unsized() {
  for (;;) {
    if (!seen_.has(searched_, search_step + head_reach)) return Outcome::need_more;
    if (searched_ >= seen_.end()) break;
    const auto found = next_label(open_.item.data, searched_, searched_ + search_step);
    if (found) {
      const std::uint64_t end = found->item ? found->at : before_lines_between(open_.item.data, found->at);
      close_unsized_item(end);
      return Outcome::proceed;
    }
    searched_ += search_step;
  }
  close_unsized_item(seen_.end());
  return Outcome::proceed;
}

// EXPORT names files without their bytes unless it is told to write them (/FILES): what separates the label from the
// next one is no file. A file of NUL is one.
void Planner::close_unsized_item(std::uint64_t end) {
  const PlannedItem& item = open_.item;
  const bool is_file = item.kind == formats::ccmail::ItemKind::file;
  if (is_file && end - item.data <= label_reach &&
      seen_.view(item.data, static_cast<std::size_t>(end - item.data)).find_first_not_of("\r\n\x1a") ==
          std::string_view::npos) {
    note(DamageKind::file_absent, item.label, 0, damage_text::file_absent());
    end = item.data;
  }
  close_item(end);
}

// `end`, or where the lines start that stand right before it, behind `low`, and belong to the message there or to none:
// one `Folder:` line, screen output and, in a dump that begins with one, reason lines. Elsewhere a text may end in
// "*** ... ***".
std::uint64_t Planner::before_lines_between(std::uint64_t low, std::uint64_t end) {
  const std::uint64_t from = std::max(low, end - std::min<std::uint64_t>(end, label_reach));
  std::string_view text = seen_.view(from, static_cast<std::size_t>(end - from));
  bool directive = false;
  std::uint64_t start = end;
  for (;;) {
    while (!text.empty() && formats::ccmail::is_filler(text.back())) text.remove_suffix(1);
    std::size_t line = text.size();
    while (line > 0 && !starts_line(text, line)) --line;
    if (line == text.size() || (line == 0 && from != low)) return start;
    const std::string_view last = text.substr(line);
    const bool is_directive = !directive && folder_directive(last, words_);
    if (!is_directive && !starts_screen_output(last) && !(reasons_lead_ && starts_reason_line(last))) return start;
    directive = directive || is_directive;
    start = from + line;
    text.remove_suffix(last.size());
  }
}

}  // namespace stages
