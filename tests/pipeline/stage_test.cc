#include "pipeline/stage.h"

#include <gmock/gmock.h>

#include "tests/pipeline/record.h"

namespace pipeline {
namespace {

using ::testing::ElementsAre;

// Gives each record twice and a last one at the end.
class Doubling : public Stage<Record, Record> {
 public:
  void take(Record record, Sink<Record>& sink) override {
    sink.put(record);
    sink.put(record);
  }
  void finish(Sink<Record>& sink) override { sink.put({-1, 0}); }
};

TEST(Joined, RunsARecordThroughAllStages) {
  Doubling first;
  Doubling second;
  Collector collector;
  Joined end(second, collector);
  Joined start(first, end);
  start.put({1, 1});
  start.close();
  EXPECT_THAT(collector.numbers, ElementsAre(1, 1, 1, 1, -1, -1, -1));
  EXPECT_TRUE(collector.closed);
}

TEST(Joined, CountsWhatAStageTakes) {
  Doubling first;
  Doubling second;
  Collector collector;
  Meter first_meter("first");
  Meter second_meter("second");
  Joined end(second, collector, &second_meter);
  Joined start(first, end, &first_meter);
  start.put({1, 10});
  start.put({2, 20});
  start.close();
  EXPECT_EQ(first_meter.read().records, 2U);
  EXPECT_EQ(first_meter.read().bytes, 30U);
  EXPECT_EQ(second_meter.read().records, 5U);
  EXPECT_EQ(second_meter.read().bytes, 60U);
}

}  // namespace
}  // namespace pipeline
