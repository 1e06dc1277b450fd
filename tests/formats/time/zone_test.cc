#include "formats/time/zone.h"

#include <gmock/gmock.h>

#include <thread>
#include <vector>

namespace formats::time {
namespace {

using ccmail::WallClock;
using ::testing::HasSubstr;

Zone zone(std::string_view name) { return Zone::named(name).value(); }

WallClock clock_at(int year, int month, int day, int hour, int minute) {
  return {.year = year, .month = month, .day = day, .hour = hour, .minute = minute, .second = 0, .has_time = true};
}

std::string shown(const Resolved& resolved) { return ccmail::format_rfc5322(resolved.shown, resolved.offset_minutes); }

TEST(Zone, GivesTheOffsetOfTheSeason) {
  const Zone new_york = zone("America/New_York");
  EXPECT_EQ(shown(new_york.resolve(clock_at(1998, 6, 2, 12, 0))), "Tue, 2 Jun 1998 12:00:00 -0400");
  EXPECT_EQ(shown(new_york.resolve(clock_at(1998, 1, 2, 12, 0))), "Fri, 2 Jan 1998 12:00:00 -0500");
  EXPECT_EQ(new_york.resolve(clock_at(1998, 6, 2, 12, 0)).unix_seconds, 896803200);
  EXPECT_EQ(new_york.name(), "America/New_York");
}

TEST(Zone, AHourThatTheClockSkippedGoesForward) {
  const Resolved resolved = zone("America/New_York").resolve(clock_at(1998, 4, 5, 2, 30));
  EXPECT_TRUE(resolved.gap);
  EXPECT_FALSE(resolved.overlap);
  EXPECT_EQ(shown(resolved), "Sun, 5 Apr 1998 03:30:00 -0400");
  EXPECT_EQ(shown(zone("Europe/Berlin").resolve(clock_at(1996, 3, 31, 2, 30))), "Sun, 31 Mar 1996 03:30:00 +0200");
}

TEST(Zone, AHourThatTheClockShowedTwiceIsTheFirst) {
  const Resolved resolved = zone("America/New_York").resolve(clock_at(1998, 10, 25, 1, 30));
  EXPECT_TRUE(resolved.overlap);
  EXPECT_FALSE(resolved.gap);
  EXPECT_EQ(shown(resolved), "Sun, 25 Oct 1998 01:30:00 -0400");
}

TEST(Zone, TheEdgesOfGapAndOverlapAreExact) {
  const Zone new_york = zone("America/New_York");
  EXPECT_FALSE(new_york.resolve(clock_at(1998, 4, 5, 1, 59)).gap);
  EXPECT_TRUE(new_york.resolve(clock_at(1998, 4, 5, 2, 0)).gap);
  EXPECT_FALSE(new_york.resolve(clock_at(1998, 4, 5, 3, 0)).gap);
  EXPECT_FALSE(new_york.resolve(clock_at(1998, 10, 25, 0, 59)).overlap);
  EXPECT_TRUE(new_york.resolve(clock_at(1998, 10, 25, 1, 0)).overlap);
  EXPECT_FALSE(new_york.resolve(clock_at(1998, 10, 25, 2, 0)).overlap);
}

TEST(Zone, ADateAloneStaysADateAlone) {
  WallClock clock = {.year = 1999, .month = 2, .day = 28};
  clock.day_clamped = true;
  EXPECT_EQ(zone("Europe/London").resolve(clock).shown, clock);
}

TEST(Zone, OffsetsOfPartsOfAnHourAreWhole) {
  EXPECT_EQ(zone("Asia/Kolkata").resolve(clock_at(1998, 6, 2, 12, 0)).offset_minutes, 330);
  EXPECT_EQ(zone("America/St_Johns").resolve(clock_at(1998, 1, 2, 12, 0)).offset_minutes, -210);
  // Half an hour of summer time.
  const Resolved lord_howe = zone("Australia/Lord_Howe").resolve(clock_at(1998, 10, 25, 2, 10));
  EXPECT_EQ(shown(lord_howe), "Sun, 25 Oct 1998 02:40:00 +1100");
}

TEST(Zone, LocalMeanTimeOfLongAgoDoesNoHarm) {
  const Zone amsterdam = zone("Europe/Amsterdam");
  for (int year = 1900; year < 2070; ++year) {
    const Resolved resolved = amsterdam.resolve(clock_at(year, 7, 1, 12, 0));
    EXPECT_GE(resolved.offset_minutes, 0);
    EXPECT_LE(resolved.offset_minutes, 120);
  }
}

TEST(Zone, UnknownNamesAreRefused) {
  for (const std::string_view name : {"", "Etc/Unknown", "Europe/Atlantis", "GMT+3", "GMT-03:00", "UTC+1", "PST", "IST",
                                      "SystemV/EST5", "+0100", "../UTC", "Europe/Berlin ", "Europe"}) {
    const auto result = Zone::named(name);
    ASSERT_FALSE(result.has_value()) << name;
    EXPECT_THAT(result.error(), HasSubstr("unknown time zone '" + std::string(name) + "'"));
  }
  EXPECT_FALSE(Zone::named(std::string_view("UTC\0x", 5)).has_value());
}

TEST(Zone, OtherCaseIsRefusedWithTheRightName) {
  EXPECT_EQ(Zone::named("europe/berlin").error(), "unknown time zone 'europe/berlin'; did you mean 'Europe/Berlin'?");
}

TEST(Zone, NamesOfIanaAreKnownWithTheirLinks) {
  for (const std::string_view name : {"UTC", "Etc/UTC", "Etc/GMT+5", "GMT", "EST5EDT", "CET", "US/Eastern",
                                      "Europe/Kiev", "Asia/Tokyo", "America/Argentina/Buenos_Aires"}) {
    EXPECT_TRUE(Zone::named(name).has_value()) << name;
  }
}

TEST(Zone, ManyThreadsMayShareOne) {
  const Zone berlin = zone("Europe/Berlin");
  std::vector<std::int64_t> sums(4);
  std::vector<std::thread> threads;
  threads.reserve(sums.size());
  for (std::int64_t& sum : sums) {
    threads.emplace_back([&sum, berlin] {
      for (int day = 1; day <= 28; ++day) {
        for (int month = 1; month <= 12; ++month) sum += berlin.resolve(clock_at(1998, month, day, 2, 30)).unix_seconds;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(sums, ::testing::Each(sums.front()));
}

}  // namespace
}  // namespace formats::time
