// What EXPORT, IMPORT and the readers of their files say when something goes wrong, and what is documented about it:
// one table, from which programs answer and docs/explain.md is checked. Where nothing is documented it says so.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace formats::ccmail {

enum class EventSource : std::uint8_t {
  export_result,  ///< the exit status of EXPORT
  import_result,  ///< the exit status of IMPORT
  event,          ///< a number in the event log, from Microsoft's migration wizard or connector
  text,           ///< words without a number of these kinds
};

/// Whether the file that EXPORT wrote is worth finding.
enum class DumpState : std::uint8_t {
  sound,     ///< its reader was at fault
  readable,  ///< it holds damage that this program reads past
  unknown,   ///< nothing is documented about it
};

struct ExportEvent {
  EventSource source = EventSource::text;
  int number = -1;            ///< -1 for EventSource::text
  std::string_view name;      ///< "EXPORT 3", "1029"
  std::string_view text;      ///< what it says; empty where that is unknown, and then nothing else is known
  std::string_view happened;  ///< this and the next three are sentences
  std::string_view causes;
  std::string_view remedy;
  DumpState state = DumpState::unknown;
  std::string_view dump;
  std::string_view articles;  ///< of the Microsoft Knowledge Base: "Q184391"
  /// Either says that a line means this event: pieces, with "*" for anything between them, compared without case.
  /// Empty: never.
  std::array<std::string_view, 2> patterns;

  [[nodiscard]] constexpr bool is_known() const { return !text.empty(); }
};

[[nodiscard]] std::span<const ExportEvent> export_events();

/// The events with this number: one, or where it may be an exit status both EXPORT's and IMPORT's; none for numbers
/// that are not in the table.
[[nodiscard]] std::vector<const ExportEvent*> events_numbered(int number);

/// Null when there is none.
[[nodiscard]] const ExportEvent* event_of(EventSource source, int number);

/// The events that the words of `line` mean, in the order of the table. A result of IMPORT is not looked for in a line
/// that names EXPORT alone, nor the other way round.
[[nodiscard]] std::vector<const ExportEvent*> events_worded(std::string_view line);

}  // namespace formats::ccmail
