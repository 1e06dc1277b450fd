#include "stages/encode/dating.h"

namespace stages {
namespace {

using formats::ccmail::WallClock;

Dated place(const WallClock& clock, const std::optional<formats::time::Zone>& zone) {
  Dated dated;
  if (!zone) {
    dated.shown = clock;
    dated.unix_seconds = formats::ccmail::to_unix_seconds(clock);
    return dated;
  }
  const auto resolved = zone->resolve(clock);
  dated.shown = resolved.shown;
  dated.offset_minutes = resolved.offset_minutes;
  dated.unix_seconds = resolved.unix_seconds;
  dated.gap = resolved.gap;
  dated.overlap = resolved.overlap;
  return dated;
}

}  // namespace

Dated date_of(const StatedDate& date, const std::optional<WallClock>& newest_file,
              const std::optional<formats::time::Zone>& zone) {
  if (date.stated) {
    Dated dated = place(*date.stated, zone);
    dated.impossible = date.stated->day_clamped || date.stated->time_unread;
    return dated;
  }
  WallClock stand_in;
  stand_in.year = 1980;
  stand_in.month = 1;
  stand_in.day = 1;
  if (date.before)
    stand_in = *date.before;
  else if (newest_file)
    stand_in = *newest_file;
  Dated dated = place(stand_in, zone);
  dated.missing = true;
  return dated;
}

}  // namespace stages
