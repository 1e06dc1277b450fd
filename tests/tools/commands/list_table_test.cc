#include "tools/ccmail2mbox/commands/list_table.h"

#include <gtest/gtest.h>

#include <string>

#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

ListRow row(const std::string& number, const std::string& subject) {
  return {"x.exp", "Inbox", number, "0", "6/2/98", "Jeff", subject, "1"};
}

TEST(ListTable, ColumnsAreAsWideAsTheirFirstRows) {
  ListTable table(0);
  EXPECT_EQ(table.add(row("1", "short")), "");
  EXPECT_EQ(table.add(row("20", "somewhat longer")), "");
  EXPECT_EQ(table.finish(),
            "dump   folder  number  offset  date    from  subject          items\n"
            "x.exp  Inbox        1       0  6/2/98  Jeff  short                1\n"
            "x.exp  Inbox       20       0  6/2/98  Jeff  somewhat longer      1\n");
}

TEST(ListTable, LongPathsStandInLineWhereNothingIsCut) {
  ListTable table(0);
  std::string out;
  for (const char* const dump : {"x.exp", "an/archive/of/old/post/offices/x.exp"})
    out += table.add({dump, "Inbox", "1", "0", "6/2/98", "Jeff", "x", "1"});
  out += table.finish();
  EXPECT_EQ(out,
            "dump                                  folder  number  offset  date    from  subject  items\n"
            "x.exp                                 Inbox        1       0  6/2/98  Jeff  x            1\n"
            "an/archive/of/old/post/offices/x.exp  Inbox        1       0  6/2/98  Jeff  x            1\n");
}

TEST(ListTable, RowsAreNotHeldBackForEver) {
  ListTable table(0);
  std::string out;
  for (std::size_t i = 0; i + 1 < ListTable::rows_looked_at; ++i) out += table.add(row("1", "x"));
  EXPECT_EQ(out, "");
  EXPECT_NE(table.add(row("1", "x")), "");
  EXPECT_NE(table.add(row("1", "x")), "");
  EXPECT_EQ(table.finish(), "");
}

TEST(ListTable, NoLineIsWiderThanTheTerminal) {
  for (const std::size_t width : {20U, 60U, 80U, 200U}) {
    ListTable table(width);
    std::string out = table.add(row("1", std::string(300, 'x')));
    out += table.add(row("2", "\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e\u65e5\u672c"));
    out += table.finish();
    std::string_view rest = out;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      EXPECT_LE(columns_of(line), width);
      rest.remove_prefix(line.size() + 1);
    }
  }
}

TEST(ListTable, ARowOfCsvIsSafe) {
  EXPECT_EQ(csv_row(row("1", "=1,\"2\"")), "x.exp,Inbox,1,0,6/2/98,Jeff,\"'=1,\"\"2\"\"\",1\r\n");
}

TEST(Text, WhatIsCutOffIsShownByAnEllipsis) {
  EXPECT_EQ(fitted("abcdef", 6), "abcdef");
  EXPECT_EQ(fitted("abcdef", 5), "abcd\u2026");
  EXPECT_EQ(fitted("\u65e5\u672c\u8a9e", 5), "\u65e5\u672c\u2026");
  EXPECT_EQ(fitted("\u65e5\u672c\u8a9e", 4), "\u65e5\u2026");
  EXPECT_EQ(fitted("abc", 0), "");
}

TEST(Text, MarksThatTurnTheDirectionOfWritingAreShown) {
  EXPECT_EQ(printable("a\u202e\u200f\u061c\u2067z"), "a????z");  // NOLINT(misc-misleading-bidirectional)
}

}  // namespace
}  // namespace tools
