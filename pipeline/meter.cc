#include "pipeline/meter.h"

namespace pipeline {
namespace {

// The innermost scope of this thread. Thread-local, because a scope measures the thread it was opened on.
thread_local Meter::Scope* innermost = nullptr;

}  // namespace

Meter::Reading Meter::read() const {
  Reading reading;
  reading.name = name_;
  reading.busy = std::chrono::nanoseconds(busy_.load(std::memory_order_relaxed));
  reading.waiting_for_input = std::chrono::nanoseconds(waiting_for_input_.load(std::memory_order_relaxed));
  reading.waiting_for_output = std::chrono::nanoseconds(waiting_for_output_.load(std::memory_order_relaxed));
  reading.records = records_.load(std::memory_order_relaxed);
  reading.bytes = bytes_.load(std::memory_order_relaxed);
  return reading;
}

void Meter::add(State state, std::chrono::nanoseconds time) {
  switch (state) {
    case State::busy:
      busy_.fetch_add(time.count(), std::memory_order_relaxed);
      break;
    case State::waiting_for_input:
      waiting_for_input_.fetch_add(time.count(), std::memory_order_relaxed);
      break;
    case State::waiting_for_output:
      waiting_for_output_.fetch_add(time.count(), std::memory_order_relaxed);
      break;
  }
}

Meter::Scope::Scope(Meter* meter, State state) : meter_(meter), state_(state) {
  if (meter_ == nullptr) return;
  since_ = Clock::now();
  outer_ = innermost;
  if (outer_ != nullptr) outer_->meter_->add(outer_->state_, since_ - outer_->since_);
  innermost = this;
}

Meter::Scope::~Scope() {
  if (meter_ == nullptr) return;
  const auto now = Clock::now();
  meter_->add(state_, now - since_);
  if (outer_ != nullptr) outer_->since_ = now;
  innermost = outer_;
}

}  // namespace pipeline
