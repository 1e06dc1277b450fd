#include "formats/time/zone.h"

#include <unicode/basictz.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "formats/ascii.h"

namespace formats::time {
namespace {

constexpr double milliseconds = 1000.0;
constexpr std::int64_t milliseconds_per_second = 1000;
constexpr std::int64_t milliseconds_per_minute = 60000;

// Short names that ICU knows from old Javas. Their meaning is disputed ("IST" is India, Israel and Ireland), and IANA
// has none of them.
constexpr std::array<std::string_view, 25> icu_only = {"ACT", "AET", "AGT", "ART", "AST", "BET", "BST", "CAT", "CNT",
                                                       "CST", "CTT", "EAT", "ECT", "IET", "IST", "JST", "MIT", "NET",
                                                       "NST", "PLT", "PNT", "PRT", "PST", "SST", "VST"};

bool is_icu_only(std::string_view name) {
  return name == "Etc/Unknown" || name.starts_with("SystemV/") ||
         std::find(icu_only.begin(), icu_only.end(), name) != icu_only.end();
}

// The known name that equals `name` but for case.
std::optional<std::string> known_name(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> known(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, status));
  if (!known) return std::nullopt;
  while (U_SUCCESS(status)) {
    int32_t length = 0;
    const char* const next = known->next(&length, status);
    if (next == nullptr || U_FAILURE(status)) break;
    const std::string_view candidate(next, static_cast<std::size_t>(length));
    if (equal_without_case(candidate, name) && !is_icu_only(candidate)) return std::string(candidate);
  }
  return std::nullopt;
}

std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor) {
  return dividend / divisor - ((dividend % divisor < 0) ? 1 : 0);
}

}  // namespace

struct Zone::Rules {
  std::string name;
  std::unique_ptr<const icu::BasicTimeZone> zone;

  // Milliseconds to add to UTC at a moment.
  [[nodiscard]] std::int64_t offset_at(UDate moment) const {
    int32_t standard = 0;
    int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone->getOffset(moment, 0, standard, summer, status);
    return std::int64_t{standard} + summer;
  }

  // Milliseconds to add to UTC for a wall clock; where it does not exist or exists twice, those of `choice`.
  [[nodiscard]] std::int64_t offset_of_local(UDate local, UTimeZoneLocalOption choice) const {
    int32_t standard = 0;
    int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone->getOffsetFromLocal(local, choice, choice, standard, summer, status);
    return std::int64_t{standard} + summer;
  }
};

Zone::Zone(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}

tl::expected<Zone, std::string> Zone::named(std::string_view iana) {
  const std::optional<std::string> known = known_name(iana);
  if (!known) return tl::unexpected("unknown time zone '" + std::string(iana) + "'");
  if (*known != iana) {
    return tl::unexpected("unknown time zone '" + std::string(iana) + "'; did you mean '" + *known + "'?");
  }
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(*known)));
  if (dynamic_cast<icu::BasicTimeZone*>(zone.get()) == nullptr || *zone == icu::TimeZone::getUnknown()) {
    return tl::unexpected("time zone '" + *known + "' has no rules");
  }
  auto rules = std::make_shared<Rules>();
  rules->name = *known;
  rules->zone.reset(static_cast<icu::BasicTimeZone*>(zone.release()));
  return Zone(std::move(rules));
}

const std::string& Zone::name() const { return rules_->name; }

Resolved Zone::resolve(const ccmail::WallClock& clock) const {
  const std::int64_t local = ccmail::to_unix_seconds(clock);
  const double local_milliseconds = static_cast<double>(local) * milliseconds;
  // The offset that held before the change: in an overlap the first time, in a gap a moment just as far behind it.
  const std::int64_t before = rules_->offset_of_local(local_milliseconds, UCAL_TZ_LOCAL_FORMER);
  const std::int64_t after = rules_->offset_of_local(local_milliseconds, UCAL_TZ_LOCAL_LATTER);
  const std::int64_t offset = rules_->offset_at(local_milliseconds - static_cast<double>(before));

  Resolved result;
  result.unix_seconds = local - floor_divide(before, milliseconds_per_second);
  result.offset_minutes = static_cast<int>(floor_divide(offset, milliseconds_per_minute));
  result.gap = offset != before;
  result.overlap = !result.gap && after != before;
  result.shown = clock;
  if (result.gap) {
    result.shown = ccmail::from_unix_seconds(result.unix_seconds + floor_divide(offset, milliseconds_per_second));
    result.shown.has_time = clock.has_time;
    result.shown.day_clamped = clock.day_clamped;
    result.shown.time_unread = clock.time_unread;
  }
  return result;
}

}  // namespace formats::time
