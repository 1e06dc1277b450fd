#include "pipeline/crew.h"

#include <gmock/gmock.h>
#include <poll.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "tests/pipeline/record.h"

namespace pipeline {
namespace {

using ::testing::StrEq;
using ::testing::ThrowsMessage;

// Waits like a reader of a silent pipe: until somebody cancels.
void wait_for(const Cancel& cancel) {
  pollfd wait{cancel.descriptor(), POLLIN, 0};
  ::poll(&wait, 1, -1);
  throw Cancelled();
}

TEST(Crew, ThrowsWhatAMemberThrew) {
  Cancel cancel;
  Crew crew(cancel);
  crew.spawn([] { throw std::runtime_error("disk full"); });
  EXPECT_THAT([&] { crew.wait(); }, ThrowsMessage<std::runtime_error>(StrEq("disk full")));
}

TEST(Crew, AFailureStopsAMemberThatWaitsForASilentPipe) {
  Cancel cancel;
  Crew crew(cancel);
  crew.spawn([&] { wait_for(cancel); });
  crew.spawn([] { throw std::runtime_error("disk full"); });
  EXPECT_THAT([&] { crew.wait(); }, ThrowsMessage<std::runtime_error>(StrEq("disk full")));
}

TEST(Crew, AFailedConsumerStopsAProducerThatWaitsForRoom) {
  Cancel cancel;
  BoundedQueue<Record> queue({.bytes = 1, .batches = 1});
  const Cancel::Listener stop(cancel, [&] { queue.cancel(); });
  Crew crew(cancel);
  crew.spawn([&] {
    QueueOutlet<Record> outlet(queue);
    for (;;) outlet.put({1, Batch<Record>::full_bytes});
  });
  crew.run_here([] { throw std::runtime_error("nobody reads"); });
  EXPECT_THAT([&] { crew.wait(); }, ThrowsMessage<std::runtime_error>(StrEq("nobody reads")));
}

TEST(Crew, BeingCancelledIsNeverTheFirstError) {
  for (int i = 0; i < 50; ++i) {
    Cancel cancel;
    Crew crew(cancel);
    for (int member = 0; member < 3; ++member) crew.spawn([&] { wait_for(cancel); });
    crew.spawn([] { throw std::runtime_error("the error"); });
    EXPECT_THAT([&] { crew.wait(); }, ThrowsMessage<std::runtime_error>(StrEq("the error")));
  }
}

TEST(Crew, CancelledFromOutsideItSaysSo) {
  Cancel cancel;
  Crew crew(cancel);
  crew.spawn([&] { wait_for(cancel); });
  cancel.request();
  EXPECT_THROW(crew.wait(), Cancelled);
}

TEST(Crew, LeavingByAnExceptionJoinsEverybody) {
  Cancel cancel;
  const auto leave = [&] {
    Crew crew(cancel);
    crew.spawn([&] { wait_for(cancel); });
    throw std::logic_error("out of here");
  };
  EXPECT_THROW(leave(), std::logic_error);
  EXPECT_TRUE(cancel.requested());
}

TEST(Cancel, TellsListenersOnce) {
  Cancel cancel;
  int told = 0;
  const Cancel::Listener listener(cancel, [&] { ++told; });
  cancel.request();
  cancel.request();
  EXPECT_EQ(told, 1);
}

TEST(Cancel, TellsAListenerThatComesLate) {
  Cancel cancel;
  cancel.request();
  int told = 0;
  const Cancel::Listener listener(cancel, [&] { ++told; });
  EXPECT_EQ(told, 1);
}

TEST(Cancel, ForgetsAListenerThatIsGone) {
  Cancel cancel;
  int told = 0;
  {
    const Cancel::Listener listener(cancel, [&] { ++told; });
  }
  cancel.request();
  EXPECT_EQ(told, 0);
}

}  // namespace
}  // namespace pipeline
