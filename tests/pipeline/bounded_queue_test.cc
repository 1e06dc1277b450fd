#include "pipeline/bounded_queue.h"

#include <gmock/gmock.h>

#include <atomic>
#include <cstddef>
#include <numeric>
#include <thread>

#include "tests/pipeline/record.h"
#include "tests/pipeline/wait.h"

namespace pipeline {
namespace {

using ::testing::SizeIs;

TEST(BoundedQueue, GivesBatchesInTheOrderTheyCame) {
  BoundedQueue<Record> queue;
  for (int i = 0; i < 3; ++i) {
    auto batch = batch_of(i, 1);
    ASSERT_TRUE(queue.push(batch));
    EXPECT_THAT(batch.records, SizeIs(0));
  }
  queue.close();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(queue.pop()->records.front().number, i);
  EXPECT_FALSE(queue.pop());
}

TEST(BoundedQueue, BlocksAProducerAtItsBoundOfBytes) {
  BoundedQueue<Record> queue({.bytes = 10, .batches = 100});
  std::atomic<int> pushed = 0;
  std::thread producer([&] {
    for (int i = 0; i < 4; ++i) {
      auto batch = batch_of(i, 6);
      if (queue.push(batch)) ++pushed;
    }
  });
  wait_until([&] { return pushed == 2; });  // the first fills it to 6, the second is let in and fills it to 12
  give_time();
  EXPECT_EQ(pushed, 2);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(queue.pop()->records.front().number, i);
  producer.join();
  EXPECT_EQ(pushed, 4);
}

TEST(BoundedQueue, BlocksAProducerAtItsBoundOfBatches) {
  BoundedQueue<Record> queue({.bytes = 1000, .batches = 2});
  std::atomic<int> pushed = 0;
  std::thread producer([&] {
    for (int i = 0; i < 3; ++i) {
      auto batch = batch_of(i, 0);
      if (queue.push(batch)) ++pushed;
    }
  });
  wait_until([&] { return pushed == 2; });
  give_time();
  EXPECT_EQ(pushed, 2);
  EXPECT_TRUE(queue.pop());
  producer.join();
  EXPECT_EQ(pushed, 3);
}

TEST(BoundedQueue, TakesABatchLargerThanItsBoundRatherThanHang) {
  BoundedQueue<Record> queue({.bytes = 10, .batches = 2});
  auto batch = batch_of(1, 1000);
  EXPECT_TRUE(queue.push(batch));
  EXPECT_EQ(queue.pop()->bytes, 1000U);
}

TEST(BoundedQueue, CloseStillGivesWhatIsInTheQueue) {
  BoundedQueue<Record> queue;
  auto batch = batch_of(7, 1);
  ASSERT_TRUE(queue.push(batch));
  queue.close();
  EXPECT_EQ(queue.pop()->records.front().number, 7);
  EXPECT_FALSE(queue.pop());
  EXPECT_FALSE(queue.cancelled());
}

TEST(BoundedQueue, CancelDropsWhatIsInTheQueue) {
  BoundedQueue<Record> queue;
  auto batch = batch_of(7, 1);
  ASSERT_TRUE(queue.push(batch));
  queue.cancel();
  EXPECT_FALSE(queue.pop());
  EXPECT_TRUE(queue.cancelled());
}

TEST(BoundedQueue, ARefusedBatchIsLeftWithItsOwner) {
  BoundedQueue<Record> queue;
  queue.close();
  auto batch = batch_of(7, 1);
  EXPECT_FALSE(queue.push(batch));
  EXPECT_THAT(batch.records, SizeIs(1));
}

TEST(BoundedQueue, CancelFreesAProducerThatWaitsForRoom) {
  BoundedQueue<Record> queue({.bytes = 1, .batches = 1});
  std::atomic<bool> refused = false;
  std::thread producer([&] {
    for (;;) {
      auto batch = batch_of(1, 1);
      if (!queue.push(batch)) break;
    }
    refused = true;
  });
  give_time();
  EXPECT_FALSE(refused);
  queue.cancel();
  producer.join();
  EXPECT_TRUE(refused);
}

TEST(BoundedQueue, CancelFreesAConsumerThatWaitsForABatch) {
  BoundedQueue<Record> queue;
  std::thread consumer([&] { EXPECT_FALSE(queue.pop()); });
  give_time();
  queue.cancel();
  consumer.join();
}

TEST(QueueOutlet, NeitherLosesNorReordersRecordsBetweenThreads) {
  constexpr int records = 100'000;
  BoundedQueue<Record> queue({.bytes = 4096, .batches = 4});
  std::thread producer([&] {
    QueueOutlet<Record> outlet(queue);
    for (int i = 0; i < records; ++i) outlet.put({i, 100});
    outlet.close();
  });
  std::vector<int> numbers;
  while (const auto batch = queue.pop())
    for (const Record& record : batch->records) numbers.push_back(record.number);
  producer.join();
  std::vector<int> expected(records);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(numbers, expected);
}

TEST(QueueOutlet, HoldsBackAtMostOneBatch) {
  BoundedQueue<Record> queue;
  QueueOutlet<Record> outlet(queue);
  outlet.put({1, Batch<Record>::full_bytes - 1});
  outlet.put({2, 1});
  outlet.put({3, 1});
  EXPECT_THAT(queue.pop()->records, SizeIs(2));
  outlet.close();
  EXPECT_THAT(queue.pop()->records, SizeIs(1));
}

TEST(QueueOutlet, TellsAProducerThatNobodyTakesAnyMore) {
  BoundedQueue<Record> queue;
  queue.cancel();
  QueueOutlet<Record> outlet(queue);
  outlet.put({1, 1});
  EXPECT_THROW(outlet.close(), Cancelled);
}

}  // namespace
}  // namespace pipeline
