// The date of a message: what its head says, placed in the time zone, or what stands in for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "formats/ccmail/date.h"
#include "formats/time/zone.h"

namespace stages {

struct Dated {
  formats::ccmail::WallClock shown;
  std::optional<int> offset_minutes;  // local minus UTC; none where no zone is known
  std::int64_t unix_seconds = 0;      // without a zone, the wall clock counts as UTC
  bool missing = false;               // no date could be read: this one stands in for it
  bool impossible = false;            // the day does not exist, its month's last was taken (Q233325)
  bool gap = false;
  bool overlap = false;
};

/// Dates the messages of one dump, in their order: one without a readable date gets that of the message before it.
class Dating {
 public:
  Dating(formats::ccmail::DateOrder order, std::optional<formats::time::Zone> zone);

  /// `text` is the value of the Date field; `newest_file` the latest file date in the message, which counts when there
  /// was no message before. With neither it is 1980-01-01.
  [[nodiscard]] Dated date(std::string_view text, const std::optional<formats::ccmail::WallClock>& newest_file);

 private:
  [[nodiscard]] Dated place(const formats::ccmail::WallClock& clock) const;

  formats::ccmail::DateOrder order_;
  std::optional<formats::time::Zone> zone_;
  std::optional<formats::ccmail::WallClock> before_;
};

}  // namespace stages
