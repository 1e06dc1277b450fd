// Records that cross from one thread to another together.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace pipeline {

/// `bytes` is the memory that the records hold: the sum of weight(record), a function found beside each record type.
template <class Record>
struct Batch {
  /// Larger batches are not collected.
  static constexpr std::size_t full_bytes = std::size_t{256} << 10U;
  static constexpr std::size_t full_records = 1024;
  static constexpr std::size_t usual_records = 128;

  std::vector<Record> records;
  std::size_t bytes = 0;

  void add(Record record) {
    if (records.empty()) records.reserve(usual_records);
    bytes += weight(record);
    records.push_back(std::move(record));
  }
  [[nodiscard]] bool full() const { return bytes >= full_bytes || records.size() >= full_records; }
};

}  // namespace pipeline
