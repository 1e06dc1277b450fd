#include "stages/encode/dating.h"

#include <utility>

namespace stages {

using formats::ccmail::WallClock;

Dating::Dating(formats::ccmail::DateOrder order, std::optional<formats::time::Zone> zone)
    : order_(order), zone_(std::move(zone)) {}

Dated Dating::date(std::string_view text, const std::optional<WallClock>& newest_file) {
  if (const auto clock = formats::ccmail::parse_date(text, order_)) {
    before_ = clock;
    Dated dated = place(*clock);
    dated.impossible = clock->day_clamped;
    return dated;
  }
  WallClock stand_in;
  stand_in.year = 1980;
  stand_in.month = 1;
  stand_in.day = 1;
  if (before_)
    stand_in = *before_;
  else if (newest_file)
    stand_in = *newest_file;
  Dated dated = place(stand_in);
  dated.missing = true;
  return dated;
}

Dated Dating::place(const WallClock& clock) const {
  Dated dated;
  if (!zone_) {
    dated.shown = clock;
    dated.unix_seconds = formats::ccmail::to_unix_seconds(clock);
    return dated;
  }
  const auto resolved = zone_->resolve(clock);
  dated.shown = resolved.shown;
  dated.offset_minutes = resolved.offset_minutes;
  dated.unix_seconds = resolved.unix_seconds;
  dated.gap = resolved.gap;
  dated.overlap = resolved.overlap;
  return dated;
}

}  // namespace stages
