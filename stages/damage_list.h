// The damage of one dump, in order, in bounded memory: a long run of the same kind keeps its first few and is counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "stages/damage.h"

namespace stages {

/// Damage, and how much of the same kind came right behind it that was counted only.
struct DamageEntry {
  Damage damage;
  std::uint64_t more = 0;
  std::uint64_t last_offset = 0;  // of the last of those
};

class DamageList {
 public:
  DamageList() = default;
  /// One that is complete, as entries() and count() told.
  DamageList(std::vector<DamageEntry> entries, std::uint64_t count) : entries_(std::move(entries)), count_(count) {}

  /// A run that is longer than this keeps its first `kept_of_long_run` pieces.
  static constexpr std::size_t longest_run = 10;
  static constexpr std::size_t kept_of_long_run = 3;
  /// Entries beyond this many are counted, not kept.
  static constexpr std::size_t most_entries = 10'000;
  /// Of each kind, as many as a report for a person shows.
  static constexpr std::size_t examples_of_a_kind = 5;

  void add(Damage damage);

  /// Drops all excerpts but those of the first examples of each kind.
  void keep_excerpts_of_examples();

  [[nodiscard]] const std::vector<DamageEntry>& entries() const { return entries_; }
  /// Of everything that was added, kept or not.
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  std::vector<DamageEntry> entries_;
  std::uint64_t count_ = 0;
  std::size_t run_ = 0;  // entries at the end that are of one kind, with nothing between them
  DamageKind last_kind_{};
  bool last_kept_ = false;  // the last piece is an entry, or counted in one
};

}  // namespace stages
