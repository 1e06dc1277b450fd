#include "formats/mailbox/mbox.h"

#include <gmock/gmock.h>

#include <array>
#include <ctime>
#include <limits>
#include <random>

namespace formats::mailbox {
namespace {

std::string from_line(std::string_view address, std::int64_t seconds) {
  std::string result;
  append_from_line(result, address, seconds);
  return result;
}

TEST(FromLine, IsThatOfRfc4155) {
  EXPECT_EQ(from_line("user@host", 883612800), "From user@host Thu Jan  1 00:00:00 1998\n");
  EXPECT_EQ(from_line("user@host", 896776740), "From user@host Tue Jun  2 08:39:00 1998\n");
}

TEST(FromLine, AnAddressThatWouldBreakTheLineIsNotWritten) {
  for (const std::string_view address : {"", "a b@c", "a@b\nFrom x@y", "a\t@b", "ü@b", "a@b\x7f"}) {
    EXPECT_EQ(from_line(address, 0), "From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n");
  }
}

TEST(FromLine, DatesBeyondFourDigitsAreClamped) {
  EXPECT_EQ(from_line("a@b", std::numeric_limits<std::int64_t>::max()), "From a@b Fri Dec 31 23:59:59 9999\n");
  EXPECT_EQ(from_line("a@b", std::numeric_limits<std::int64_t>::min()), "From a@b Sat Jan  1 00:00:00 0000\n");
}

TEST(FromLine, DatesAreThoseOfAsctime) {
  std::mt19937_64 random(6);
  for (int i = 0; i < 5000; ++i) {
    // From the year 1000 on: asctime does not pad years.
    const std::time_t time = static_cast<std::time_t>(random() % 284012524800ULL) - 30610224000;
    std::tm parts{};
    ASSERT_NE(gmtime_r(&time, &parts), nullptr);
    std::array<char, 64> text{};
    ASSERT_GT(std::strftime(text.data(), text.size(), "%a %b %e %H:%M:%S %Y", &parts), 0U);
    ASSERT_EQ(from_line("a@b", time), std::string("From a@b ") + text.data() + "\n");
  }
}

}  // namespace
}  // namespace formats::mailbox
