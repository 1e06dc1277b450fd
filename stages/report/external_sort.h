// Sorts records however many there are: in memory while they fit, else in runs on a scratch file.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "stages/report/scratch_file.h"

namespace stages {

/// Records are ordered by `<`. Memory: `held` records, and when they are visited a block for each run of so many.
template <class Record>
class ExternalSort {
  static_assert(std::is_trivially_copyable_v<Record>);

 public:
  static constexpr std::size_t block_records = std::max<std::size_t>(1, (std::size_t{32} << 10U) / sizeof(Record));

  /// The scratch file lies in `directory`, and is only made when more than `held` records are added. Throws
  /// OutputError, as all of these do.
  ExternalSort(std::string directory, std::size_t held) : directory_(std::move(directory)), most_held_(held) {}

  void add(const Record& record) {
    if (held_.size() == most_held_) spill();
    held_.push_back(record);
  }

  /// Calls `visit` with each record in order. May be called again.
  template <class Visit>
  void visit(Visit&& visit) {
    std::sort(held_.begin(), held_.end());
    std::vector<Run> runs(runs_);
    for (Run& run : runs) refill(run);
    Run last;  // what is in memory
    last.block = std::move(held_);
    runs.push_back(std::move(last));
    const auto later = [&](std::size_t a, std::size_t b) {
      const Record& one = runs[a].block[runs[a].at];
      const Record& other = runs[b].block[runs[b].at];
      return other < one;
    };
    std::vector<std::size_t> heap;
    for (std::size_t i = 0; i < runs.size(); ++i)
      if (!runs[i].block.empty()) heap.push_back(i);
    std::make_heap(heap.begin(), heap.end(), later);
    while (!heap.empty()) {
      std::pop_heap(heap.begin(), heap.end(), later);
      Run& run = runs[heap.back()];
      visit(std::as_const(run.block[run.at]));
      ++run.at;
      if (run.at == run.block.size() && run.left > 0) refill(run);
      if (run.at < run.block.size())
        std::push_heap(heap.begin(), heap.end(), later);
      else
        heap.pop_back();
    }
    held_ = std::move(runs.back().block);
  }

 private:
  struct Run {
    std::uint64_t next = 0;  // in the scratch file, in bytes
    std::uint64_t left = 0;  // records, there
    std::vector<Record> block;
    std::size_t at = 0;
  };

  void spill() {
    if (!scratch_) scratch_.emplace(directory_);
    std::sort(held_.begin(), held_.end());
    Run run;
    run.next = scratch_->size();
    run.left = held_.size();
    scratch_->append(std::as_bytes(std::span(held_)));
    runs_.push_back(std::move(run));
    held_.clear();
  }

  void refill(Run& run) {
    run.block.resize(static_cast<std::size_t>(std::min<std::uint64_t>(run.left, block_records)));
    run.at = 0;
    scratch_->read_at(run.next, std::as_writable_bytes(std::span(run.block)));
    run.next += run.block.size() * sizeof(Record);
    run.left -= run.block.size();
  }

  std::string directory_;
  std::size_t most_held_;
  std::vector<Record> held_;
  std::vector<Run> runs_;  // with empty blocks
  std::optional<ScratchFile> scratch_;
};

}  // namespace stages
