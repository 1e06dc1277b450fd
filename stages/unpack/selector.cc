#include "stages/unpack/selector.h"

#include <algorithm>
#include <utility>

#include "formats/ccmail/date.h"
#include "formats/ccmail/letters.h"
#include "stages/folder_name.h"

namespace stages {
namespace {

// More folders than this, and it starts to learn them anew: a bound, not a limit.
constexpr std::size_t most_folders_known = 1024;

std::vector<std::string> in_lower_case(const std::vector<std::string>& names) {
  std::vector<std::string> lower;
  lower.reserve(names.size());
  for (const std::string& name : names) lower.push_back(formats::ccmail::in_lower_case(name));
  return lower;
}

}  // namespace

Selector::Selector(Selection selection)
    : selection_(std::move(selection)),
      skip_folders_(in_lower_case(selection_.skip_folders)),
      folders_(in_lower_case(selection_.folders)) {}

void Selector::mark(Message& message, formats::text::CodePage page) {
  if (selection_.is_everything()) return;
  message.skip = by_folder(message, page);
  if (message.skip == Skip::no) message.skip = by_date(message);
  if (message.skip != Skip::no) return;
  if (selection_.limit && chosen_ >= *selection_.limit) {
    message.skip = Skip::over_limit;
    return;
  }
  ++chosen_;
  message.kept_without_date = (selection_.since || selection_.until) && !message.date.stated;
}

Skip Selector::by_folder(const Message& message, formats::text::CodePage page) {
  if (skip_folders_.empty() && folders_.empty()) return Skip::no;
  if (page_ != page || known_.size() >= most_folders_known) known_.clear();
  page_ = page;
  const std::string_view raw = raw_folder(*message.parsed, message.directive.get(), joined_);
  const auto known = known_.find(raw);
  if (known != known_.end()) return known->second;
  const std::string name = formats::ccmail::in_lower_case(folder_name(page, raw));
  const auto is_among = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const Skip skip = is_among(skip_folders_)                    ? Skip::folder_skipped
                    : !folders_.empty() && !is_among(folders_) ? Skip::folder_not_chosen
                                                               : Skip::no;
  known_.emplace(std::string(raw), skip);
  return skip;
}

// Who looks for something in a span of time must not miss what has no date.
Skip Selector::by_date(const Message& message) const {
  if (!message.date.stated || (!selection_.since && !selection_.until)) return Skip::no;
  const std::int64_t moment = formats::ccmail::to_unix_seconds(*message.date.stated);
  if (selection_.since && moment < *selection_.since) return Skip::before_since;
  return selection_.until && moment > *selection_.until ? Skip::after_until : Skip::no;
}

}  // namespace stages
