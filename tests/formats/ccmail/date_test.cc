#include "formats/ccmail/date.h"

#include <gmock/gmock.h>

#include <array>
#include <ctime>
#include <limits>
#include <random>

namespace formats::ccmail {

void PrintTo(const WallClock& clock, std::ostream* out) {
  *out << format_iso(clock) << (clock.day_clamped ? " (clamped)" : "");
}

namespace {

using ::testing::Optional;

WallClock day(int year, int month, int day_of_month) { return {.year = year, .month = month, .day = day_of_month}; }

WallClock at(WallClock clock, int hour, int minute, int second = 0) {
  clock.hour = hour;
  clock.minute = minute;
  clock.second = second;
  clock.has_time = true;
  return clock;
}

WallClock clamped(WallClock clock) {
  clock.day_clamped = true;
  return clock;
}

WallClock half_read(WallClock clock) {
  clock.time_unread = true;
  return clock;
}

struct Row {
  std::string_view text;
  DateOrder order;
  std::optional<WallClock> clock;
};

class DateForms : public ::testing::TestWithParam<Row> {};

TEST_P(DateForms, AreRead) { EXPECT_EQ(parse_date(GetParam().text, GetParam().order), GetParam().clock); }

constexpr auto mdy = DateOrder::mdy;
constexpr auto dmy = DateOrder::dmy;
constexpr auto ymd = DateOrder::ymd;

INSTANTIATE_TEST_SUITE_P(Seen, DateForms,
                         ::testing::Values(Row{"6/2/98 8:39", mdy, at(day(1998, 6, 2), 8, 39)},
                                           Row{"6/2/98  8:39", mdy, at(day(1998, 6, 2), 8, 39)},
                                           Row{"1/31/96  4:43 PM", mdy, at(day(1996, 1, 31), 16, 43)},
                                           Row{"5/6/97 3:10PM", mdy, at(day(1997, 5, 6), 15, 10)},
                                           Row{"4/7/96 1:36:53 AM", mdy, at(day(1996, 4, 7), 1, 36, 53)},
                                           Row{"10/24/95 10:52:01", mdy, at(day(1995, 10, 24), 10, 52, 1)},
                                           Row{"24-10-95 09:03", dmy, at(day(1995, 10, 24), 9, 3)},
                                           Row{"09-09-95 00:34", dmy, at(day(1995, 9, 9), 0, 34)},
                                           Row{"9-11-1998", mdy, day(1998, 9, 11)}, Row{"1/1/98", mdy, day(1998, 1, 1)},
                                           Row{" 6/2/98 ", mdy, day(1998, 6, 2)},
                                           Row{"02.06.98 15.04", dmy, at(day(1998, 6, 2), 15, 4)},
                                           Row{"98/06/02 23:59:59", ymd, at(day(1998, 6, 2), 23, 59, 59)}));

INSTANTIATE_TEST_SUITE_P(
    Orders, DateForms,
    ::testing::Values(Row{"1/2/97", mdy, day(1997, 1, 2)}, Row{"1/2/97", dmy, day(1997, 2, 1)},
                      Row{"01/02/03", ymd, day(2001, 2, 3)}, Row{"1998-06-02", mdy, day(1998, 6, 2)},
                      Row{"1998/6/2", dmy, day(1998, 6, 2)},
                      // Possible in another order only.
                      Row{"25-10-95", mdy, day(1995, 10, 25)}, Row{"10/25/95", dmy, day(1995, 10, 25)},
                      Row{"98/06/02", mdy, day(1998, 6, 2)}, Row{"10/25/1995", ymd, day(1995, 10, 25)}));

INSTANTIATE_TEST_SUITE_P(TwoDigitYears, DateForms,  // Q193745, Q193735, Q192595
                         ::testing::Values(Row{"1/1/70", mdy, day(1970, 1, 1)}, Row{"1/1/69", mdy, day(2069, 1, 1)},
                                           Row{"1/1/99", mdy, day(1999, 1, 1)}, Row{"1/1/00", mdy, day(2000, 1, 1)},
                                           Row{"2/29/00", mdy, day(2000, 2, 29)}));

INSTANTIATE_TEST_SUITE_P(ImpossibleDays, DateForms,  // Q233325
                         ::testing::Values(Row{"2/31/99 10:00", mdy, clamped(at(day(1999, 2, 28), 10, 0))},
                                           Row{"2/30/96", mdy, clamped(day(1996, 2, 29))},
                                           Row{"31/4/99", dmy, clamped(day(1999, 4, 30))},
                                           Row{"31/2/05", dmy, clamped(day(2005, 2, 28))},
                                           Row{"31/2/05", mdy, clamped(day(2005, 2, 28))},
                                           Row{"1999-02-31", dmy, clamped(day(1999, 2, 28))}));

INSTANTIATE_TEST_SUITE_P(HalvesOfTheDay, DateForms,
                         ::testing::Values(Row{"1/1/97 12:00AM", mdy, at(day(1997, 1, 1), 0, 0)},
                                           Row{"1/1/97 12:30 pm", mdy, at(day(1997, 1, 1), 12, 30)},
                                           Row{"1/1/97 3:10p", mdy, at(day(1997, 1, 1), 15, 10)},
                                           Row{"1/1/97 15:10 PM", mdy, at(day(1997, 1, 1), 15, 10)},
                                           Row{"1/1/97 3:10 p.m.", mdy, at(day(1997, 1, 1), 15, 10)}));

INSTANTIATE_TEST_SUITE_P(UnreadableTimesLeaveTheDay, DateForms,
                         ::testing::Values(Row{"1/1/97 15:10 AM", mdy, half_read(day(1997, 1, 1))},
                                           Row{"1/1/98 24:00", mdy, half_read(day(1998, 1, 1))},
                                           Row{"1/1/98 8:60", mdy, half_read(day(1998, 1, 1))},
                                           Row{"1/1/98 8", mdy, half_read(day(1998, 1, 1))},
                                           Row{"25/1/98 at noon", mdy, half_read(day(1998, 1, 25))},
                                           Row{"2/31/98 25:61", mdy, half_read(clamped(day(1998, 2, 28)))},
                                           Row{"1/1/98 8:39 PM EST", mdy, half_read(at(day(1998, 1, 1), 20, 39))}));

INSTANTIATE_TEST_SUITE_P(Unreadable, DateForms,
                         ::testing::Values(Row{"", mdy, std::nullopt}, Row{"yesterday", mdy, std::nullopt},
                                           Row{"6/2", mdy, std::nullopt}, Row{"6/2/9", mdy, std::nullopt},
                                           Row{"6/2/980", mdy, std::nullopt}, Row{"6/2-98", mdy, std::nullopt},
                                           Row{"0/1/98", mdy, std::nullopt}, Row{"1/0/98", mdy, std::nullopt},
                                           Row{"13/13/98", mdy, std::nullopt}, Row{"1/32/98", mdy, std::nullopt},
                                           Row{"1/1/1899", mdy, std::nullopt}, Row{"1/1/19981", mdy, std::nullopt},
                                           Row{"1/1/98x", mdy, std::nullopt}, Row{"1/1/988:39", mdy, std::nullopt},
                                           Row{"001/1/98", mdy, std::nullopt}, Row{"1/1998/1", mdy, std::nullopt}));

TEST(Date, AgreesWithItselfOnlyWhereEveryOrderMeansTheSame) {
  EXPECT_THAT(read_date("25-10-95").agreed(), Optional(day(1995, 10, 25)));
  EXPECT_THAT(read_date("5/5/97").agreed(), Optional(day(1997, 5, 5)));
  EXPECT_EQ(read_date("5/6/97").agreed(), std::nullopt);
  EXPECT_EQ(read_date("25/10/05").agreed(), std::nullopt);
  EXPECT_FALSE(read_date("2/31/99").any());
  EXPECT_FALSE(read_date("25-10-95 8:39 x").any());
  EXPECT_THAT(read_day("25-10-95 at noon").agreed(), Optional(half_read(day(1995, 10, 25))));
}

TEST(Date, SecondsAreThoseOfTheSystem) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 20000; ++i) {
    // From the year 1000, below which strftime does not pad, to 9999.
    const std::int64_t seconds = static_cast<std::int64_t>(random() % 284012524800ULL) - 30610224000LL;
    const std::time_t time = seconds;
    std::tm expected{};
    ASSERT_NE(gmtime_r(&time, &expected), nullptr);
    const WallClock clock = from_unix_seconds(seconds);
    ASSERT_EQ(clock, at(day(expected.tm_year + 1900, expected.tm_mon + 1, expected.tm_mday), expected.tm_hour,
                        expected.tm_min, expected.tm_sec));
    ASSERT_EQ(day_of_week(clock), expected.tm_wday);
    ASSERT_EQ(to_unix_seconds(clock), seconds);
    std::array<char, 64> text{};
    ASSERT_GT(std::strftime(text.data(), text.size(), " %b %Y %H:%M:%S -0000", &expected), 0U);
    ASSERT_THAT(format_rfc5322(clock), ::testing::EndsWith(", " + std::to_string(expected.tm_mday) + text.data()));
  }
}

