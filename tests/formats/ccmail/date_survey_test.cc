#include "formats/ccmail/date_survey.h"

#include <gmock/gmock.h>

#include <initializer_list>

namespace formats::ccmail {
namespace {

using ::testing::ElementsAre;
using ::testing::Gt;
using ::testing::IsEmpty;
using ::testing::SizeIs;

DateOrderGuess survey(std::initializer_list<std::string_view> dates) {
  DateSurvey result;
  for (const std::string_view date : dates) result.add(date);
  return result.result();
}

// One message every `step` days, written in `order`.
void add_days(DateSurvey& dates, DateOrder order, const WallClock& first, int count, int step) {
  for (int i = 0; i < count; ++i) {
    const WallClock clock = from_unix_seconds(to_unix_seconds(first) + std::int64_t{86400} * i * step);
    // Only days that could be months: nothing tells the order but the sequence.
    if (clock.day > 12) continue;
    const int first_number = order == DateOrder::mdy ? clock.month : clock.day;
    const int second_number = order == DateOrder::mdy ? clock.day : clock.month;
    std::string text = std::to_string(first_number);
    text += '/';
    text += std::to_string(second_number);
    text += '/';
    text += std::to_string(clock.year).substr(2);
    dates.add(text);
  }
}

TEST(DateSurvey, NothingSeenIsAGuess) {
  const DateOrderGuess guess = survey({});
  EXPECT_EQ(guess.order, DateOrder::mdy);
  EXPECT_EQ(guess.basis, DateOrderBasis::nothing);
  EXPECT_FALSE(guess.certain);
  EXPECT_THAT(guess.evidence, IsEmpty());
}

TEST(DateSurvey, OneDateOfWhichEveryOrderMakesSenseIsAGuess) {
  EXPECT_EQ(survey({"5/6/97 3:10PM"}).basis, DateOrderBasis::nothing);
  EXPECT_EQ(survey({"no date", "also none"}).basis, DateOrderBasis::nothing);
}

TEST(DateSurvey, OneUnmistakableDateSettlesIt) {
  const DateOrderGuess guess = survey({"5/6/97", " 24-10-95 09:03 ", "7/6/97"});
  EXPECT_EQ(guess.order, DateOrder::dmy);
  EXPECT_EQ(guess.basis, DateOrderBasis::dates);
  EXPECT_TRUE(guess.certain);
  EXPECT_THAT(guess.evidence, ElementsAre("24-10-95 09:03"));
  EXPECT_EQ(survey({"10/24/95 10:52 AM"}).order, DateOrder::mdy);
  EXPECT_EQ(survey({"95/10/24"}).order, DateOrder::ymd);
  EXPECT_EQ(survey({"1995-01-02"}).order, DateOrder::ymd);
}

TEST(DateSurvey, NamesAtMostThreeLinesAndCutsLongOnes) {
  const DateOrderGuess guess = survey({"1/13/97", "1/13/97", "1/14/97", "1/15/97", "1/16/97"});
  EXPECT_THAT(guess.evidence, ElementsAre("1/13/97", "1/14/97", "1/15/97"));
  DateSurvey padded;
  padded.add("1/13/97" + std::string(5000, ' ') + "8:39");
  EXPECT_LE(padded.result().evidence.at(0).size(), 48U);
}

TEST(DateSurvey, TheMajorityWinsAndContradictionIsNotCertain) {
  const DateOrderGuess guess = survey({"1/13/97", "1/14/97", "15/1/97"});
  EXPECT_EQ(guess.order, DateOrder::mdy);
  EXPECT_EQ(guess.basis, DateOrderBasis::dates);
  EXPECT_FALSE(guess.certain);
}

TEST(DateSurvey, OneForeignDateInAHundredIsNoContradiction) {
  DateSurvey dates;
  for (int i = 0; i < 200; ++i) dates.add("1/13/97");
  dates.add("13/1/97");
  EXPECT_TRUE(dates.result().certain);
}

TEST(DateSurvey, AYearAfterTheEndOfCcMailIsNoReading) {
  EXPECT_EQ(survey({"25/10/05"}).order, DateOrder::dmy);
  EXPECT_EQ(survey({"25/10/05"}).basis, DateOrderBasis::dates);
  // A clock that was never set is no reason to believe another order.
  EXPECT_EQ(survey({"1/1/80"}).basis, DateOrderBasis::nothing);
}

TEST(DateSurvey, MessagesThatFollowEachOtherTellTheOrder) {
  for (const DateOrder order : {DateOrder::mdy, DateOrder::dmy}) {
    DateSurvey dates;
    add_days(dates, order, {.year = 1997, .month = 1, .day = 1}, 700, 1);
    const DateOrderGuess guess = dates.result();
    EXPECT_EQ(guess.order, order);
    EXPECT_EQ(guess.basis, DateOrderBasis::chronology);
    EXPECT_TRUE(guess.certain);
    EXPECT_THAT(guess.evidence, SizeIs(Gt(0U)));
  }
}

TEST(DateSurvey, FoldersThatBeginAnewDoNotHideTheOrder) {
  DateSurvey dates;
  for (int folder = 0; folder < 5; ++folder) {
    add_days(dates, DateOrder::dmy, {.year = 1996, .month = 1, .day = 1}, 700, 3);
  }
  EXPECT_EQ(dates.result().order, DateOrder::dmy);
}

TEST(DateSurvey, AFewMessagesInSequenceAreNotCertain) {
  const DateOrderGuess guess = survey({"12/1/97", "1/2/97"});
  EXPECT_EQ(guess.order, DateOrder::dmy);
  EXPECT_EQ(guess.basis, DateOrderBasis::chronology);
  EXPECT_FALSE(guess.certain);
  EXPECT_THAT(guess.evidence, ElementsAre("12/1/97 -> 1/2/97"));
}

TEST(DateSurvey, DatesInNoSequenceAreAGuess) {
  EXPECT_EQ(survey({"1/5/97", "5/1/97", "1/5/97", "5/1/97", "1/5/97"}).basis, DateOrderBasis::nothing);
}

}  // namespace
}  // namespace formats::ccmail
