#include "stages/mail.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace stages {

std::span<const Tally::Counter> Tally::counters() {
  static constexpr std::array all{Counter{"messages", &Tally::messages},
                                  Counter{"repaired", &Tally::repaired},
                                  Counter{"quarantined_messages", &Tally::quarantined_messages},
                                  Counter{"skipped_messages", &Tally::skipped_messages},
                                  Counter{"undelivered", &Tally::undelivered},
                                  Counter{"texts", &Tally::texts},
                                  Counter{"files", &Tally::files},
                                  Counter{"mac_files", &Tally::mac_files},
                                  Counter{"hex_files", &Tally::hex_files},
                                  Counter{"dates_missing", &Tally::dates_missing},
                                  Counter{"dates_impossible", &Tally::dates_impossible},
                                  Counter{"dates_in_gap", &Tally::dates_in_gap},
                                  Counter{"dates_in_overlap", &Tally::dates_in_overlap},
                                  Counter{"senders_missing", &Tally::senders_missing},
                                  Counter{"control_glyphs", &Tally::control_glyphs},
                                  Counter{"highlight_marks", &Tally::highlight_marks},
                                  Counter{"unmappable", &Tally::unmappable},
                                  Counter{"headers_left_out", &Tally::headers_left_out},
                                  Counter{"internet_headers_taken", &Tally::internet_headers_taken},
                                  Counter{"internet_headers_left", &Tally::internet_headers_left},
                                  Counter{"dates_unlikely", &Tally::dates_unlikely},
                                  Counter{"resource_forks_left_out", &Tally::resource_forks_left_out},
                                  Counter{"mac_comments_left_out", &Tally::mac_comments_left_out},
                                  Counter{"mac_tails_left_out", &Tally::mac_tails_left_out},
                                  Counter{"mac_comments_cut", &Tally::mac_comments_cut},
                                  Counter{"mac_secondary_headers_left_out", &Tally::mac_secondary_headers_left_out},
                                  Counter{"mac_entries_left_out", &Tally::mac_entries_left_out},
                                  Counter{"unmappable_in_names", &Tally::unmappable_in_names},
                                  Counter{"raw_texts", &Tally::raw_texts},
                                  Counter{"rich_texts", &Tally::rich_texts},
                                  Counter{"over_25_mb", &Tally::over_25_mb},
                                  Counter{"over_35_mb", &Tally::over_35_mb},
                                  Counter{"over_150_mb", &Tally::over_150_mb},
                                  Counter{"dates_without_zone", &Tally::dates_without_zone},
                                  Counter{"dates_missing_kept", &Tally::dates_missing_kept}};
  // A counter that is added to the struct and forgotten here would be lost.
  // NOLINTBEGIN(bugprone-sizeof-container): the objects themselves are meant
  constexpr std::size_t others = sizeof(folders) + sizeof(skipped) + sizeof(skipped_because) + sizeof(types) +
                                 sizeof(dates) + sizeof(months) + sizeof(large);
  static_assert(sizeof(Tally) == all.size() * sizeof(std::uint64_t) + others);
  // NOLINTEND(bugprone-sizeof-container)
  return all;
}

void Tally::add_large(LargeMessage message) {
  constexpr std::uint64_t megabyte = 1'000'000;
  if (message.bytes <= 25 * megabyte) return;
  ++over_25_mb;
  over_35_mb += message.bytes > 35 * megabyte ? 1 : 0;
  over_150_mb += message.bytes > 150 * megabyte ? 1 : 0;
  if (large.size() < most_large) large.push_back(std::move(message));
}

Tally& Tally::operator+=(const Tally& other) {
  for (const auto& [name, counter] : counters()) this->*counter += other.*counter;
  for (const auto& [name, facts] : other.folders) {
    FolderFacts& folder = folders[name];
    folder.messages += facts.messages;
    folder.dates.add(facts.dates);
  }
  for (const auto& [folder, count] : other.skipped) skipped[folder] += count;
  for (const auto& [reason, by_folder] : other.skipped_because)
    for (const auto& [folder, count] : by_folder) skipped_because[reason][folder] += count;
  for (const auto& [name, facts] : other.types) {
    TypeFacts& type = types[name];
    type.files += facts.files;
    type.bytes += facts.bytes;
  }
  dates.add(other.dates);
  for (const MonthFacts& facts : other.months) {
    const auto at = std::lower_bound(months.begin(), months.end(), facts.month,
                                     [](const MonthFacts& one, int month) { return one.month < month; });
    if (at != months.end() && at->month == facts.month)
      at->messages += facts.messages;
    else
      months.insert(at, facts);
  }
  std::vector<LargeMessage> both;
  std::merge(large.begin(), large.end(), other.large.begin(), other.large.end(), std::back_inserter(both),
             [](const LargeMessage& a, const LargeMessage& b) { return a.offset < b.offset; });
  if (both.size() > most_large) both.resize(most_large);
  large = std::move(both);
  return *this;
}

}  // namespace stages
