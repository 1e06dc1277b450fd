// One stage run by several workers, a batch at a time: each takes the next batch of a queue, and what they make of it
// leaves in the order of the batches.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>

#include "pipeline/bounded_queue.h"
#include "pipeline/meter.h"
#include "pipeline/stage.h"
#include "pipeline/turnstile.h"

namespace pipeline {

/// Gives out the batches of a queue with their place in its order. Safe from any thread.
template <class Record>
class Tickets {
 public:
  struct Ticket {
    std::size_t turn = 0;
    std::optional<Batch<Record>> batch;  // none: the queue has ended, and this is a last turn for what is still held
  };

  explicit Tickets(BoundedQueue<Record>& queue) : queue_(queue) {}

  /// Blocks until a batch is there. Throws Cancelled once the queue is cancelled.
  [[nodiscard]] Ticket next() {
    const std::lock_guard lock(mutex_);
    auto batch = queue_.pop();
    if (queue_.cancelled()) throw Cancelled();
    return {next_++, std::move(batch)};
  }

 private:
  BoundedQueue<Record>& queue_;
  std::mutex mutex_;
  std::size_t next_ = 0;
};

/// Collects what one worker makes and passes it through the turnstile.
template <class Record>
class TurnSink : public Sink<Record> {
 public:
  explicit TurnSink(Turnstile<Record>& turnstile, Meter* producer = nullptr)
      : turnstile_(turnstile), producer_(producer) {}

  void begin(std::size_t turn) { turn_ = turn; }
  void put(Record record) override {
    batch_.add(std::move(record));
    if (batch_.full()) flush();
  }
  void end() {
    flush();
    turnstile_.done(turn_);
  }

 private:
  void flush() {
    if (batch_.records.empty()) return;
    const Meter::Scope scope(producer_, Meter::State::waiting_for_output);
    turnstile_.pass(turn_, std::exchange(batch_, {}));
  }

  Turnstile<Record>& turnstile_;
  Meter* producer_;
  Batch<Record> batch_;
  std::size_t turn_ = 0;
};

/// One worker's work: `stage` is its own, and must make the same of a record whatever records it was given before.
/// Returns after the last batch; throws Cancelled when the queue or the turnstile is cancelled.
template <class In, class Out>
void work_side_by_side(Tickets<In>& tickets, Stage<In, Out>& stage, Turnstile<Out>& turnstile, Meter* meter = nullptr) {
  TurnSink<Out> sink(turnstile, meter);
  for (;;) {
    typename Tickets<In>::Ticket ticket;
    {
      const Meter::Scope scope(meter, Meter::State::waiting_for_input);
      ticket = tickets.next();
    }
    const Meter::Scope scope(meter);
    sink.begin(ticket.turn);
    if (!ticket.batch) break;
    for (In& record : ticket.batch->records) {
      if (meter != nullptr) meter->count(weight(record));
      stage.take(std::move(record), sink);
    }
    sink.end();
  }
  const Meter::Scope scope(meter);
  stage.finish(sink);
  sink.end();
}

}  // namespace pipeline
