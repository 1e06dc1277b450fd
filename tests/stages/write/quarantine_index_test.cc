#include "stages/write/quarantine_index.h"

#include <gtest/gtest.h>

#include <string>

namespace stages::testing {
namespace {

TEST(QuarantineIndex, ARowWithLineEndsInTheNameOfItsFileIsOneRow) {
  std::string row;
  append_row(row, {.offset = 5, .length = 2, .file = "a \"b\"\nc,d\n\n.exp", .place = 7, .reason = "stray"});
  row.pop_back();
  for (std::size_t end = row.find('\n'); end != std::string::npos; end = row.find('\n', end + 1))
    EXPECT_FALSE(is_whole_row(row.substr(0, end))) << end;
  EXPECT_TRUE(is_whole_row(row));
  EXPECT_EQ(moved_row(row, 10), "15,2,\"a \"\"b\"\"\nc,d\n\n.exp\",7,stray");
}

TEST(QuarantineIndex, NothingInANameIsAFormula) {
  std::string row;
  append_row(row, {.offset = 5, .length = 2, .file = "=HYPERLINK(1)", .place = 7, .reason = "stray"});
  EXPECT_EQ(row, "5,2,'=HYPERLINK(1),7,stray\n");
}

}  // namespace
}  // namespace stages::testing
