// The date-time of internet mail as it is read: RFC 5322, 3.3, and the forms of older mail (4.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "formats/ccmail/date.h"

namespace formats::mime {

struct DateTime {
  ccmail::WallClock clock;            ///< as written, a second of 60 as 59
  std::optional<int> offset_minutes;  ///< local minus UTC; none for "-0000" and for zones that say nothing (4.3)

  [[nodiscard]] std::int64_t unix_seconds() const;
};

/// Reads `[day-of-week ,] day month year time [zone]` with comments and folds, "1 Jan 98 8:00 EST" too: years of two
/// digits are 2000 to 2049 and 1950 to 1999, of three 1900 and more (4.3). The day of the week is not checked, since it
/// is wrong where somebody mended the date. Anything else, an impossible day or time among it, gives nullopt.
[[nodiscard]] std::optional<DateTime> parse_date_time(std::string_view text);

}  // namespace formats::mime
