#include "formats/ccmail/title.h"

#include <cstddef>

#include "formats/ascii.h"

namespace formats::ccmail {
namespace {

// Where the last word of `text`, which ends in no blank, begins.
std::size_t last_word(std::string_view text) {
  const std::size_t before = text.find_last_of(" \t");
  return before == std::string_view::npos ? 0 : before + 1;
}

}  // namespace

FileTitle parse_file_title(std::string_view title) {
  constexpr int most_words = 3;  // date, time, AM or PM
  const std::string_view whole = trimmed(title);
  std::string_view before = whole;
  for (int words = 0; words < most_words && !before.empty(); ++words) {
    const std::size_t start = last_word(before);
    const std::string_view tail = whole.substr(start);
    before = trimmed(before.substr(0, start));
    if (before.empty() && tail.find_first_of("/:") == std::string_view::npos) break;
    if (const DateReadings readings = read_date(tail); readings.any()) {
      return {.name = std::string(before), .date_text = std::string(tail), .date = readings.agreed()};
    }
  }
  return {.name = std::string(whole), .date_text = {}, .date = std::nullopt};
}

}  // namespace formats::ccmail
