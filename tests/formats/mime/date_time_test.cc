#include "formats/mime/date_time.h"

#include <gmock/gmock.h>

#include <string>

namespace formats::mime {
namespace {

std::string read(std::string_view text) {
  const auto date = parse_date_time(text);
  if (!date) return "none";
  return ccmail::format_rfc5322(date->clock, date->offset_minutes);
}

TEST(DateTime, ReadsTheExamplesOfTheStandard) {  // RFC 5322, A.1.1, A.5, A.6.2
  EXPECT_EQ(read("Fri, 21 Nov 1997 09:55:06 -0600"), "Fri, 21 Nov 1997 09:55:06 -0600");
  EXPECT_EQ(read("Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n               -0330 "
                 "(Newfoundland Time)"),
            "Thu, 13 Feb 1969 23:32:00 -0330");
  EXPECT_EQ(read("21 Nov 97 09:55:06 GMT"), "Fri, 21 Nov 1997 09:55:06 +0000");
}

TEST(DateTime, ReadsWhatOlderProgramsWrote) {  // RFC 5322, 4.3
  EXPECT_EQ(read("Mon, 1 Jan 96 8:05 EST"), "Mon, 1 Jan 1996 08:05:00 -0500");
  EXPECT_EQ(read("1 Jan 49 00:00:00 +0000"), "Fri, 1 Jan 2049 00:00:00 +0000");
  EXPECT_EQ(read("1 Jan 50 00:00:00 +0000"), "Sun, 1 Jan 1950 00:00:00 +0000");
  EXPECT_EQ(read("1 Jan 100 00:00:00 +0000"), "Sat, 1 Jan 2000 00:00:00 +0000");
  EXPECT_EQ(read("Tuesday, 2 June 1998 08:39:00 PDT"), "Tue, 2 Jun 1998 08:39:00 -0700");
  EXPECT_EQ(read("2 Jun (the (second)) 1998 (year) 08:39"), "Tue, 2 Jun 1998 08:39:00 -0000");
}

TEST(DateTime, AZoneThatSaysNothingIsNone) {
  EXPECT_EQ(read("2 Jun 1998 08:39:00 -0000"), "Tue, 2 Jun 1998 08:39:00 -0000");
  EXPECT_EQ(read("2 Jun 1998 08:39:00 A"), "Tue, 2 Jun 1998 08:39:00 -0000");
  EXPECT_EQ(read("2 Jun 1998 08:39:00 MET"), "Tue, 2 Jun 1998 08:39:00 -0000");
  EXPECT_EQ(read("2 Jun 1998 08:39:00 +0199"), "Tue, 2 Jun 1998 08:39:00 -0000");
}

TEST(DateTime, TakesTheMomentFromTheZone) {
  EXPECT_EQ(parse_date_time("Tue, 2 Jun 1998 08:39:00 -0400")->unix_seconds(), 896791140);
  EXPECT_EQ(parse_date_time("Tue, 2 Jun 1998 12:39:00 GMT")->unix_seconds(), 896791140);
}

TEST(DateTime, WhatIsNoDateIsNone) {
  for (const char* text :
       {"", "yesterday", "Tue, 2 Jun 1998", "31 Feb 1998 10:00:00", "29 Feb 1999 10:00", "0 Jan 1998 10:00",
        "2 Jun 1998 24:00", "2 Jun 1998 10:60", "2 Jun 1998 10:00:61", "2 Jun 1 10:00", "2 Jum 1998 10:00",
        "2 Jun 12345 10:00", "2 Jun 1899 10:00", "((((", "2 Jun 1998 :", "-2 Jun 1998 10:00"})
    EXPECT_EQ(read(text), "none") << text;
  EXPECT_EQ(read("29 Feb 2000 10:00"), "Tue, 29 Feb 2000 10:00:00 -0000");
}

}  // namespace
}  // namespace formats::mime
