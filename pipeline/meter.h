// A meter says where one stage's time went: busy, waiting for input or waiting for room in its output. A stage that is
// not metered costs nothing.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace pipeline {

class Meter {
 public:
  using Clock = std::chrono::steady_clock;
  enum class State : std::uint8_t { busy, waiting_for_input, waiting_for_output };

  struct Reading {
    std::string name;
    std::chrono::nanoseconds busy{};
    std::chrono::nanoseconds waiting_for_input{};
    std::chrono::nanoseconds waiting_for_output{};
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
  };

  explicit Meter(std::string name) : name_(std::move(name)) {}

  void count(std::size_t bytes) {
    records_.fetch_add(1, std::memory_order_relaxed);
    bytes_.fetch_add(bytes, std::memory_order_relaxed);
  }

  /// May be called while other threads measure.
  [[nodiscard]] Reading read() const;

  /// From construction to destruction, the calling thread's time belongs to `meter` in `state`; before and after, to
  /// whatever scope encloses this one. So the time of stages that call each other is never counted twice.
  class Scope {
   public:
    explicit Scope(Meter* meter, State state = State::busy);
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    Scope(Scope&&) = delete;
    Scope& operator=(Scope&&) = delete;

   private:
    Meter* meter_;
    State state_;
    Scope* outer_ = nullptr;
    Clock::time_point since_;
  };

 private:
  void add(State state, std::chrono::nanoseconds time);

  std::string name_;
  std::atomic<std::int64_t> busy_{0};
  std::atomic<std::int64_t> waiting_for_input_{0};
  std::atomic<std::int64_t> waiting_for_output_{0};
  std::atomic<std::uint64_t> records_{0};
  std::atomic<std::uint64_t> bytes_{0};
};

}  // namespace pipeline
