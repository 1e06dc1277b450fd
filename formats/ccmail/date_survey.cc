#include "formats/ccmail/date_survey.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "formats/ascii.h"

namespace formats::ccmail {
namespace {

constexpr std::array<DateOrder, 3> orders = {DateOrder::mdy, DateOrder::dmy, DateOrder::ymd};
constexpr std::size_t longest_text = 48;
constexpr std::size_t longest_step_text = 22;  // two of them and " -> " still fit
constexpr std::int64_t seconds_per_day = 86400;

// cc:Mail was sold from 1985 and hardly anybody exports after 2010: a reading outside is
// only believed where no order gives one inside. 25/10/05 is thus no date of 2025.
constexpr int era_first = 1985;
constexpr int era_last = 2010;

bool in_era(const std::optional<WallClock>& clock) {
  return clock && clock->year >= era_first && clock->year <= era_last;
}

void keep_text(std::array<std::string, 3>& kept, std::string_view text) {
  for (std::string& slot : kept) {
    if (slot == text) return;
    if (slot.empty()) {
      slot = text;
      return;
    }
  }
}

std::vector<std::string> filled(const std::array<std::string, 3>& texts) {
  std::vector<std::string> result;
  for (const std::string& text : texts) {
    if (!text.empty()) result.push_back(text);
  }
  return result;
}

}  // namespace

void DateSurvey::add(std::string_view date_text) {
  const DateReadings readings = read_day(date_text);
  std::array<std::optional<WallClock>, 3> clocks = {readings.mdy, readings.dmy, readings.ymd};
  if (std::any_of(clocks.begin(), clocks.end(), in_era)) {
    for (std::optional<WallClock>& clock : clocks) {
      if (!in_era(clock)) clock.reset();
    }
  }
  const auto possible =
      std::count_if(clocks.begin(), clocks.end(), [](const auto& clock) { return clock.has_value(); });
  if (possible == 0) return;

  const std::string_view text = trimmed(date_text);
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    const std::optional<WallClock>& clock = clocks.at(i);
    if (!clock) continue;
    Tally& tally = tallies_.at(i);
    if (possible == 1) {
      ++tally.alone;
      keep_text(tally.alone_texts, text.substr(0, longest_text));
    }
    const std::int64_t seconds = to_unix_seconds(*clock);
    if (tally.readable > 0 && seconds < tally.last_seconds) {
      ++tally.steps_back;
      tally.days_back += (tally.last_seconds - seconds + seconds_per_day - 1) / seconds_per_day;
      keep_text(tally.back_texts, last_text_ + " -> " + std::string(text.substr(0, longest_step_text)));
    }
    tally.last_seconds = seconds;
    ++tally.readable;
  }
  last_text_ = text.substr(0, longest_step_text);
}

DateOrderGuess DateSurvey::result() const {
  // One date in a hundred from a machine with another locale (forwarded, imported) says nothing against the rest.
  constexpr std::uint64_t clear = 100;
  std::uint64_t all = 0;
  std::size_t best = 0;
  bool tied = false;
  for (std::size_t i = 0; i < tallies_.size(); ++i) {
    const std::uint64_t votes = tallies_.at(i).alone;
    all += votes;
    if (i == 0) continue;
    if (votes == tallies_.at(best).alone) {
      tied = true;
    } else if (votes > tallies_.at(best).alone) {
      best = i;
      tied = false;
    }
  }
  if (tied) return by_chronology();
  const Tally& winner = tallies_.at(best);
  const std::uint64_t contrary = all - winner.alone;
  return {.order = orders.at(best),
          .basis = DateOrderBasis::dates,
          .certain = contrary * clear <= winner.alone,
          .evidence = filled(winner.alone_texts)};
}

DateOrderGuess DateSurvey::by_chronology() const {
  // An order is believed when it goes back half as far as any other, surely when it saves many steps. Each folder
  // begins anew with its oldest message, which is a step back in every order.
  constexpr std::int64_t clearly_less = 2;
  constexpr std::uint64_t many_steps = 5;
  std::uint64_t most_readable = 0;
  for (const Tally& tally : tallies_) most_readable = std::max(most_readable, tally.readable);
  std::optional<std::size_t> best;
  std::optional<std::size_t> second;
  for (std::size_t i = 0; i < tallies_.size(); ++i) {
    if (tallies_.at(i).readable != most_readable || most_readable == 0) continue;
    if (!best || tallies_.at(i).days_back < tallies_.at(*best).days_back) {
      second = best;
      best = i;
    } else if (!second || tallies_.at(i).days_back < tallies_.at(*second).days_back) {
      second = i;
    }
  }
  if (!best || !second) return {};
  const Tally& winner = tallies_.at(*best);
  const Tally& loser = tallies_.at(*second);
  if (loser.days_back == 0 || loser.days_back < clearly_less * winner.days_back) return {};
  return {.order = orders.at(*best),
          .basis = DateOrderBasis::chronology,
          .certain = loser.steps_back >= winner.steps_back + many_steps,
          .evidence = filled(loser.back_texts)};
}

}  // namespace formats::ccmail
