#include "formats/mailbox/mbox.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>

namespace formats::mailbox {
namespace {

constexpr std::array<std::string_view, 7> weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// A reader splits the line at its blanks.
bool fits_line(std::string_view address) {
  return !address.empty() && std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

void append_padded(std::string& out, long value, std::size_t width, char padding) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), padding);
  out += digits;
}

}  // namespace

void append_from_line(std::string& out, std::string_view addr_spec, std::int64_t unix_seconds) {
  using namespace std::chrono;
  constexpr sys_seconds first = sys_days{year{0} / January / 1};
  constexpr sys_seconds last = sys_days{year{9999} / December / 31} + hours{23} + minutes{59} + seconds{59};
  const sys_seconds moment = std::clamp(sys_seconds{seconds{unix_seconds}}, first, last);
  const sys_days day = floor<days>(moment);
  const year_month_day date{day};
  const hh_mm_ss time{moment - day};

  out += "From ";
  out += fits_line(addr_spec) ? addr_spec : std::string_view("MAILER-DAEMON");
  out += ' ';
  out += weekdays.at(weekday{day}.c_encoding());
  out += ' ';
  out += months.at(static_cast<unsigned>(date.month()) - 1);
  out += ' ';
  append_padded(out, static_cast<long>(static_cast<unsigned>(date.day())), 2, ' ');
  out += ' ';
  append_padded(out, time.hours().count(), 2, '0');
  out += ':';
  append_padded(out, time.minutes().count(), 2, '0');
  out += ':';
  append_padded(out, time.seconds().count(), 2, '0');
  out += ' ';
  append_padded(out, static_cast<int>(date.year()), 4, '0');
  out += '\n';
}

}  // namespace formats::mailbox
