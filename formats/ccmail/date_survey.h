// Which order a dump writes its dates in, learned from its `Date:` lines before the first message is converted.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/date.h"

namespace formats::ccmail {

/// What settled the order.
enum class DateOrderBasis {
  dates,       ///< dates that are possible in one order only, by majority
  chronology,  ///< messages mostly follow each other in time: the order that goes back least
  nothing      ///< a guess
};

/// The answer of a survey, with what speaks for it.
struct DateOrderGuess {
  DateOrder order = DateOrder::mdy;
  DateOrderBasis basis = DateOrderBasis::nothing;
  bool certain = false;               ///< the evidence is clear and next to nothing contradicts it
  std::vector<std::string> evidence;  ///< the texts that settled it, at most three, each at most 48 bytes
};

/// Collects dates and judges their order. Keeps counters and a few texts only, whatever the number of dates.
class DateSurvey {
 public:
  /// Takes the value of one `Date:` line, in the order of the dump. What is no date at all is passed over.
  void add(std::string_view date_text);

  /// Judges what was added so far: the majority of dates possible in one order only, then chronology; undecided is
  /// mdy, not certain and without evidence (docs/design.md).
  [[nodiscard]] DateOrderGuess result() const;

 private:
  struct Tally {
    std::uint64_t readable = 0;     ///< dates possible in this order
    std::uint64_t alone = 0;        ///< dates possible in this order only
    std::uint64_t steps_back = 0;   ///< how often time went backwards, read in this order
    std::int64_t days_back = 0;     ///< by how many days in all
    std::int64_t last_seconds = 0;  ///< the last date read in this order
    std::array<std::string, 3> alone_texts;
    std::array<std::string, 3> back_texts;
  };

  [[nodiscard]] DateOrderGuess by_chronology() const;

  std::array<Tally, 3> tallies_{};
  std::string last_text_;
};

}  // namespace formats::ccmail
