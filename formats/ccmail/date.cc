#include "formats/ccmail/date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

#include "formats/ascii.h"

namespace formats::ccmail {
namespace {

constexpr int first_year = 1900;  // RFC 5322 section 3.3 has no years before
constexpr int pivot = 70;         // one vendor's habit: two digits from here on are 19yy
constexpr int last_month = 12;
constexpr int last_possible_day = 31;
constexpr int seconds_per_minute = 60;
constexpr int seconds_per_hour = 3600;

constexpr std::array<std::string_view, 7> weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Number {
  int value = 0;
  std::size_t digits = 0;
};

// Reads a text from left to right; what is taken is gone.
class Cursor {
 public:
  explicit Cursor(std::string_view rest) : rest_(rest) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }

  // Returns whether there was a blank.
  bool skip_blanks() {
    const std::size_t before = rest_.size();
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    return rest_.size() != before;
  }

  // A number of at most four digits; none gives zero digits.
  Number number() {
    constexpr std::size_t most_digits = 4;
    Number result;
    while (result.digits < most_digits && !rest_.empty() && is_digit(rest_.front())) {
      result.value = result.value * 10 + (rest_.front() - '0');
      ++result.digits;
      rest_.remove_prefix(1);
    }
    return result;
  }

  // Takes one of `choices`, if it is there, and returns it; else '\0'.
  char one_of(std::string_view choices) {
    if (rest_.empty() || choices.find(rest_.front()) == std::string_view::npos) return '\0';
    const char found = rest_.front();
    rest_.remove_prefix(1);
    return found;
  }

