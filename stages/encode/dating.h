// The date of a message: what its head says, placed in the time zone, or what stands in for it.
#pragma once

#include <cstdint>
#include <optional>

#include "formats/ccmail/date.h"
#include "formats/time/zone.h"
#include "stages/piece.h"

namespace stages {

struct Dated {
  formats::ccmail::WallClock shown;
  std::optional<int> offset_minutes;  // local minus UTC; none where no zone is known
  std::int64_t unix_seconds = 0;      // without a zone, the wall clock counts as UTC
  bool missing = false;               // no date could be read: this one stands in for it
  bool impossible = false;            // the day or the time does not exist or cannot be read in full (Q233325)
  bool gap = false;
  bool overlap = false;
};

/// A message without a readable date gets that of the message before it; without one, `newest_file`, the latest file
/// date in the message; with neither it is 1980-01-01.
[[nodiscard]] Dated date_of(const StatedDate& date, const std::optional<formats::ccmail::WallClock>& newest_file,
                            const std::optional<formats::time::Zone>& zone);

}  // namespace stages
