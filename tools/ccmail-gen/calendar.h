// Days and clocks of the generated mail, and the ways in which EXPORT and the senders' clients wrote them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tools/ccmail-gen/message.h"
#include "tools/ccmail-gen/random.h"

namespace ccmail_gen {

enum class DateOrder { mdy, dmy, ymd };

enum class Clock { padded_24, padded_12, glued_12 };  // " 8:39", " 4:43 PM", "3:10PM"

struct DateStyle {
  DateOrder order = DateOrder::mdy;
  char separator = '/';
  bool four_digit_year = false;
  bool zero_padded = false;  // day and month
  Clock clock = Clock::padded_24;
};

/// One of the styles that go with `order`, as a country's settings would make it.
[[nodiscard]] DateStyle date_style(DateOrder order, Random& random);

/// The day and minute that lie `minutes` after 1994-03-01 00:00.
[[nodiscard]] When when_after(std::uint64_t minutes);

[[nodiscard]] std::string day_text(const When& when, const DateStyle& style);

/// Day and clock with one blank between them, as a `Date:` header has them.
[[nodiscard]] std::string date_text(const When& when, const DateStyle& style);

/// `1998-06-02T08:39:00`.
[[nodiscard]] std::string iso_text(const When& when);

}  // namespace ccmail_gen
