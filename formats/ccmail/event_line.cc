#include "formats/ccmail/event_line.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <span>

#include "formats/ascii.h"
#include "formats/ccmail/dos_name.h"

namespace formats::ccmail {
namespace {

constexpr std::size_t nowhere = std::string_view::npos;

std::size_t find_without_case(std::string_view text, std::string_view piece, std::size_t from = 0) {
  for (; from + piece.size() <= text.size(); ++from)
    if (equal_without_case(text.substr(from, piece.size()), piece)) return from;
  return nowhere;
}

void add(std::vector<const ExportEvent*>& events, const ExportEvent* event) {
  if (std::find(events.begin(), events.end(), event) == events.end()) events.push_back(event);
}

// Words and numbers, with what stands between them left out.
std::string_view take_word(std::string_view& rest) {
  while (!rest.empty() && !is_alphanumeric(rest.front())) rest.remove_prefix(1);
  std::size_t size = 0;
  while (size < rest.size() && is_alphanumeric(rest[size])) ++size;
  const std::string_view word = rest.substr(0, size);
  rest.remove_prefix(size);
  return word;
}

// At most four digits: longer ones are no events or results.
std::optional<int> number_in(std::string_view word) {
  if (word.empty() || word.size() > 4 || !std::all_of(word.begin(), word.end(), is_digit)) return std::nullopt;
  int number = 0;
  for (const char c : word) number = number * 10 + (c - '0');
  return number;
}

bool is_among(std::span<const std::string_view> words, std::string_view word) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view one) { return equal_without_case(one, word); });
}

class Numbers {
 public:
  explicit Numbers(EventLine& line) : line_(line) {}

  void read(std::string_view text) {
    if (read_bare(text)) return;
    for (std::string_view rest = text; !rest.empty();) {
      const std::string_view word = take_word(rest);
      if (equal_without_case(word, "event")) read_event(rest);
      if (equal_without_case(word, "export")) read_result(EventSource::export_result, "EXPORT", rest);
      if (equal_without_case(word, "import")) read_result(EventSource::import_result, "IMPORT", rest);
    }
  }

 private:
  bool read_bare(std::string_view text) {
    std::vector<int> numbers;
    for (std::string_view rest = text; !rest.empty();) {
      const std::string_view word = take_word(rest);
      if (word.empty()) break;
      const auto number = number_in(word);
      if (!number) return false;
      numbers.push_back(*number);
    }
    for (const int number : numbers) {
      const auto events = events_numbered(number);
      for (const ExportEvent* const event : events) add(line_.events, event);
      if (events.empty()) line_.unknown.push_back(std::to_string(number));
    }
    return !numbers.empty();
  }

  void read_event(std::string_view rest) {
    static constexpr std::array<std::string_view, 3> between{"id", "no", "number"};
    std::string_view word = take_word(rest);
    while (is_among(between, word)) word = take_word(rest);
    const auto number = number_in(word);
    if (!number || word.size() != 4) return;
    take(event_of(EventSource::event, *number), "event " + std::string(word));
  }

  void read_result(EventSource source, std::string_view program, std::string_view rest) {
    static constexpr std::array<std::string_view, 14> between{"exe",  "program", "result",     "return", "returned",
                                                              "code", "exit",    "errorlevel", "error",  "level",
                                                              "with", "status",  "exited",     "ended"};
    bool is_told = false;
    std::string_view word = take_word(rest);
    for (; is_among(between, word); word = take_word(rest)) is_told = is_told || !is_program(word);
    const auto number = number_in(word);
    if (!number || *number > 255) return;
    // "Export 3 messages" is no result.
    constexpr std::string_view ends = ":;.,)\"'";
    if (!is_told && !rest.empty() && ends.find(rest.front()) == nowhere) return;
    take(event_of(source, *number), std::string(program) + " " + std::to_string(*number));
  }

  static bool is_program(std::string_view word) {
    return equal_without_case(word, "exe") || equal_without_case(word, "program");
  }

  void take(const ExportEvent* event, std::string name) {
    if (event != nullptr)
      add(line_.events, event);
    else
      line_.unknown.push_back(std::move(name));
  }

  EventLine& line_;
};

struct Switch {
  std::size_t begin = nowhere;
  std::string_view value;
};

