#include "formats/ccmail/export_event.h"

#include <algorithm>

#include "formats/ascii.h"

namespace formats::ccmail {
namespace {

constexpr std::string_view export_articles = "Q181186, Q168465, Q166045, Q179072";
constexpr std::string_view import_articles = "Q168670, Q223772, Q179072, Q180641";
constexpr std::string_view export_causes =
    "The causes of each code are not documented here; the articles are about EXPORT's codes as a whole.";
constexpr std::string_view import_causes =
    "Documented for IMPORT's failures as a whole: missing rights on the post office (Q168670), a date order other than "
    "that of the machine (Q180641). Which code each gives is not documented here.";
constexpr std::string_view begun_file =
    "Whether EXPORT leaves a file is not documented. Convert what there is: the report says what is in it.";
constexpr std::string_view import_file =
    "IMPORT reads a file. Nothing documented speaks against that file: it can be converted.";

constexpr std::array<ExportEvent, 18> events{{
    {EventSource::export_result,
     0,
     "EXPORT 0",
     "completed",
     "EXPORT came to its end.",
     "None: this is success.",
     "Nothing. A mailbox without messages may produce nothing at all (Q174749, Q194218).",
     DumpState::unknown,
     "No fault is known from this code. But some versions of EXPORT lose or damage contents without a word: see "
     "docs/plan.md.",
     export_articles,
     {}},
    {EventSource::export_result,
     1,
     "EXPORT 1",
     "could not access the post office",
     "EXPORT could not get at the post office.",
     export_causes,
     "Check that /D names the post office's directory, and that it can be reached from there.",
     DumpState::unknown,
     begun_file,
     export_articles,
     {"could not access the post office", ""}},
    {EventSource::export_result,
     3,
     "EXPORT 3",
     "not configured correctly or not accessible",
     "The post office is not configured correctly, or EXPORT could not get at it.",
     export_causes,
     "Check the directory given with /D, and that EXPORT fits the version of the post office (docs/plan.md).",
     DumpState::unknown,
     begun_file,
     export_articles,
     {"not configured correctly or not accessible", ""}},
    {EventSource::export_result,
     4,
     "EXPORT 4",
     "locked by another process",
     "Another process had the post office locked.",
     export_causes,
     "End what else uses the post office, and export again.",
     DumpState::unknown,
     begun_file,
     export_articles,
     {"locked by another process", ""}},
    {EventSource::import_result,
     0,
     "IMPORT 0",
     "completed",
     "IMPORT came to its end.",
     "None: this is success.",
     "Nothing.",
     DumpState::unknown,
     import_file,
     import_articles,
     {}},
    {EventSource::import_result,
     1,
     "IMPORT 1",
     "did not complete successfully",
     "IMPORT did not come to its end.",
     import_causes,
     "Check the rights on the post office. To read the file itself, convert it: that needs no IMPORT.",
     DumpState::unknown,
     import_file,
     import_articles,
     {"did not complete successfully", ""}},
    {EventSource::import_result,
     4,
     "IMPORT 4",
     "locked",
     "The post office was locked.",
     import_causes,
     "End what else uses the post office, and import again.",
     DumpState::unknown,
     import_file,
     import_articles,
     {"locked by another process", ""}},
    {EventSource::import_result,
     5,
     "IMPORT 5",
     "undeliverable message or updates",
     "IMPORT could not deliver a message, or updates.",
     import_causes,
     "Look for .UND files: they hold what was not delivered, with the reasons between *** (Q180641), and can be "
     "converted like an export.",
     DumpState::unknown,
     import_file,
     import_articles,
     {"undeliverable message or updates", ""}},
    {EventSource::text,
     -1,
     "R0002",
     "R0002 Resource file not found: ...IE.RI",
     "EXPORT failed to run.",
     "IE.RI is not beside EXPORT.EXE (Q190275).",
     "Put IE.RI beside EXPORT.EXE and export again. EXPORT 8.3 and later has IMPEXP.RI instead.",
     DumpState::unknown,
     "EXPORT did not run: expect no file of it.",
     "Q190275",
     {"resource file not found", "r0002"}},
    {EventSource::text,
     -1,
     "Memory error",
     "Export2 ... Memory error",
     "EXPORT failed to run.",
     "It is the program for OS/2, which calls itself Export2 (Q183590).",
     "Use another EXPORT than the one for OS/2, of the version that fits the post office (docs/plan.md).",
     DumpState::unknown,
     begun_file,
     "Q183590",
     {"export2*memory error", ""}},
    {EventSource::event,
     1004,
     "1004",
     "EXPORT.EXE error exporting user '...' - Bad Parameters on the command line",
     "EXPORT refused its command line, so this user's mailbox was not exported.",
     "One of three: Pre-expired Passwords is enabled: the wizard resets each mailbox's password and then uses it as "
     "/P, "
     "which a pre-expired password refuses (Q186740). The output path is not 8.3 (Q194869). The output directory is "
     "named after a post office whose name DOS paths cannot hold (Q229314). The password of /P is the mailbox's, not "
     "the post office's.",
     "Switch off Pre-expired Passwords while exporting and restore it afterwards; use an output path of 8.3 names, "
     "also "
     "for the directory. 'ccmail2mbox plan' writes command lines that are checked for this.",
     DumpState::unknown,
     "EXPORT refused to start: expect no file for this user from that run.",
     "Q186740, Q194869, Q229314",
     {"error exporting user*bad parameters on the command line", "bad parameters on the command line"}},
    {EventSource::event,
     1011,
     "1011",
     "Date field invalid in message",
     "The reader of the dump met a date that it could not take, and the mailbox stopped there.",
     "An impossible date, such as 2/31/99, in a message (Q233325).",
     "Convert the dump with ccmail2mbox: the message is kept, with the last day of its month. Microsoft fixed its "
     "reader in SP3.",
     DumpState::readable,
     "Worth finding: only a date in it is wrong, and what follows that message is in it too.",
     "Q233325",
     {"date field invalid", ""}},
    {EventSource::event,
     1027,
     "1027",
     "Export program returned an invalid Message size of '0'",
     "The reader of the dump did not find the size of a message.",
     "EXPORT left blanks where the size belongs (Q287056).",
     "Convert the dump with ccmail2mbox, which finds the end of such a message by what follows it.",
     DumpState::readable,
     "Worth finding: a size is missing, not the message.",
     "Q287056",
     {"invalid message size", ""}},
    {EventSource::event,
     1028,
     "1028",
     "",
     "Its text is not known, so nothing can be said of it.",
     "",
     "",
     DumpState::unknown,
     "",
     "",
     {}},
    {EventSource::event,
     1029,
     "1029",
     "Invalid Token '6' found in the exported file. Token should have been 'Message:'",
     "The reader of the dump expected a label at the start of a line and met other characters.",
     "EXPORT wrote no CRLF between two blocks, so that the label follows the data in mid-line, such as a text that "
     "ends "
     "in 6 (Q184391).",
     "Convert the dump with ccmail2mbox. Microsoft fixed its reader in 5.5 SP2.",
     DumpState::sound,
     "Sound and worth finding: the reader was at fault.",
     "Q184391",
     {"invalid token*token should have been", "invalid token*found in the exported file"}},
    {EventSource::event,
     1030,
     "1030",
     "Invalid Token 'RRT: %1' found within a Message context",
     "The reader of the dump met a header line that it did not know.",
     "A message asks for a return receipt: the line RRT: in its header (Q262989).",
     "Convert the dump with ccmail2mbox, which keeps every header line. Microsoft fixed its reader in SP4.",
     DumpState::sound,
     "Sound and worth finding: the reader was at fault.",
     "Q262989",
     {"invalid token*message context", ""}},
    {EventSource::event,
     1031,
     "1031",
     "",
     "Its text is not known, so nothing can be said of it.",
     "",
     "",
     DumpState::unknown,
     "",
     "",
     {}},
    {EventSource::event,
     1032,
     "1032",
     "Error reading Export file ... within the 'message contents' processing",
     "The reader of the dump could not read an attachment, and the mailbox stopped there.",
     "An attachment could not be read; why is not documented (Q238784).",
     "Convert the dump with ccmail2mbox, which goes on with what follows. Microsoft fixed its reader in SP4.",
     DumpState::readable,
     "Worth finding: what follows that attachment is in it too.",
     "Q238784",
     {"error reading export file", ""}},
}};

bool take_past(std::string_view text, std::string_view piece, std::size_t& from) {
  if (from > text.size()) return false;
  const auto* const found = std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), piece.begin(),
                                        piece.end(), [](char a, char b) { return lower(a) == lower(b); });
  if (found == text.end()) return piece.empty();
  from = static_cast<std::size_t>(found - text.begin()) + piece.size();
  return true;
}

