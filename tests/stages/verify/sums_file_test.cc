// SHA256SUMS, and paths that must not lead out of the result.
#include "stages/verify/sums_file.h"

#include <gmock/gmock.h>

#include <string>

#include "stages/verify/result_files.h"

namespace stages::verify::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

const std::string digits(64, 'a');

TEST(SumsFile, GivesNamesAndSums) {
  const auto sums = parse_sums(digits + "  report.json\n" + digits + "  quarantine/a  b.bin\n");
  ASSERT_TRUE(sums);
  EXPECT_THAT(*sums, ElementsAre(Pair("quarantine/a  b.bin", digits), Pair("report.json", digits)));
  EXPECT_TRUE(parse_sums("")->empty());
}

TEST(SumsFile, SaysWhereALineIsNone) {
  const std::string good = digits + "  report.json\n";
  for (const std::string& bad :
       {digits + "  report.json\n", digits + " report.json\n", digits + "  x", digits + "  \n", digits + "  ../x\n",
        digits + "  /x\n", std::string(64, 'A') + "  x\n", std::string("\n"), digits.substr(1) + "  x\n"})
    EXPECT_EQ(parse_sums(good + bad).error(), good.size()) << bad;
}

TEST(ResultFiles, APathNeverLeadsOutOfTheResult) {
  for (const char* const path : {"a", "a/b", "a/..b", "...", "a/Inbox.mbox"}) EXPECT_TRUE(is_safe_path(path)) << path;
  for (const char* const path : {"", "/", "/a", "a/", "a//b", "..", "a/..", "../a", "a/./b", "."})
    EXPECT_FALSE(is_safe_path(path)) << path;
  EXPECT_FALSE(is_safe_path(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace stages::verify::testing
