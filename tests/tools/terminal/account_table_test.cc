#include "tools/ccmail2mbox/terminal/account_table.h"

#include <gmock/gmock.h>

#include <sstream>
#include <vector>

namespace tools {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<AccountRow> rows() {
  return {{"smith", 12'345, 20, 3, 1, 2048, 2}, {"a-name-that-is-longer-than-others", 1, 0, 1, 0, 0, 0}};
}

TEST(AccountTable, HasAllThatBecameOfEachAccount) {
  EXPECT_EQ(account_table(rows(), {}),
            "  account                            messages  attachments  repaired  quarantined  guesses  folders\n"
            "  smith                                12,345           20         1       2.0 kB        2        3\n"
            "  a-name-that-is-longer-than-others         1            0         0            0        0        1\n");
}

TEST(AccountTable, NoLineIsWiderThanTheTerminal) {
  for (std::size_t columns = 25; columns < 120; ++columns) {
    std::istringstream lines(account_table(rows(), {columns, false}));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), columns + std::string("\u2026").size() - 1) << line;
      EXPECT_THAT(line, Not(HasSubstr("\033")));
    }
  }
}

TEST(AccountTable, LeavesOutZerosBeforeNumbers) {
  const std::vector<AccountRow> row{{"smith", 1, 0, 3, 0, 100, 0}};
  const std::string table = account_table(row, {50, false});
  EXPECT_THAT(table, HasSubstr("quarantined"));
  EXPECT_THAT(table, Not(HasSubstr("guesses")));
}

TEST(AccountTable, ColoursWhatNeedsALook) {
  const std::string table = account_table(rows(), {0, true});
  EXPECT_THAT(table, HasSubstr("  \033[31m2.0 kB\033[0m"));
  EXPECT_THAT(table, HasSubstr("  0  "));
}

TEST(AccountTable, CountsWhatItDoesNotShow) {
  EXPECT_THAT(account_table(std::vector<AccountRow>(1023, rows()[0]), {}), HasSubstr("\n  and 1,003 more\n"));
}

}  // namespace
}  // namespace tools
