// A line of a log, of EXPORT's screen or of a batch file: which events it tells of, and whose mailbox and which file it
// names. Passwords in it are never shown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/export_event.h"

namespace formats::ccmail {

struct EventLine {
  std::vector<const ExportEvent*> events;
  std::vector<std::string>
      unknown;       ///< numbers that stand where an event's or a result's does, but are not in the table
  std::string user;  ///< as it stands there; empty where none is named
  std::string file;
  std::string command;                ///< the command line of EXPORT, its password as "***"; empty where there is none
  std::vector<std::string> suspects;  ///< what in `command` is a documented cause of event 1004, or of a failure

  [[nodiscard]] bool tells_something() const;
};

/// Reads `line` (UTF-8, without its end). Forms (Q186740, Q179072): `Export /P... /N"user" ... /@file`,
/// `error exporting user 'user'`, `mailbox "user" to file file`, `Error reading Export file file within`, and for
/// numbers `Event ID: 1029`, `EXPORT.EXE returned 3`, `EXPORT 3:` and the like. A line that is nothing but numbers is
/// one of events or results.
[[nodiscard]] EventLine read_event_line(std::string_view line);

}  // namespace formats::ccmail
