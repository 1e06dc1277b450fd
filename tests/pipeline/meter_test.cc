#include "pipeline/meter.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace pipeline {
namespace {

constexpr auto nap = std::chrono::milliseconds(20);

std::chrono::nanoseconds total(const Meter& meter) {
  const Meter::Reading reading = meter.read();
  return reading.busy + reading.waiting_for_input + reading.waiting_for_output;
}

TEST(Meter, TimeOfAnInnerScopeIsNotTheOuterOnes) {
  Meter outer("outer");
  Meter inner("inner");
  const auto begin = Meter::Clock::now();
  {
    const Meter::Scope outer_scope(&outer);
    const Meter::Scope inner_scope(&inner, Meter::State::waiting_for_output);
    std::this_thread::sleep_for(nap);
  }
  EXPECT_GE(inner.read().waiting_for_output, nap);
  EXPECT_EQ(inner.read().busy.count(), 0);
  EXPECT_LE(total(outer) + total(inner), Meter::Clock::now() - begin) << "no time is counted twice";
}

TEST(Meter, TimeAfterAnInnerScopeIsTheOuterOnesAgain) {
  Meter outer("outer");
  Meter inner("inner");
  const auto begin = Meter::Clock::now();
  {
    const Meter::Scope outer_scope(&outer);
    { const Meter::Scope inner_scope(&inner); }
    std::this_thread::sleep_for(nap);
  }
  EXPECT_GE(outer.read().busy, nap);
  EXPECT_LE(total(outer) + total(inner), Meter::Clock::now() - begin) << "no time is counted twice";
}

TEST(Meter, ScopesOfDifferentThreadsDoNotMeet) {
  Meter first("first");
  Meter second("second");
  const auto work = [](Meter& meter) {
    const Meter::Scope scope(&meter);
    std::this_thread::sleep_for(nap);
  };
  std::thread other([&] { work(second); });
  work(first);
  other.join();
  EXPECT_GE(first.read().busy, nap);
  EXPECT_GE(second.read().busy, nap);
}

TEST(Meter, WithoutAMeterAScopeDoesNothing) {
  Meter outer("outer");
  {
    const Meter::Scope outer_scope(&outer);
    const Meter::Scope none(nullptr);
    std::this_thread::sleep_for(nap);
  }
  EXPECT_GE(outer.read().busy, nap);
}

}  // namespace
}  // namespace pipeline
