#include "tools/ccmail2mbox/commands/explanation.h"

#include <gmock/gmock.h>

#include <sstream>
#include <string>

#include "formats/text/utf8.h"
#include "tools/ccmail2mbox/commands/foreign_text.h"

namespace tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Explanation explained(std::string_view text, Explanation::Of what) {
  Explanation explanation(what);
  explanation.read(text);
  return explanation;
}

std::string of_text(std::string_view text) { return explained(text, Explanation::Of::text).text(); }
std::string of_log(std::string_view text) { return explained(text, Explanation::Of::log).text(); }

TEST(Explanation, TellsEverythingOfAnEventThatIsKnown) {
  EXPECT_EQ(of_text("1030"),
            "1030: Invalid Token 'RRT: %1' found within a Message context\n"
            "  what happened The reader of the dump met a header line that it did not know.\n"
            "  causes        A message asks for a return receipt: the line RRT: in its header\n"
            "                (Q262989).\n"
            "  what to do    Convert the dump with ccmail2mbox, which keeps every header\n"
            "                line. Microsoft fixed its reader in SP4.\n"
            "  the dump      Sound and worth finding: the reader was at fault.\n"
            "  articles      Q262989\n");
}

TEST(Explanation, OfANumberOfTwoProgramsTellsBothAndThatItIsEither) {
  EXPECT_THAT(of_text("1"),
              AllOf(HasSubstr("EXPORT 1: "), HasSubstr("\nIMPORT 1: "), HasSubstr("depends on the program")));
  EXPECT_THAT(of_text("EXPORT 1"), Not(HasSubstr("IMPORT 1")));
}

TEST(Explanation, OfALogTellsEachEventOnceWithItsLines) {
  const std::string log =
      "Event ID: 1004\r\n"
      "EXPORT.EXE error exporting user 'Grewal, Jeff' - Bad Parameters on the command line\r\n"
      "\r\n"
      "nothing of interest\r\n"
      "EXPORT.EXE error exporting user 'O'Neil, Mary' - Bad Parameters on the command line";
  const std::string text = of_log(log);
  EXPECT_THAT(text, StartsWith("1004: "));
  EXPECT_EQ(text.find("1004: "), text.rfind("1004: "));
  EXPECT_THAT(
      text, AllOf(HasSubstr("\n  line 2        user 'Grewal, Jeff'\n"),
                  HasSubstr("\n  line 5        user 'O'Neil, Mary'\n"), HasSubstr("\n4 lines: 3 understood, 1 not\n")));
}

TEST(Explanation, AnEventThatNamesNobodyIsShownWithWhoWasNamedBefore) {
  const std::string text = of_log(
      "Exporting messages in mailbox \"Grewal, Jeff\" to file A.CCM\n"
      "Date field invalid in message\n");
  EXPECT_THAT(text, AllOf(HasSubstr("(last named before: user 'Grewal, Jeff', file A.CCM,"), HasSubstr("line 1)"),
                          HasSubstr("  line 1        user 'Grewal, Jeff', file A.CCM\n")));
}

TEST(Explanation, CarriageReturnsAloneEndLinesToo) {
  EXPECT_THAT(of_log("a\rb\rEXPORT 3\r"), HasSubstr("3 lines: 1 understood, 2 not\n"));
}

TEST(Explanation, NoControlCharacterOfALogReachesTheTerminal) {
  std::string turns_the_direction;
  formats::text::append_utf8(turns_the_direction, char32_t{0x202e});
  const std::string text = of_log("EXPORT.EXE error exporting user '\x1b[2J" + turns_the_direction +
                                  "X' - Bad Parameters\n"
                                  "Export /P*** /N\"\x1b[31m\" /@\x1b\x07.CCM\n");
  for (const char c : text) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << static_cast<int>(c);
  EXPECT_THAT(text, AllOf(Not(HasSubstr(turns_the_direction)), HasSubstr("?[2J?X")));
}

TEST(Explanation, WhatIsNotDocumentedIsListedAndIsNoKnowledge) {
  const Explanation log = explained("EXPORT.EXE returned 2\nevent 1028\n", Explanation::Of::log);
  EXPECT_FALSE(log.is_known());
  EXPECT_THAT(log.text(), AllOf(HasSubstr("Not documented"), HasSubstr("  line 1        EXPORT 2\n"),
                                HasSubstr("1028: text unknown\n"), HasSubstr("2 lines: 0 understood, 2 not\n")));
}

TEST(Explanation, ShowsNoPassword) {
  const std::string text = of_text(R"(Export /PHush77 /BATCH /N"Grewal, Jeff" /DM:\CC /@C:\Munich Office\A.CCM)");
  EXPECT_THAT(text, AllOf(Not(HasSubstr("Hush77")), HasSubstr("/P*** "), HasSubstr("user 'Grewal, Jeff'"),
                          HasSubstr("Q194869")));
}

TEST(Explanation, StaysWithin80Columns) {
  std::istringstream lines(of_text("0 1 3 4 5 1004 1011 1027 1028 1029 1030 1031 1032 77") +
                           of_text("R0002 Resource file "
                                   "not found") +
                           of_text("Export2 Memory error"));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST(ForeignText, IsReadAsWhatItIs) {
  EXPECT_EQ(text_from("M\xc3\xbcller\r\n", {}), "M\xc3\xbcller\r\n");
  EXPECT_EQ(text_from("\xef\xbb\xbfM\xc3\xbcller", {}), "M\xc3\xbcller");
  EXPECT_EQ(text_from("M\x81ller\r\n", {}), "M\xc3\xbcller\r\n");
  EXPECT_EQ(text_from("M\xfcller\n", {}), "M\xc3\xbcller\n");
  EXPECT_EQ(text_from("M\x81ller\n", formats::text::CodePage::cp437), "M\xc3\xbcller\n");
  EXPECT_EQ(text_from(std::string("\xff\xfeM\0\xfc\0\n\0", 8), {}), "M\xc3\xbc\n");
  EXPECT_EQ(text_from("", {}), "");
}

}  // namespace
}  // namespace tools
