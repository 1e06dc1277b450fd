// A queue of batches between two threads, bounded in bytes and in batches. close() drains it, cancel() drops it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "pipeline/batch.h"
#include "pipeline/cancel.h"
#include "pipeline/meter.h"
#include "pipeline/stage.h"

namespace pipeline {

struct QueueBounds {
  std::size_t bytes = std::size_t{4} << 20U;
  std::size_t batches = 16;
};

template <class Record>
class BoundedQueue {
 public:
  explicit BoundedQueue(QueueBounds bounds = {}) : bounds_(bounds) {}

  /// Blocks while the queue holds its bound of bytes or of batches, or more. Returns true iff the batch was pushed;
  /// false, leaving `batch` as it was, once the queue is closed or cancelled: the caller stops producing. So a queue
  /// holds at most its bound and one batch. Safe from any thread.
  [[nodiscard]] bool push(Batch<Record>& batch) {
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [&] { return closed_ || (bytes_ < bounds_.bytes && batches_.size() < bounds_.batches); });
      if (closed_) return false;
      bytes_ += batch.bytes;
      batches_.push_back(std::move(batch));
    }
    batch = {};
    filled_.notify_one();
    return true;
  }

  /// Blocks until a batch is there. Returns none once the queue is closed and empty, or cancelled.
  [[nodiscard]] std::optional<Batch<Record>> pop() {
    std::optional<Batch<Record>> batch;
    {
      std::unique_lock lock(mutex_);
      filled_.wait(lock, [&] { return closed_ || !batches_.empty(); });
      if (batches_.empty()) return std::nullopt;
      batch.emplace(std::move(batches_.front()));
      batches_.pop_front();
      bytes_ -= batch->bytes;
    }
    room_.notify_one();
    return batch;
  }

  /// No more batches come; what is in the queue can still be popped.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    wake_all();
  }

  /// Drops what is in the queue; producers and consumers are told to stop.
  void cancel() {
    std::deque<Batch<Record>> dropped;  // destroyed outside the lock
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
      cancelled_ = true;
      dropped.swap(batches_);
      bytes_ = 0;
    }
    wake_all();
  }

  [[nodiscard]] bool cancelled() const {
    const std::lock_guard lock(mutex_);
    return cancelled_;
  }

 private:
  void wake_all() {
    room_.notify_all();
    filled_.notify_all();
  }

  const QueueBounds bounds_;
  mutable std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable filled_;
  std::deque<Batch<Record>> batches_;
  std::size_t bytes_ = 0;
  bool closed_ = false;
  bool cancelled_ = false;
};

/// The producer's end of a queue: collects records into batches. Throws Cancelled when the queue takes no more.
template <class Record>
class QueueOutlet : public Outlet<Record> {
 public:
  explicit QueueOutlet(BoundedQueue<Record>& queue, Meter* producer = nullptr) : queue_(queue), producer_(producer) {}

  void put(Record record) override {
    batch_.add(std::move(record));
    if (batch_.full()) flush();
  }

  void close() override {
    flush();
    queue_.close();
  }

 private:
  void flush() {
    if (batch_.records.empty()) return;
    const Meter::Scope scope(producer_, Meter::State::waiting_for_output);
    if (!queue_.push(batch_)) throw Cancelled();
  }

  BoundedQueue<Record>& queue_;
  Meter* producer_;
  Batch<Record> batch_;
};

}  // namespace pipeline
