// Dates as cc:Mail wrote them: a wall clock without a time zone, in the order of the exporting machine's locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace formats::ccmail {

/// In which order the three numbers of a date stand (Q180641).
enum class DateOrder { mdy, dmy, ymd };

/// "mdy", "dmy" or "ymd".
[[nodiscard]] std::string_view to_string(DateOrder order);

/// What the clock on the wall showed. Month and day count from 1; years are 1900 to 9999 when parsed.
struct WallClock {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  bool has_time = false;     ///< false: the text held a date alone, the time is midnight
  bool day_clamped = false;  ///< true: the day does not exist (2/31/99) and became the month's last (Q233325)
  bool time_unread = false;  ///< true: what stands behind the day is no time, or not a time alone

  bool operator==(const WallClock&) const = default;
};

/// Reads one date, with or without a time (docs/format.md, 5), blanks around it allowed. Separators `/ - . `, years
/// of two digits (70-99 are 19yy, 00-69 are 20yy) or four (1900 and later), 12- and 24-hour clocks, seconds or none.
/// A first number of four digits is a year whatever `order` says. A date that cannot be in `order` is read in the
/// first of mdy, dmy, ymd that makes it possible; a day from 29 to 31 that its month does not have becomes the
/// month's last. The day counts even where what stands behind it, after a blank, is no time (25:61) or more than one
/// (8:39 EST): then `time_unread`. Anything else gives nullopt.
[[nodiscard]] std::optional<WallClock> parse_date(std::string_view text, DateOrder order);

/// What a date can mean in each order, without clamping; nullopt where it is impossible in that order.
struct DateReadings {
  std::optional<WallClock> mdy;
  std::optional<WallClock> dmy;
  std::optional<WallClock> ymd;

  /// True when the text is a date in at least one order.
  [[nodiscard]] bool any() const { return mdy || dmy || ymd; }
  /// The one date that all possible orders agree upon (25-10-95, or 5/5/97), else nullopt.
  [[nodiscard]] std::optional<WallClock> agreed() const;
};

/// Reads `text` as parse_date does, in all three orders, but nothing may stand behind it.
[[nodiscard]] DateReadings read_date(std::string_view text);

/// The same, whatever stands behind the day.
[[nodiscard]] DateReadings read_day(std::string_view text);

/// Seconds since 1970-01-01 00:00, the wall clock taken as UTC. Any proleptic Gregorian date; negative before 1970.
[[nodiscard]] std::int64_t to_unix_seconds(const WallClock& clock);

/// The reverse, `has_time` set. Years from -32767 to 32767; further ones are clamped to the first or last second.
[[nodiscard]] WallClock from_unix_seconds(std::int64_t seconds);

/// 0 for Sunday to 6 for Saturday.
[[nodiscard]] int day_of_week(const WallClock& clock);

/// Appends the date-time of RFC 5322 section 3.3, "Tue, 2 Jun 1998 08:39:00 -0400". `offset_minutes` is local minus
/// UTC; nullopt writes "-0000", a time whose zone is unknown. `clock` must be a real date with a year of 0 to 9999.
void append_rfc5322(std::string& out, const WallClock& clock, std::optional<int> offset_minutes = std::nullopt);

/// The same as a value.
[[nodiscard]] std::string format_rfc5322(const WallClock& clock, std::optional<int> offset_minutes = std::nullopt);

/// For reports: "1998-06-02T08:39:00", or "1998-06-02" without a time (ISO 8601, extended).
[[nodiscard]] std::string format_iso(const WallClock& clock);

}  // namespace formats::ccmail
