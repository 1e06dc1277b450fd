// A record for the tests: a number that weighs what it says.
#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/bounded_queue.h"
#include "pipeline/stage.h"

namespace pipeline {

struct Record {
  int number = 0;
  std::size_t bytes = 1;
};

inline std::size_t weight(const Record& record) { return record.bytes; }

inline Batch<Record> batch_of(int number, std::size_t bytes) { return {{Record{number, bytes}}, bytes}; }

/// Keeps the numbers it is given.
class Collector : public Outlet<Record> {
 public:
  void put(Record record) override { numbers.push_back(record.number); }
  void close() override { closed = true; }

  std::vector<int> numbers;
  bool closed = false;
};

}  // namespace pipeline