 private:
  std::string_view rest_;
};

struct TimeOfDay {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

// A date as it is written, its order not yet known.
struct Written {
  std::array<Number, 3> date;
  std::optional<TimeOfDay> time;
  bool time_unread = false;
};

// The hour of a 24-hour clock, from one with AM or PM. "13:10 PM" is redundant but clear.
std::optional<int> hour_of_day(int hour, char half) {
  constexpr int noon = 12;
  const bool afternoon = half == 'p' || half == 'P';
  if (hour == noon) return afternoon ? noon : 0;
  if (hour < noon) return afternoon ? hour + noon : hour;
  return afternoon ? std::optional(hour) : std::nullopt;
}

// `8:39`, `3:10PM`, `4:43 PM`, `10:52:01`; the point is the separator of DOS in Italy and the North.
std::optional<TimeOfDay> read_time(Cursor& cursor) {
  constexpr int hours = 24;
  constexpr int sixty = 60;
  const Number hour = cursor.number();
  if (hour.digits < 1 || hour.digits > 2) return std::nullopt;
  const char separator = cursor.one_of(":.");
  if (separator == '\0') return std::nullopt;
  const Number minute = cursor.number();
  if (minute.digits != 2) return std::nullopt;
  Number second;
  if (cursor.one_of({&separator, 1}) != '\0') {
    second = cursor.number();
    if (second.digits != 2) return std::nullopt;
  }
  if (hour.value >= hours || minute.value >= sixty || second.value >= sixty) return std::nullopt;

  TimeOfDay time = {.hour = hour.value, .minute = minute.value, .second = second.value};
  cursor.skip_blanks();
  const char half = cursor.one_of("aApP");
  if (half != '\0') {
    cursor.one_of(".");
    cursor.one_of("mM");
    cursor.one_of(".");
    const std::optional<int> of_day = hour_of_day(time.hour, half);
    if (!of_day) return std::nullopt;
    time.hour = *of_day;
  }
  return time;
}

std::optional<Written> read_written(std::string_view text) {
  Cursor cursor(text);
  Written written;
  cursor.skip_blanks();
  written.date[0] = cursor.number();
  const char separator = cursor.one_of("/-.");
  if (separator == '\0') return std::nullopt;
  written.date[1] = cursor.number();
  if (cursor.one_of({&separator, 1}) == '\0') return std::nullopt;
  written.date[2] = cursor.number();
  const bool blank_behind = cursor.skip_blanks();
  if (cursor.empty()) return written;
  if (!blank_behind) return std::nullopt;
  written.time = read_time(cursor);
  cursor.skip_blanks();
  written.time_unread = !written.time || !cursor.empty();
  return written;
}

int days_in_month(int year, int month) {
  const std::chrono::year_month_day_last last{
      std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month(static_cast<unsigned>(month))}};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

std::optional<int> full_year(const Number& written) {
  constexpr int century = 100;
  if (written.digits == 2) return written.value + (written.value >= pivot ? first_year : first_year + century);
  if (written.digits == 4 && written.value >= first_year) return written.value;
  return std::nullopt;
}

bool is_month_or_day(const Number& written, int largest) {
  return written.digits >= 1 && written.digits <= 2 && written.value >= 1 && written.value <= largest;
}

// What `written` means in `order`, a day that its month lacks made the month's last; nullopt where it means nothing.
std::optional<WallClock> reading(const Written& written, DateOrder order) {
  const auto& [first, second, third] = written.date;
  const Number& year = order == DateOrder::ymd ? first : third;
  const Number& month = order == DateOrder::mdy ? first : second;
  const Number& day = order == DateOrder::ymd ? third : (order == DateOrder::mdy ? second : first);
  const std::optional<int> whole_year = full_year(year);
  if (!whole_year || !is_month_or_day(month, last_month) || !is_month_or_day(day, last_possible_day)) {
    return std::nullopt;
  }

  const int last_day = days_in_month(*whole_year, month.value);
  const TimeOfDay time = written.time.value_or(TimeOfDay{});
  return WallClock{.year = *whole_year,
                   .month = month.value,
                   .day = std::min(day.value, last_day),
                   .hour = time.hour,
                   .minute = time.minute,
                   .second = time.second,
                   .has_time = written.time.has_value(),
                   .day_clamped = day.value > last_day,
                   .time_unread = written.time_unread};
}

std::optional<WallClock> exact_reading(const Written& written, DateOrder order) {
  std::optional<WallClock> result = reading(written, order);
  if (result && result->day_clamped) result.reset();
  return result;
}

void append_padded(std::string& out, int value, int width) {
  std::array<char, 8> digits{};
  std::size_t at = digits.size();
  for (int i = 0; i < width; ++i) {
    digits.at(--at) = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  out.append(digits.data() + at, digits.size() - at);
}

std::chrono::sys_days days_of(const WallClock& clock) {
  return std::chrono::sys_days{std::chrono::year{clock.year} / clock.month / clock.day};
}

DateReadings readings_of(const Written& written) {
  return {.mdy = exact_reading(written, DateOrder::mdy),
          .dmy = exact_reading(written, DateOrder::dmy),
          .ymd = exact_reading(written, DateOrder::ymd)};
}

}  // namespace

std::string_view to_string(DateOrder order) {
  switch (order) {
    case DateOrder::mdy:
      return "mdy";
    case DateOrder::dmy:
      return "dmy";
    case DateOrder::ymd:
      break;
  }
  return "ymd";
}

std::optional<WallClock> parse_date(std::string_view text, DateOrder order) {
  const std::optional<Written> written = read_written(text);
  if (!written) return std::nullopt;
  // y/m/d comes last: 31/2/05 is an impossible 31 February 2005 rather than a date of 2031.
  for (const DateOrder candidate : {order, DateOrder::mdy, DateOrder::dmy, DateOrder::ymd}) {
    if (const std::optional<WallClock> result = reading(*written, candidate)) return result;
  }
  return std::nullopt;
}

std::optional<WallClock> DateReadings::agreed() const {
  std::optional<WallClock> result;
  for (const std::optional<WallClock>* each : {&mdy, &dmy, &ymd}) {
    if (!*each) continue;
    if (result && *result != **each) return std::nullopt;
    result = *each;
  }
  return result;
}

DateReadings read_date(std::string_view text) {
  const std::optional<Written> written = read_written(text);
  if (!written || written->time_unread) return {};
  return readings_of(*written);
}

DateReadings read_day(std::string_view text) {
  const std::optional<Written> written = read_written(text);
  if (!written) return {};
  return readings_of(*written);
}

std::int64_t to_unix_seconds(const WallClock& clock) {
  constexpr std::int64_t hours_per_day = 24;
  constexpr std::int64_t minutes_per_hour = 60;
  const std::int64_t hours = days_of(clock).time_since_epoch().count() * hours_per_day + clock.hour;
  return (hours * minutes_per_hour + clock.minute) * seconds_per_minute + clock.second;
}

WallClock from_unix_seconds(std::int64_t seconds) {
  using namespace std::chrono;
  constexpr sys_seconds first = sys_days{year::min() / January / 1};
  constexpr sys_seconds last =
      sys_days{year::max() / December / 31} + hours{23} + minutes{59} + std::chrono::seconds{59};
  const sys_seconds moment = std::clamp(sys_seconds{std::chrono::seconds{seconds}}, first, last);
  const sys_days day = floor<days>(moment);
  const year_month_day date{day};
  const auto rest = static_cast<int>((moment - day).count());
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<int>(static_cast<unsigned>(date.month())),
          .day = static_cast<int>(static_cast<unsigned>(date.day())),
          .hour = rest / seconds_per_hour,
          .minute = rest % seconds_per_hour / seconds_per_minute,
          .second = rest % seconds_per_minute,
          .has_time = true,
          .day_clamped = false,
          .time_unread = false};
}

int day_of_week(const WallClock& clock) { return static_cast<int>(std::chrono::weekday{days_of(clock)}.c_encoding()); }

void append_rfc5322(std::string& out, const WallClock& clock, std::optional<int> offset_minutes) {
  constexpr int minutes_per_hour = 60;
  out += weekdays.at(static_cast<std::size_t>(day_of_week(clock)));
  out += ", ";
  append_padded(out, clock.day, clock.day < 10 ? 1 : 2);
  out += ' ';
  out += months.at(static_cast<std::size_t>(clock.month - 1));
  out += ' ';
  append_padded(out, clock.year, 4);
  out += ' ';
  append_padded(out, clock.hour, 2);
  out += ':';
  append_padded(out, clock.minute, 2);
  out += ':';
  append_padded(out, clock.second, 2);
  if (!offset_minutes) {
    out += " -0000";
    return;
  }
  const int distance = std::abs(*offset_minutes);
  out += *offset_minutes < 0 ? " -" : " +";
  append_padded(out, distance / minutes_per_hour, 2);
  append_padded(out, distance % minutes_per_hour, 2);
}

std::string format_rfc5322(const WallClock& clock, std::optional<int> offset_minutes) {
  std::string result;
  append_rfc5322(result, clock, offset_minutes);
  return result;
}

std::string format_iso(const WallClock& clock) {
  std::string result;
  append_padded(result, clock.year, 4);
  result += '-';
  append_padded(result, clock.month, 2);
  result += '-';
  append_padded(result, clock.day, 2);
  if (clock.has_time) {
    result += 'T';
    append_padded(result, clock.hour, 2);
    result += ':';
    append_padded(result, clock.minute, 2);
    result += ':';
    append_padded(result, clock.second, 2);
  }
  return result;
}

}  // namespace formats::ccmail
