#include "formats/mailbox/distinct_names.h"

#include <gmock/gmock.h>

#include "formats/mailbox/file_name.h"

namespace formats::mailbox {
namespace {

using ::testing::MatchesRegex;
using ::testing::Ne;

TEST(DistinctNames, ADiskThatIgnoresCaseKeepsTwoFoldersApart) {
  DistinctNames names;
  EXPECT_EQ(names.distinct("Projects"), "Projects");
  EXPECT_EQ(names.distinct("Sent"), "Sent");
  const std::string second = names.distinct("projects");
  EXPECT_THAT(second, MatchesRegex("projects%~[0-9a-f]{8}"));
  EXPECT_THAT(names.distinct("PROJECTS"), MatchesRegex("PROJECTS%~[0-9a-f]{8}"));
  EXPECT_THAT(names.distinct("PROJECTS").substr(10), Ne(second.substr(10)));
  EXPECT_EQ(names.distinct("projects"), second);
  EXPECT_EQ(names.distinct("Projects"), "Projects");
}

TEST(DistinctNames, UmlautsHaveCaseToo) {
  DistinctNames names;
  EXPECT_EQ(names.distinct("Müller"), "Müller");
  EXPECT_THAT(names.distinct("MÜLLER"), MatchesRegex("MÜLLER%~[0-9a-f]{8}"));
}

TEST(DistinctNames, TheNameComesBack) {
  DistinctNames names;
  for (const std::string name : {"a", "A", "b", ""}) EXPECT_EQ(without_distinction(names.distinct(name)), name);
}

TEST(DistinctNames, ANameThatWasCutIsNotTakenForADistinction) {
  const std::string cut = escape_file_name(std::string(300, 'x'));
  ASSERT_THAT(cut, MatchesRegex("x+%~[0-9a-f]{8}"));
  EXPECT_EQ(without_distinction(cut), cut);
  EXPECT_EQ(without_distinction("short"), "short");
  EXPECT_EQ(without_distinction("name%~01234567"), "name%~01234567");
}

}  // namespace
}  // namespace formats::mailbox
