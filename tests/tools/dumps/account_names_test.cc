#include <gmock/gmock.h>

#include "tools/ccmail2mbox/dumps/dumps.h"

namespace tools {
namespace {

using ::testing::ElementsAre;

TEST(AccountNames, KnownEndingsGoOthersStay) {
  EXPECT_THAT(account_names({"/x/smith.exp", "/x/JONES.CCM", "/x/sd1.2", "/x/brown.exp.gz", "/x/und.und.xz"}),
              ElementsAre("smith", "JONES", "sd1.2", "brown", "und"));
}

TEST(AccountNames, StandardInputHasANameOfItsOwn) { EXPECT_THAT(account_names({"-"}), ElementsAre("stdin")); }

TEST(AccountNames, ACollisionTakesTheShortestPathThatTellsApart) {
  EXPECT_THAT(account_names({"/x/po1/smith.exp", "/x/po2/smith.exp", "/x/po2/jones.exp"}),
              ElementsAre("po1/smith", "po2/smith", "jones"));
  EXPECT_THAT(account_names({"/x/a/po/smith.exp", "/x/b/po/smith.exp"}), ElementsAre("a/po/smith", "b/po/smith"));
}

TEST(AccountNames, NamesThatDifferInCaseAloneCollide) {
  EXPECT_THAT(account_names({"/x/po1/SMITH.EXP", "/x/po2/smith.exp"}), ElementsAre("po1/SMITH", "po2/smith"));
}

TEST(AccountNames, PathsThatDifferInCaseAloneNeedNoMoreOfThePath) {
  EXPECT_THAT(account_names({"/x/y/SMITH.EXP", "/x/y/smith.exp"}), ElementsAre("SMITH", "smith"));
  EXPECT_THAT(account_names({"/x/y/SMITH.EXP", "/x/y/smith.exp", "/x/z/smith.exp"}),
              ElementsAre("SMITH", "y/smith", "z/smith"));
}

TEST(AccountNames, FilesThatDifferInTheirEndingAloneKeepIt) {
  EXPECT_THAT(account_names({"/x/smith.exp", "/x/smith.ccm"}), ElementsAre("smith.exp", "smith.ccm"));
}

TEST(AccountNames, TheOrderOfInputsPlaysNoPart) {
  EXPECT_THAT(account_names({"/x/b/smith.exp", "/x/a/smith.exp", "/x/a/smith.ccm"}),
              ElementsAre("b/smith", "smith.exp", "smith.ccm"));
  EXPECT_THAT(account_names({"/x/a/smith.ccm", "/x/a/smith.exp", "/x/b/smith.exp"}),
              ElementsAre("smith.ccm", "smith.exp", "b/smith"));
}

TEST(AccountNames, ANameThatIsOnlyAnEndingStays) { EXPECT_THAT(account_names({"/x/.exp"}), ElementsAre(".exp")); }

}  // namespace
}  // namespace tools
