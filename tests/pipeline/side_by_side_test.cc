#include "pipeline/side_by_side.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <numeric>
#include <random>
#include <stdexcept>
#include <thread>
#include <vector>

#include "pipeline/crew.h"
#include "tests/pipeline/record.h"

namespace pipeline {
namespace {

using ::testing::StrEq;
using ::testing::ThrowsMessage;

// Gives every record on, some late, and at the end how many it saw, as a negative number.
class Counting : public Stage<Record, Record> {
 public:
  explicit Counting(unsigned seed) : random_(seed) {}
  void take(Record record, Sink<Record>& sink) override {
    ++seen_;
    if (random_() % 64 == 0) std::this_thread::sleep_for(std::chrono::microseconds(random_() % 300));
    sink.put(record);
  }
  void finish(Sink<Record>& sink) override { sink.put({-seen_, 1}); }

 private:
  std::mt19937 random_;
  int seen_ = 0;
};

class Failing : public Stage<Record, Record> {
 public:
  void take(Record record, Sink<Record>& /*sink*/) override {
    if (record.number == 7) throw std::runtime_error("cannot");
  }
  void finish(Sink<Record>& /*sink*/) override {}
};

class SideBySide : public ::testing::Test {
 protected:
  // Sends `records` in batches of `batch_size` through workers that `make_stage(worker)` equips.
  template <class MakeStage>
  void run(int records, std::size_t batch_size, unsigned workers, MakeStage make_stage) {
    Cancel cancel;
    BoundedQueue<Record> queue({.bytes = 500, .batches = 4});
    Tickets<Record> tickets(queue);
    Turnstile<Record> turnstile(
        [&](const Batch<Record>& batch) {
          const int others = writing_++;
          EXPECT_EQ(others, 0) << "two write at a time";
          for (const Record& record : batch.records) numbers_.push_back(record.number);
          --writing_;
        },
        200);
    const Cancel::Listener stop(cancel, [&] {
      queue.cancel();
      turnstile.cancel();
    });
    Crew crew(cancel);
    crew.spawn([&] {
      for (int i = 0; i < records;) {
        Batch<Record> batch;
        for (std::size_t n = 0; n < batch_size && i < records; ++n) batch.add({i++, 10});
        if (!queue.push(batch)) throw Cancelled();
      }
      queue.close();
    });
    for (unsigned worker = 0; worker < workers; ++worker)
      crew.spawn([&, worker] {
        auto stage = make_stage(worker);
        work_side_by_side(tickets, stage, turnstile);
      });
    crew.wait();
  }

  std::vector<int> numbers_;
  std::atomic<int> writing_ = 0;
};

TEST_F(SideBySide, WhatWorkersMakeLeavesInTheOrderOfTheBatches) {
  for (const unsigned workers : {1U, 2U, 5U}) {
    for (const std::size_t batch_size : {std::size_t{1}, std::size_t{7}, std::size_t{3000}}) {
      constexpr int records = 5000;
      numbers_.clear();
      run(records, batch_size, workers, [](unsigned worker) { return Counting(worker); });
      ASSERT_EQ(numbers_.size(), records + workers);
      std::vector<int> expected(records);
      std::iota(expected.begin(), expected.end(), 0);
      EXPECT_TRUE(std::equal(expected.begin(), expected.end(), numbers_.begin())) << workers << " " << batch_size;
      // Every worker has given what it held, after the last record.
      EXPECT_EQ(std::accumulate(numbers_.begin() + records, numbers_.end(), 0), -records);
    }
  }
}

TEST_F(SideBySide, AWorkerThatFailsStopsTheOthersAndTheProducer) {
  EXPECT_THAT([&] { run(100'000, 3, 3, [](unsigned) { return Failing(); }); },
              ThrowsMessage<std::runtime_error>(StrEq("cannot")));
}

TEST_F(SideBySide, NothingToDoStillLetsEachWorkerFinish) {
  run(0, 1, 3, [](unsigned worker) { return Counting(worker); });
  EXPECT_THAT(numbers_, ::testing::ElementsAre(0, 0, 0));
}

}  // namespace
}  // namespace pipeline
