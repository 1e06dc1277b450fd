// A stage takes records and gives records and knows no thread. What stands here joins stages directly, so that a call
// runs through them; bounded_queue.h joins them across threads.
#pragma once

#include <utility>

#include "pipeline/meter.h"

namespace pipeline {

/// Where a stage puts its records. put() may block; it throws Cancelled when nobody will take any more.
template <class Record>
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  Sink(Sink&&) = delete;
  Sink& operator=(Sink&&) = delete;
  virtual ~Sink() = default;

  virtual void put(Record record) = 0;
};

template <class In, class Out>
class Stage {
 public:
  Stage() = default;
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  Stage(Stage&&) = delete;
  Stage& operator=(Stage&&) = delete;
  virtual ~Stage() = default;

  /// Handles one record; puts any number of records into `sink`.
  virtual void take(In record, Sink<Out>& sink) = 0;

  /// Called once, after the last record: gives what is still held.
  virtual void finish(Sink<Out>& sink) = 0;
};

/// A sink that is told when no more records will come.
template <class Record>
class Outlet : public Sink<Record> {
 public:
  virtual void close() = 0;
};

/// Joins a stage directly to what comes after it.
template <class In, class Out>
class Joined : public Outlet<In> {
 public:
  /// All three must outlive this object. `meter` may be null: then nothing is measured.
  Joined(Stage<In, Out>& stage, Outlet<Out>& next, Meter* meter = nullptr)
      : stage_(stage), next_(next), meter_(meter) {}

  void put(In record) override {
    const Meter::Scope scope(meter_);
    if (meter_ != nullptr) meter_->count(weight(record));
    stage_.take(std::move(record), next_);
  }

  void close() override {
    {
      const Meter::Scope scope(meter_);
      stage_.finish(next_);
    }
    next_.close();
  }

 private:
  Stage<In, Out>& stage_;
  Outlet<Out>& next_;
  Meter* meter_;
};

}  // namespace pipeline
