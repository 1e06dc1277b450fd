#include "stages/mail.h"

#include <array>

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
                                  Counter{"rich_texts", &Tally::rich_texts}};
  // A counter that is added to the struct and forgotten here would be lost.
  // NOLINTBEGIN(bugprone-sizeof-container): the objects themselves are meant
  constexpr std::size_t others = sizeof(folders) + sizeof(skipped) + sizeof(types) + sizeof(dates);
  static_assert(sizeof(Tally) == all.size() * sizeof(std::uint64_t) + others);
  // NOLINTEND(bugprone-sizeof-container)
  return all;
}

Tally& Tally::operator+=(const Tally& other) {
  for (const auto& [name, counter] : counters()) this->*counter += other.*counter;
  for (const auto& [folder, count] : other.folders) folders[folder] += count;
  for (const auto& [folder, count] : other.skipped) skipped[folder] += count;
  for (const auto& [type, count] : other.types) types[type] += count;
  dates.add(other.dates);
  return *this;
}

}  // namespace stages
