#include "tools/ccmail-gen/calendar.h"

#include <array>
#include <chrono>

namespace ccmail_gen {
namespace {

std::string padded(int number, std::size_t width, char with) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), with);
  return digits;
}

}  // namespace

DateStyle date_style(DateOrder order, Random& random) {
  constexpr std::array<std::string_view, 3> separators = {"//-", ".-/", "-/."};
  DateStyle style;
  style.order = order;
  style.separator = separators.at(static_cast<std::size_t>(order))[random.below(3)];
  style.four_digit_year = random.chance(0.3);
  style.zero_padded = random.chance(0.3);
  style.clock = static_cast<Clock>(random.below(3));
  return style;
}

When when_after(std::uint64_t minutes) {
  constexpr std::uint64_t minutes_per_day = 1440;
  using namespace std::chrono;
  const sys_days day = sys_days(1994y / March / 1) + days(minutes / minutes_per_day);
  const year_month_day date(day);
  const auto minute = static_cast<int>(minutes % minutes_per_day);
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())), minute / 60, minute % 60};
}

std::string day_text(const When& when, const DateStyle& style) {
  const std::size_t width = style.zero_padded ? 2 : 1;
  const std::string year = style.four_digit_year ? padded(when.year, 4, '0') : padded(when.year % 100, 2, '0');
  const std::string month = padded(when.month, width, '0');
  const std::string day = padded(when.day, width, '0');
  switch (style.order) {
    case DateOrder::mdy:
      return month + style.separator + day + style.separator + year;
    case DateOrder::dmy:
      return day + style.separator + month + style.separator + year;
    case DateOrder::ymd:
      return year + style.separator + month + style.separator + day;
  }
  return {};
}

std::string date_text(const When& when, const DateStyle& style) {
  std::string text = day_text(when, style) + ' ';
  const std::string minute = ':' + padded(when.minute, 2, '0');
  if (style.clock == Clock::padded_24) return text + padded(when.hour, 2, ' ') + minute;
  const int hour = when.hour % 12 == 0 ? 12 : when.hour % 12;
  const std::string half = when.hour < 12 ? "AM" : "PM";
  if (style.clock == Clock::glued_12) return text + std::to_string(hour) + minute + half;
  return text + padded(hour, 2, ' ') + minute + ' ' + half;
}

std::string iso_text(const When& when) {
  return padded(when.year, 4, '0') + '-' + padded(when.month, 2, '0') + '-' + padded(when.day, 2, '0') + 'T' +
         padded(when.hour, 2, '0') + ':' + padded(when.minute, 2, '0') + ":00";
}

}  // namespace ccmail_gen
