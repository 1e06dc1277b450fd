#include "formats/ccmail/event_line.h"

#include <gmock/gmock.h>

#include <string>

namespace formats::ccmail {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string events_in(std::string_view line) {
  std::string names;
  for (const ExportEvent* const event : read_event_line(line).events)
    names.append(names.empty() ? "" : ", ").append(event->name);
  return names;
}

TEST(EventLine, NamesTheUserWhateverApostrophesTheNameHolds) {
  EXPECT_EQ(read_event_line("EXPORT.EXE error exporting user 'O'Neil, Mary' - Bad Parameters on the command line").user,
            "O'Neil, Mary");
  EXPECT_EQ(read_event_line("export.exe ERROR EXPORTING USER 'O'Neil, Mary'").user, "O'Neil, Mary");
  EXPECT_EQ(read_event_line("EXPORT.EXE error exporting user 'cut").user, "cut");
  EXPECT_EQ(read_event_line("EXPORT.EXE error exporting user '").user, "");
}

TEST(EventLine, TakesUserAndFileFromTheScreenOfExport) {
  const EventLine line = read_event_line(R"(Exporting messages in mailbox "Grewal, Jeff" to file EXPORT\MSG4A27.CCM)");
  EXPECT_EQ(line.user, "Grewal, Jeff");
  EXPECT_EQ(line.file, "EXPORT\\MSG4A27.CCM");
  EXPECT_THAT(line.events, IsEmpty());
  EXPECT_TRUE(line.tells_something());
  EXPECT_EQ(read_event_line(R"(mailbox "" to file )").user, "");
  EXPECT_EQ(read_event_line(R"(mailbox " to file X)").user, "");
}

TEST(EventLine, TakesTheFileFromEvent1032) {
  EXPECT_EQ(read_event_line("Error reading Export file C:\\X\\SD1.2 within the 'message contents' processing").file,
            "C:\\X\\SD1.2");
}

TEST(EventLine, NamesUserAndFileOfACommandLineButNoPassword) {
  const EventLine line = read_event_line(
      R"(12:01 ccadmin\EXPORT.EXE /PHush"Hush now" /BATCH /N"Grewal, Jeff" /DM:\CCDATA /DATE/1 /FILES/MACBIN2 /@C:\OUT\SD1.2)");
  EXPECT_EQ(line.user, "Grewal, Jeff");
  EXPECT_EQ(line.file, "C:\\OUT\\SD1.2");
  EXPECT_EQ(line.command,
            R"(EXPORT.EXE /P*** /BATCH /N"Grewal, Jeff" /DM:\CCDATA /DATE/1 /FILES/MACBIN2 /@C:\OUT\SD1.2)");
  EXPECT_THAT(line.suspects, IsEmpty());
  EXPECT_THAT(read_event_line(R"(Export /P*** /NSmith /@a)").command, HasSubstr("/P***"));
  EXPECT_THAT(read_event_line("Export /Phush hush /NSmith /@a").command, Not(HasSubstr("hush")));
}

TEST(EventLine, SuspectsAnOutputPathThatIsNot83) {
  EXPECT_THAT(read_event_line(R"(Export /P*** /N"A" /@C:\Munich Office\SD1.2 - Bad Parameters)").suspects,
              ElementsAre("the output path is not 8.3 (Q194869): 'Munich Office' holds a blank"));
  EXPECT_THAT(read_event_line(R"(Export /P*** /N"A" /@"C:\MunichOffice\SD1.2")").suspects,
              ElementsAre("the output path is not 8.3 (Q194869): 'MunichOffice' has more than 8 characters"));
}

TEST(EventLine, AQuoteInANameIsASuspect) {
  const EventLine line = read_event_line(R"(Export /P*** /N"Smith "Bud" Jr" /@A.CCM)");
  EXPECT_THAT(line.suspects, ElementsAre(HasSubstr("holds a quote")));
  EXPECT_EQ(line.file, "A.CCM");
}

TEST(EventLine, PathsWithSlashesAreNoCommandLine) {
  EXPECT_EQ(read_event_line("see /usr/export for it").command, "");
  EXPECT_EQ(read_event_line("export failed /now").command, "");
}

TEST(EventLine, FindsResultCodesHoweverTheyAreTold) {
  for (const char* const line : {"EXPORT 3", "EXPORT.EXE returned 3", "export.exe: exit code = 3",
                                 "Export ended with errorlevel 3", "EXPORT 3: mailbox \"A\" to file B", "(EXPORT 3)"})
    EXPECT_EQ(events_in(line), "EXPORT 3") << line;
  EXPECT_EQ(events_in("Import program returned 5"), "IMPORT 5");
}

TEST(EventLine, ACountIsNoResultCode) {
  for (const char* const line : {"Export 3 messages", "EXPORT 3 of 20", "exported 3", "Export program 10 times",
                                 "Export returned an invalid size of 3", "EXPORT 30000", "event 42"}) {
    EXPECT_EQ(events_in(line), "") << line;
    EXPECT_THAT(read_event_line(line).unknown, IsEmpty()) << line;
  }
}

TEST(EventLine, FindsEventNumbersButTakesNoOtherNumberForOne) {
  for (const char* const line : {"Event ID: 1029", "event 1029", "Event No. 1029", "EventID=1029 (0x405)"})
    EXPECT_EQ(events_in(line), line[5] == 'I' ? "" : "1029") << line;
  EXPECT_EQ(events_in("port 1029 opened"), "");
}

TEST(EventLine, ALineOfNumbersIsOfEvents) {
  EXPECT_EQ(events_in("1004, 1029"), "1004, 1029");
  EXPECT_EQ(events_in("1"), "EXPORT 1, IMPORT 1");
  EXPECT_EQ(events_in("1004 events"), "");
  EXPECT_THAT(read_event_line("2 1005").unknown, ElementsAre("2", "1005"));
}

TEST(EventLine, WhatIsNotInTheTableIsNamedAsUnknown) {
  const EventLine line = read_event_line("EXPORT.EXE returned 2");
  EXPECT_THAT(line.unknown, ElementsAre("EXPORT 2"));
  EXPECT_FALSE(line.tells_something());
  EXPECT_THAT(read_event_line("Event ID 1099").unknown, ElementsAre("event 1099"));
  EXPECT_FALSE(read_event_line("event 1028").tells_something());
}

TEST(EventLine, NumberAndTextOfOneEventAreOneEvent) {
  EXPECT_EQ(events_in("Event ID 1011: Date field invalid in message"), "1011");
}

}  // namespace
}  // namespace formats::ccmail
