// A turnstile lets many producers work side by side and what they make leave in order: the producer whose turn it is
// passes at once, the others' records are kept until their turn, within a bound they share.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <utility>

#include "pipeline/batch.h"
#include "pipeline/cancel.h"

namespace pipeline {

template <class Record>
class Turnstile {
 public:
  using Out = std::function<void(Batch<Record>)>;

  /// `out` gets the batches, never from two threads at a time. `bound` is in bytes, for all that wait together.
  Turnstile(Out out, std::size_t bound) : out_(std::move(out)), bound_(bound) {}

  /// Hands over records of producer `turn` (0, 1, 2 …). Blocks while it is not this producer's turn and the bound is
  /// reached; the producer whose turn it is never waits for the others, so there is no deadlock as long as turns are
  /// begun in order. Throws Cancelled after cancel(), and what `out` throws.
  void pass(std::size_t turn, Batch<Record> batch) {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return cancelled_ || turn == turn_ || held_ < bound_; });
    if (cancelled_) throw Cancelled();
    if (turn != turn_) {
      held_ += batch.bytes;
      keep(waiting_[turn].batch, std::move(batch));
      return;
    }
    // Only the producer itself moves the turn away from itself, so the lock is not needed while it writes. What it left
    // here before its turn came has to go first.
    moved_.wait(lock, [&] { return cancelled_ || !advancing_; });
    if (cancelled_) throw Cancelled();
    lock.unlock();
    out_(std::move(batch));
  }

  /// Producer `turn` has passed all it had. Must be called for every turn, also for one that failed, unless all is
  /// cancelled.
  void done(std::size_t turn) {
    std::unique_lock lock(mutex_);
    waiting_[turn].done = true;
    if (turn == turn_ && !advancing_) advance(lock);
  }

  /// Wakes everyone who waits and makes every further pass() throw Cancelled.
  void cancel() {
    {
      const std::lock_guard lock(mutex_);
      cancelled_ = true;
    }
    moved_.notify_all();
  }

 private:
  struct Waiting {
    Batch<Record> batch;
    bool done = false;
  };

  static void keep(Batch<Record>& kept, Batch<Record> batch) {
    if (kept.records.empty()) {
      kept = std::move(batch);
      return;
    }
    kept.records.insert(kept.records.end(), std::make_move_iterator(batch.records.begin()),
                        std::make_move_iterator(batch.records.end()));
    kept.bytes += batch.bytes;
  }

  // Moves the turn on over every producer that is done, and hands out what the next one has left here so far.
  void advance(std::unique_lock<std::mutex>& lock) {
    advancing_ = true;
    for (;;) {
      const auto place = waiting_.find(turn_);
      if (place == waiting_.end()) break;
      if (!place->second.batch.records.empty()) {
        Batch<Record> batch = std::exchange(place->second.batch, {});
        held_ -= batch.bytes;
        if (!cancelled_) hand_out(std::move(batch), lock);
        continue;
      }
      if (!place->second.done) break;
      waiting_.erase(place);
      ++turn_;
    }
    advancing_ = false;
    moved_.notify_all();
  }

  void hand_out(Batch<Record> batch, std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    try {
      out_(std::move(batch));
    } catch (...) {
      lock.lock();
      advancing_ = false;
      cancelled_ = true;
      moved_.notify_all();
      throw;
    }
    lock.lock();
  }

  Out out_;
  std::size_t bound_;
  std::mutex mutex_;
  std::condition_variable moved_;
  std::map<std::size_t, Waiting> waiting_;
  std::size_t held_ = 0;
  std::size_t turn_ = 0;
  bool advancing_ = false;
  bool cancelled_ = false;
};

}  // namespace pipeline
