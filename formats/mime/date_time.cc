#include "formats/mime/date_time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <system_error>
#include <vector>

#include "formats/ascii.h"

namespace formats::mime {
namespace {

// Words and numbers, without comments (which nest), blanks and commas.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t depth = 0;
  std::size_t start = std::string_view::npos;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    const bool belongs = depth == 0 && (is_alphanumeric(c) || c == ':' || c == '+' || c == '-' || c == '.');
    if (!belongs && start != std::string_view::npos) {
      words.push_back(text.substr(start, i - start));
      start = std::string_view::npos;
    }
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    if (belongs && start == std::string_view::npos) start = i;
  }
  return words;
}

std::optional<int> number(std::string_view digits, std::size_t most_digits) {
  int value = 0;
  if (digits.empty() || digits.size() > most_digits || !std::all_of(digits.begin(), digits.end(), is_digit))
    return std::nullopt;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<int> month_of(std::string_view word) {
  constexpr std::size_t letters = 3;  // "June" and "Sept." occur
  if (word.size() < letters) return std::nullopt;
  const auto* const found = std::find_if(months.begin(), months.end(), [&](std::string_view month) {
    return equal_without_case(word.substr(0, letters), month);
  });
  if (found == months.end()) return std::nullopt;
  return static_cast<int>(found - months.begin()) + 1;
}

std::optional<int> year_of(std::string_view word) {
  const auto value = number(word, 4);
  if (!value) return std::nullopt;
  switch (word.size()) {
    case 2:
      return *value < 50 ? 2000 + *value : 1900 + *value;
    case 3:
      return 1900 + *value;
    case 4:
      return *value >= 1900 ? value : std::nullopt;
    default:
      return std::nullopt;
  }
}

bool read_time(std::string_view word, ccmail::WallClock& clock) {
  const std::size_t first = word.find(':');
  if (first == std::string_view::npos) return false;
  const std::size_t second = word.find(':', first + 1);
  const auto hour = number(word.substr(0, first), 2);
  const auto minute = number(word.substr(first + 1, second == std::string_view::npos ? second : second - first - 1), 2);
  const auto seconds = second == std::string_view::npos ? std::optional<int>(0) : number(word.substr(second + 1), 2);
  if (!hour || !minute || !seconds || *hour > 23 || *minute > 59 || *seconds > 60) return false;
  clock.hour = *hour;
  clock.minute = *minute;
  clock.second = std::min(*seconds, 59);
  clock.has_time = true;
  return true;
}

struct ZoneName {
  std::string_view name;
  int minutes;
};

// RFC 5322, 4.3. Other names say nothing that is known for certain.
constexpr std::array<ZoneName, 10> zone_names{{{"ut", 0},
                                               {"gmt", 0},
                                               {"edt", -240},
                                               {"est", -300},
                                               {"cdt", -300},
                                               {"cst", -360},
                                               {"mdt", -360},
                                               {"mst", -420},
                                               {"pdt", -420},
                                               {"pst", -480}}};

std::optional<int> offset_of(std::string_view word) {
  if (word.size() == 5 && (word.front() == '+' || word.front() == '-')) {
    const auto value = number(word.substr(1), 4);
    if (!value || *value % 100 > 59 || (word.front() == '-' && *value == 0)) return std::nullopt;
    const int minutes = *value / 100 * 60 + *value % 100;
    return word.front() == '-' ? -minutes : minutes;
  }
  const auto* const found = std::find_if(zone_names.begin(), zone_names.end(),
                                         [&](const ZoneName& zone) { return equal_without_case(word, zone.name); });
  if (found == zone_names.end()) return std::nullopt;
  return found->minutes;
}

bool is_day(const ccmail::WallClock& clock) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (clock.year % 4 == 0 && clock.year % 100 != 0) || clock.year % 400 == 0;
  const int last = clock.month == 2 && leap ? 29 : days.at(static_cast<std::size_t>(clock.month - 1));
  return clock.day >= 1 && clock.day <= last;
}

}  // namespace

std::int64_t DateTime::unix_seconds() const {
  constexpr std::int64_t minute = 60;
  return ccmail::to_unix_seconds(clock) - offset_minutes.value_or(0) * minute;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  std::vector<std::string_view> words = words_of(text);
  if (!words.empty() && is_letter(words.front().front())) words.erase(words.begin());  // the day of the week
  if (words.size() < 4) return std::nullopt;
  const auto day = number(words[0], 2);
  const auto month = month_of(words[1]);
  const auto year = year_of(words[2]);
  DateTime date;
  if (!day || !month || !year || !read_time(words[3], date.clock)) return std::nullopt;
  date.clock.year = *year;
  date.clock.month = *month;
  date.clock.day = *day;
  if (!is_day(date.clock)) return std::nullopt;
  if (words.size() > 4) date.offset_minutes = offset_of(words[4]);
  return date;
}

}  // namespace formats::mime
