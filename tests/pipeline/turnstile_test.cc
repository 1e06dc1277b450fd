#include "pipeline/turnstile.h"

#include <gmock/gmock.h>

#include <atomic>
#include <cstddef>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "pipeline/slice.h"
#include "tests/pipeline/wait.h"

namespace pipeline {
namespace {

class Written {
 public:
  Turnstile<Slice>::Out out() {
    return [this](const Batch<Slice>& batch) {
      for (const Slice& slice : batch.records) text += slice.view();
    };
  }
  std::string text;
};

void pass(Turnstile<Slice>& turnstile, std::size_t turn, const std::string& text) {
  turnstile.pass(turn, {{Slice::own(text)}, text.size()});
}

TEST(Turnstile, WhatComesTooEarlyWaitsForItsTurn) {
  Written written;
  Turnstile<Slice> turnstile(written.out(), 1000);
  pass(turnstile, 1, "second ");
  pass(turnstile, 0, "first ");
  EXPECT_EQ(written.text, "first ");
  turnstile.done(0);
  EXPECT_EQ(written.text, "first second ");
  pass(turnstile, 1, "more");
  turnstile.done(1);
  EXPECT_EQ(written.text, "first second more");
}

TEST(Turnstile, AProducerWithoutAnythingDoesNotBlockTheNext) {
  Written written;
  Turnstile<Slice> turnstile(written.out(), 1000);
  turnstile.done(1);
  pass(turnstile, 2, "third");
  turnstile.done(2);
  turnstile.done(0);
  EXPECT_EQ(written.text, "third");
}

TEST(Turnstile, KeepsNoMoreThanItsBound) {
  Written written;
  Turnstile<Slice> turnstile(written.out(), 10);
  std::atomic<int> passed = 0;
  std::thread early([&] {
    for (int i = 0; i < 3; ++i) {
      pass(turnstile, 1, "0123456");
      ++passed;
    }
    turnstile.done(1);
  });
  wait_until([&] { return passed == 2; });
  give_time();
  EXPECT_EQ(passed, 2);
  pass(turnstile, 0, "first");  // the one whose turn it is never waits
  turnstile.done(0);
  early.join();
  EXPECT_EQ(written.text, "first012345601234560123456");
}

TEST(Turnstile, CancelFreesWhoeverWaits) {
  Written written;
  Turnstile<Slice> turnstile(written.out(), 1);
  std::thread early([&] {
    pass(turnstile, 1, "x");
    EXPECT_THROW(pass(turnstile, 1, "y"), Cancelled);
  });
  give_time();
  turnstile.cancel();
  early.join();
  EXPECT_THROW(pass(turnstile, 0, "z"), Cancelled);
}

TEST(Turnstile, AFailedWriteReachesWhoeverWrites) {
  Turnstile<Slice> turnstile([](const Batch<Slice>&) { throw std::runtime_error("disk full"); }, 1000);
  EXPECT_THROW(pass(turnstile, 0, "x"), std::runtime_error);
}

TEST(Turnstile, ManyProducersComeOutInOrderWhateverTheirPace) {
  constexpr std::size_t producers = 40;
  Written written;
  Turnstile<Slice> turnstile(written.out(), 64);
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> workers;
  for (unsigned worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&, worker] {
      std::mt19937 random(worker);
      for (std::size_t turn = next++; turn < producers; turn = next++) {
        for (int i = 0; i < 20; ++i) {
          if (random() % 8 == 0) std::this_thread::yield();
          pass(turnstile, turn, std::to_string(turn) + "." + std::to_string(i) + " ");
        }
        turnstile.done(turn);
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  std::string expected;
  for (std::size_t turn = 0; turn < producers; ++turn)
    for (int i = 0; i < 20; ++i) expected += std::to_string(turn) + "." + std::to_string(i) + " ";
  EXPECT_EQ(written.text, expected);
}

}  // namespace
}  // namespace pipeline
