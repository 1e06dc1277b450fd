#include "tools/ccmail2mbox/commands/explanation.h"

#include <algorithm>

#include "formats/ascii.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

using formats::ccmail::ExportEvent;

std::string entry(std::string_view term, std::string_view meaning) {
  constexpr std::size_t width = 16;
  std::string line = "  " + std::string(term);
  line.resize(std::max(width, line.size() + 1), ' ');
  return wrapped(std::move(line), meaning, width);
}

std::string whom(std::string_view user, std::string_view file) {
  std::string out;
  if (!user.empty()) out = "user '" + printable(user) + "'";
  if (!file.empty()) out += (out.empty() ? "file " : ", file ") + printable(file);
  return out;
}

}  // namespace

void Explanation::read(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.size(), text.find_first_of("\r\n"));
    take(text.substr(0, end));
    const bool is_crlf = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(text.size(), end + (is_crlf ? 2 : 1)));
  }
}

void Explanation::take(std::string_view line) {
  ++lines_;
  if (formats::trimmed(line).empty()) {
    ++blank_;
    return;
  }
  formats::ccmail::EventLine read = formats::ccmail::read_event_line(line);
  if (read.tells_something()) ++understood_;
  const Named named{lines_, read.user, read.file};
  const bool names = !read.user.empty() || !read.file.empty();
  for (const ExportEvent* const event : read.events) {
    auto group = std::find_if(groups_.begin(), groups_.end(), [&](const Group& one) { return one.event == event; });
    if (group == groups_.end()) group = groups_.insert(group, Group{event, {}});
    group->seen.push_back({named, names ? Named() : last_});
  }
  for (std::string& name : read.unknown) unknown_.push_back({lines_, std::move(name)});
  if (!read.command.empty())
    commands_.push_back({named, std::move(read.command), std::move(read.suspects)});
  else if (names && read.events.empty())
    exports_.push_back(named);
  if (names) last_ = named;
}

std::string Explanation::at(std::size_t line) const { return is_log_ ? "line " + std::to_string(line) : "it names"; }

std::string Explanation::text_of(const Group& group) const {
  const ExportEvent& event = *group.event;
  std::string out =
      wrapped({}, std::string(event.name) + (event.is_known() ? ": " + std::string(event.text) : ": text unknown"), 2);
  for (const Seen& seen : group.seen) {
    std::string about = whom(seen.named.user, seen.named.file);
    if (const std::string before = whom(seen.before.user, seen.before.file); !before.empty())
      about = "(last named before: " + before + ", line " + std::to_string(seen.before.line) + ")";
    if (is_log_ || !about.empty()) out += entry(at(seen.named.line), about);
  }
  out += entry("what happened", event.happened);
  if (!event.is_known()) return out;
  out += entry("causes", event.causes) + entry("what to do", event.remedy);
  out += entry("the dump", event.dump);
  return out + entry("articles", event.articles);
}

std::string Explanation::text() const {
  std::string out;
  const auto part = [&](const std::string& text) { out += (out.empty() ? "" : "\n") + text; };
  for (const Group& group : groups_) part(text_of(group));
  const auto is_result = [](const Group& group) { return group.event->source != formats::ccmail::EventSource::event; };
  if (!is_log_ && groups_.size() > 1 && std::all_of(groups_.begin(), groups_.end(), is_result))
    part(wrapped({}, "Which of these it is depends on the program that said so.", 0));
  for (const Command& command : commands_) {
    std::string text = (is_log_ ? "Line " + std::to_string(command.named.line) + ": a" : std::string("A")) +
                       " command line of EXPORT\n" + entry("it says", printable(command.command));
    if (const std::string about = whom(command.named.user, command.named.file); !about.empty())
      text += entry("it names", about);
    for (const std::string& suspect : command.suspects) text += entry("suspect", printable(suspect));
    if (command.suspects.empty())
      text += entry("suspect", "Nothing that can be seen in it. A pre-expired password cannot (Q186740).");
    part(text);
  }
  if (!exports_.empty()) {
    std::string text = "Mailboxes and files that are named\n";
    for (const Named& named : exports_) text += entry(at(named.line), whom(named.user, named.file));
    part(text);
  }
  if (!unknown_.empty()) {
    std::string text = "Not documented, so nothing can be said of\n";
    for (const Unknown& unknown : unknown_) text += entry(at(unknown.line), unknown.name);
    part(text);
  }
  if (is_log_)
    part(counted(lines_ - blank_, "line") + ": " + grouped(understood_) + " understood, " +
         grouped(lines_ - blank_ - understood_) + " not\n");
  return out;
}

}  // namespace tools
