// A time zone by its IANA name: turns the wall clock that cc:Mail wrote into a moment and its offset from UTC.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "formats/ccmail/date.h"

namespace formats::time {

/// A wall clock placed in a zone.
struct Resolved {
  std::int64_t unix_seconds = 0;
  int offset_minutes = 0;   ///< local minus UTC, rounded down to whole minutes
  bool gap = false;         ///< the clock skipped this time in spring; `shown` is later by the width of the gap
  bool overlap = false;     ///< the clock showed this time twice in autumn; the first was taken
  ccmail::WallClock shown;  ///< what goes with `offset_minutes`; the clock as given unless `gap`
};

/// The rules of one zone. Copies share them; all const functions may be called from several threads at once.
class Zone {
 public:
  /// Looks up an IANA name such as "America/New_York", case as IANA writes it. Unknown names, offsets such as
  /// "GMT+3" and ICU's own abbreviations ("PST", "IST") give a message that says what was wrong.
  [[nodiscard]] static tl::expected<Zone, std::string> named(std::string_view iana);

  /// The name as given.
  [[nodiscard]] const std::string& name() const;

  /// Places `clock` in the zone: a gap goes forward (02:30 becomes 03:30 with the summer offset), an overlap takes
  /// the first, the summer offset. `clock` must be a real date; `has_time`, `day_clamped` and `time_unread` are carried
  /// over.
  [[nodiscard]] Resolved resolve(const ccmail::WallClock& clock) const;

 private:
  struct Rules;
  explicit Zone(std::shared_ptr<const Rules> rules);
  std::shared_ptr<const Rules> rules_;
};

}  // namespace formats::time