// The switches that begin with '/' behind a blank. A value in quotes may hold anything but a quote.
std::vector<Switch> switches_in(std::string_view line) {
  std::vector<Switch> switches;
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    if (line[at] != '/' || at == 0 || !is_blank(line[at - 1])) continue;
    std::size_t end = at + 1;
    for (bool quoted = false; end < line.size() && (quoted || !is_blank(line[end])); ++end)
      if (line[end] == '"') quoted = !quoted;
    switches.push_back({at, line.substr(at + 1, end - at - 1)});
    at = end;
  }
  return switches;
}

std::string_view unquoted(std::string_view value) {
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  return value;
}

// A path or name that is not quoted may hold blanks all the same, which may be what went wrong: it ends where the next
// switch begins, or what cannot belong to it.
std::string_view value_up_to(std::string_view line, const Switch& one, std::size_t next) {
  const std::string_view value = one.value.substr(1);
  if (value.find('"') != nowhere) return unquoted(value);
  const std::size_t begin = one.begin + 2;
  std::string_view whole = line.substr(begin, next - begin);
  whole = whole.substr(0, std::min(whole.find(" - "), whole.find_first_of("<>|\"'")));
  return trimmed(whole);
}

void read_command(std::string_view line, EventLine& out) {
  const std::vector<Switch> switches = switches_in(line);
  const std::size_t program = find_without_case(line, "export");
  if (program == nowhere || switches.empty() || program > switches.front().begin) return;
  std::string command(line.substr(program, switches.front().begin - program));
  std::size_t known = 0;
  for (std::size_t i = 0; i < switches.size(); ++i) {
    const Switch& one = switches[i];
    const std::size_t next = i + 1 < switches.size() ? switches[i + 1].begin : line.size();
    const std::string_view value = one.value;
    if (value.empty()) continue;
    const char letter = lower(value.front());
    if (letter == 'p') {
      command += "/P*** ";
      ++known;
      continue;
    }
    command.append("/").append(value).append(" ");
    if (letter == 'd' || equal_without_case(value, "batch")) ++known;
    if (letter == 'n') {
      out.user = value_up_to(line, one, next);
      if (out.user.find('"') != std::string::npos) out.suspects.emplace_back("the user's name holds a quote");
      ++known;
    } else if (letter == '@') {
      out.file = value_up_to(line, one, next);
      if (const auto fault = fault_of_dos_path(out.file))
        out.suspects.push_back("the output path is not 8.3 (Q194869): " + *fault);
      ++known;
    }
  }
  if (known < 2) return;  // "/now" is no switch
  command.pop_back();
  out.command = std::move(command);
}

// What stands between two quotes like the one at `from`. A name may hold an apostrophe: it ends where " - " follows,
// else at the line's last quote.
std::string quoted_at(std::string_view line, std::size_t from) {
  const char quote = line[from];
  const std::string_view rest = line.substr(from + 1);
  std::size_t end = rest.find(std::string{quote} + " - ");
  if (end == nowhere) end = rest.rfind(quote);
  return std::string(rest.substr(0, end));
}

void read_names(std::string_view line, EventLine& out) {
  constexpr std::string_view exporting = "error exporting user '";
  if (const std::size_t at = find_without_case(line, exporting); at != nowhere)
    out.user = quoted_at(line, at + exporting.size() - 1);
  constexpr std::string_view mailbox = "mailbox \"";
  constexpr std::string_view to_file = "\" to file ";
  if (const std::size_t at = find_without_case(line, mailbox); at != nowhere) {
    const std::size_t end = find_without_case(line, to_file, at);
    if (end != nowhere && end >= at + mailbox.size()) {
      out.user = line.substr(at + mailbox.size(), end - at - mailbox.size());
      const std::string_view file = trimmed(line.substr(end + to_file.size()));
      out.file = file.substr(0, file.find_first_of(" \t"));
    }
  }
  constexpr std::string_view reading = "error reading export file ";
  if (const std::size_t at = find_without_case(line, reading); at != nowhere) {
    const std::size_t begin = at + reading.size();
    const std::size_t end = find_without_case(line, " within", begin);
    if (end != nowhere) out.file = unquoted(trimmed(line.substr(begin, end - begin)));
  }
}

}  // namespace

bool EventLine::tells_something() const {
  return !user.empty() || !file.empty() || !command.empty() ||
         std::any_of(events.begin(), events.end(), [](const ExportEvent* event) { return event->is_known(); });
}

EventLine read_event_line(std::string_view line) {
  EventLine out;
  out.events = events_worded(line);
  Numbers(out).read(line);
  read_command(line, out);
  read_names(line, out);
  return out;
}

}  // namespace formats::ccmail
