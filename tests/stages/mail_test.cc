// What is counted of a dump's mail, and that it is the same however the dump was shared out.
#include "stages/mail.h"

#include <gmock/gmock.h>

#include <cstdint>
#include <string>

namespace stages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr std::uint64_t megabyte = 1'000'000;

TEST(Tally, AMessageOfTheLimitItselfIsNotOverIt) {
  Tally tally;
  for (const std::uint64_t limit : {25U, 35U, 150U}) {
    tally.add_large({0, limit * megabyte, "Inbox"});
    tally.add_large({1, limit * megabyte + 1, "Inbox"});
  }
  EXPECT_EQ(tally.over_25_mb, 5U);
  EXPECT_EQ(tally.over_35_mb, 3U);
  EXPECT_EQ(tally.over_150_mb, 1U);
}

TEST(Tally, TheFirstLargeMessagesAreThoseOfTheDumpWhoeverEncodedThem) {
  Tally whole;
  Tally odd;
  Tally even;
  for (std::uint64_t i = 0; i < 300; ++i) {
    whole.add_large({i, 26 * megabyte, "Inbox"});
    (i % 2 == 0 ? even : odd).add_large({i, 26 * megabyte, "Inbox"});
  }
  odd += even;
  EXPECT_THAT(whole.large, SizeIs(Tally::most_large));
  EXPECT_EQ(odd, whole);
}

TEST(Tally, MonthsStayInOrderWhenSharesAreAddedUp) {
  Tally tally;
  tally.months = {{10, 1}, {30, 3}};
  Tally other;
  other.months = {{5, 1}, {10, 2}, {20, 7}, {40, 4}};
  tally += other;
  EXPECT_THAT(tally.months, ElementsAre(MonthFacts{5, 1}, MonthFacts{10, 3}, MonthFacts{20, 7}, MonthFacts{30, 3},
                                        MonthFacts{40, 4}));
}

TEST(Tally, AFolderWithoutADateDoesNotForgetThoseOfAnotherShare) {
  Tally tally;
  tally.folders["Inbox"] = {1, {5, 9}};
  Tally other;
  other.folders["Inbox"] = {2, {}};
  tally += other;
  EXPECT_EQ(tally.folders["Inbox"], (FolderFacts{3, {5, 9}}));
}

}  // namespace
}  // namespace stages::testing