bool is_matched(std::string_view pattern, std::string_view line) {
  if (pattern.empty()) return false;
  std::size_t from = 0;
  while (true) {
    const std::size_t star = pattern.find('*');
    if (!take_past(line, pattern.substr(0, star), from)) return false;
    if (star == std::string_view::npos) return true;
    pattern.remove_prefix(star + 1);
  }
}

bool is_of_the_other_program(const ExportEvent& event, bool names_export, bool names_import) {
  return (event.source == EventSource::export_result && names_import && !names_export) ||
         (event.source == EventSource::import_result && names_export && !names_import);
}

}  // namespace

std::span<const ExportEvent> export_events() { return events; }

std::vector<const ExportEvent*> events_numbered(int number) {
  std::vector<const ExportEvent*> found;
  for (const ExportEvent& event : events)
    if (event.number == number && event.source != EventSource::text) found.push_back(&event);
  return found;
}

const ExportEvent* event_of(EventSource source, int number) {
  const auto* const found = std::find_if(events.begin(), events.end(), [&](const ExportEvent& event) {
    return event.source == source && event.number == number;
  });
  return found == events.end() ? nullptr : &*found;
}

std::vector<const ExportEvent*> events_worded(std::string_view line) {
  const bool names_export = is_matched("export", line);
  const bool names_import = is_matched("import", line);
  std::vector<const ExportEvent*> found;
  for (const ExportEvent& event : events) {
    if (is_of_the_other_program(event, names_export, names_import)) continue;
    if (std::any_of(event.patterns.begin(), event.patterns.end(),
                    [&](std::string_view pattern) { return is_matched(pattern, line); }))
      found.push_back(&event);
  }
  // Cut short, it may be either.
  if (found.empty() && is_matched("invalid token", line))
    found = {event_of(EventSource::event, 1029), event_of(EventSource::event, 1030)};
  return found;
}

}  // namespace formats::ccmail
