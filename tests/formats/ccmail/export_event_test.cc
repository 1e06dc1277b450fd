#include "formats/ccmail/export_event.h"

#include <gmock/gmock.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace formats::ccmail {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> names(const std::vector<const ExportEvent*>& events) {
  std::vector<std::string> names;
  names.reserve(events.size());
  for (const ExportEvent* const event : events) names.emplace_back(event->name);
  return names;
}

std::string row_of(const ExportEvent& event) {
  std::string row = "| " + std::string(event.name) + " | " +
                    (event.is_known() ? "`" + std::string(event.text) + "`" : "unknown") + " | " +
                    std::string(event.happened);
  for (const std::string_view cell : {event.causes, event.remedy, event.dump, event.articles})
    row += " | " + std::string(cell);
  return row + " |\n";
}

TEST(ExportEvents, StandInTheDocumentationWordByWordAndNoOthers) {
  std::ifstream file(CCMAIL2MBOX_SOURCE_DIR "/docs/explain.md");
  std::string in_document;
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("| ") && !line.starts_with("| name |")) in_document += line + "\n";
  std::string in_table;
  for (const ExportEvent& event : export_events()) in_table += row_of(event);
  EXPECT_EQ(in_document, in_table);
}

TEST(ExportEvents, EachSaysAllThatIsAskedOfIt) {
  std::set<std::string_view> seen;
  for (const ExportEvent& event : export_events()) {
    EXPECT_TRUE(seen.insert(event.name).second) << event.name << " stands there twice";
    EXPECT_FALSE(event.happened.empty()) << event.name;
    if (!event.is_known()) continue;
    for (const std::string_view said : {event.causes, event.remedy, event.dump})
      EXPECT_TRUE(said.ends_with('.')) << said;
    EXPECT_THAT(std::string(event.articles), testing::MatchesRegex("Q[0-9]{6}(, Q[0-9]{6})*")) << event.name;
    EXPECT_EQ(event.source == EventSource::text, event.number < 0) << event.name;
  }
}

struct Said {
  std::string_view line;
  std::vector<std::string> events;
};

TEST(ExportEvents, AreFoundByWhatTheySay) {
  const std::vector<Said> cases{
      {"EXPORT.EXE error exporting user 'Grewal, Jeff' - Bad Parameters on the command line", {"1004"}},
      {"Date field invalid in message", {"1011"}},
      {"Export program returned an invalid Message size of '0'", {"1027"}},
      {"Invalid Token '6' found in the exported file. Token should have been 'Message:'", {"1029"}},
      {"Invalid Token 'RRT: Yes' found within a Message context", {"1030"}},
      {"invalid token '6'", {"1029", "1030"}},
      {"Error reading Export file SD1.2 within the 'message contents' processing", {"1032"}},
      {"R0002 Resource file not found: C:\\CCADMIN\\IE.RI", {"R0002"}},
      {"EXPORT: Could not access the post office", {"EXPORT 1"}},
      {"not configured correctly or not accessible", {"EXPORT 3"}},
      {"locked by another process", {"EXPORT 4", "IMPORT 4"}},
      {"IMPORT.EXE: locked by another process", {"IMPORT 4"}},
      {"Export.exe: locked by another process", {"EXPORT 4"}},
      {"Import did not complete successfully", {"IMPORT 1"}},
      {"undeliverable message or updates", {"IMPORT 5"}},
      {"Export2: Memory error", {"Memory error"}},
  };
  std::set<std::string> found;
  for (const Said& said : cases) {
    EXPECT_EQ(names(events_worded(said.line)), said.events) << said.line;
    found.insert(said.events.begin(), said.events.end());
  }
  for (const ExportEvent& event : export_events())
    EXPECT_EQ(!event.patterns[0].empty(), found.contains(std::string(event.name))) << event.name;
}

TEST(ExportEvents, OrdinaryLinesMeanNone) {
  for (const char* const line : {"", "Exporting messages in mailbox \"A\" to file B.CCM", "Memory error",
                                 "The service started.", "2 messages exported", "a token that is invalid"})
    EXPECT_THAT(events_worded(line), IsEmpty()) << line;
}

TEST(ExportEvents, ANumberThatTwoProgramsUseMeansBoth) {
  EXPECT_THAT(names(events_numbered(1)), ElementsAre("EXPORT 1", "IMPORT 1"));
  EXPECT_THAT(names(events_numbered(3)), ElementsAre("EXPORT 3"));
  EXPECT_THAT(names(events_numbered(1029)), ElementsAre("1029"));
  EXPECT_THAT(events_numbered(2), IsEmpty());
  EXPECT_THAT(events_numbered(-1), IsEmpty());
}

TEST(ExportEvents, WhereTheReaderWasAtFaultTheDumpIsSound) {
  for (const ExportEvent& event : export_events())
    EXPECT_EQ(event.state == DumpState::sound, event.name == "1029" || event.name == "1030") << event.name;
  EXPECT_THAT(std::string(event_of(EventSource::event, 1029)->dump), HasSubstr("worth finding"));
}

TEST(ExportEvents, OfAnUnknownTextNothingIsSaid) {
  for (const int number : {1028, 1031}) {
    const ExportEvent* const event = event_of(EventSource::event, number);
    ASSERT_NE(event, nullptr);
    EXPECT_FALSE(event->is_known());
    EXPECT_TRUE(event->causes.empty() && event->remedy.empty() && event->dump.empty() && event->articles.empty());
  }
}

}  // namespace
}  // namespace formats::ccmail