TEST(Date, SecondsOfAnySizeGiveADate) {
  EXPECT_EQ(from_unix_seconds(std::numeric_limits<std::int64_t>::max()).year, 32767);
  EXPECT_EQ(from_unix_seconds(std::numeric_limits<std::int64_t>::min()).year, -32767);
}

TEST(Date, IsWrittenAsMailWantsIt) {
  const WallClock clock = at(day(1998, 6, 2), 8, 39);
  EXPECT_EQ(format_rfc5322(clock), "Tue, 2 Jun 1998 08:39:00 -0000");
  EXPECT_EQ(format_rfc5322(clock, -240), "Tue, 2 Jun 1998 08:39:00 -0400");
  EXPECT_EQ(format_rfc5322(clock, 0), "Tue, 2 Jun 1998 08:39:00 +0000");
  EXPECT_EQ(format_rfc5322(clock, 345), "Tue, 2 Jun 1998 08:39:00 +0545");
  EXPECT_EQ(format_rfc5322(day(2069, 12, 31)), "Tue, 31 Dec 2069 00:00:00 -0000");
}

TEST(Date, IsWrittenForReports) {
  EXPECT_EQ(format_iso(at(day(1998, 6, 2), 8, 39)), "1998-06-02T08:39:00");
  EXPECT_EQ(format_iso(day(1998, 6, 2)), "1998-06-02");
}

TEST(Date, AnyBytesAreReadOrRefused) {
  std::mt19937 random(4);
  constexpr std::string_view likely = "0123456789/-.: \tAPM";
  for (int i = 0; i < 200000; ++i) {
    std::string text;
    for (std::size_t n = random() % 20; n > 0; --n) {
      text += random() % 16 == 0 ? static_cast<char>(random() & 0xffU) : likely[random() % likely.size()];
    }
    for (const DateOrder order : {mdy, dmy, ymd}) {
      const std::optional<WallClock> clock = parse_date(text, order);
      if (!clock) continue;
      const WallClock again = from_unix_seconds(to_unix_seconds(*clock));
      ASSERT_EQ(again.day, clock->day) << text;
      ASSERT_EQ(again.hour, clock->hour) << text;
    }
  }
}

}  // namespace
}  // namespace formats::ccmail
