#include "stages/mail.h"

#include <array>

namespace stages {

Tally& Tally::operator+=(const Tally& other) {
  constexpr std::array counters{&Tally::messages,
                                &Tally::repaired,
                                &Tally::quarantined_messages,
                                &Tally::skipped_messages,
                                &Tally::undelivered,
                                &Tally::texts,
                                &Tally::files,
                                &Tally::mac_files,
                                &Tally::hex_files,
                                &Tally::dates_missing,
                                &Tally::dates_impossible,
                                &Tally::dates_in_gap,
                                &Tally::dates_in_overlap,
                                &Tally::senders_missing,
                                &Tally::control_glyphs,
                                &Tally::highlight_marks,
                                &Tally::unmappable,
                                &Tally::headers_left_out,
                                &Tally::internet_headers_taken,
                                &Tally::internet_headers_left,
                                &Tally::dates_unlikely,
                                &Tally::resource_forks_left_out,
                                &Tally::mac_comments_left_out,
                                &Tally::mac_tails_left_out,
                                &Tally::mac_comments_cut,
                                &Tally::mac_secondary_headers_left_out,
                                &Tally::mac_entries_left_out,
                                &Tally::unmappable_in_names,
                                &Tally::raw_texts,
                                &Tally::rich_texts};
  // A counter that is added to the struct and forgotten here would be lost.
  // NOLINTBEGIN(bugprone-sizeof-container): the objects themselves are meant
  static_assert(sizeof(Tally) ==
                counters.size() * sizeof(std::uint64_t) + sizeof(Tally::folders) + sizeof(Tally::skipped));
  // NOLINTEND(bugprone-sizeof-container)
  for (const auto counter : counters) this->*counter += other.*counter;
  for (const auto& [folder, count] : other.folders) folders[folder] += count;
  for (const auto& [folder, count] : other.skipped) skipped[folder] += count;
  return *this;
}

}  // namespace stages
