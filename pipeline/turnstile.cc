#include "pipeline/turnstile.h"

#include <utility>

namespace pipeline {
namespace {

std::size_t size_of(std::span<const Slice> slices) {
  std::size_t size = 0;
  for (const Slice& slice : slices) size += slice.size();
  return size;
}

}  // namespace

void Turnstile::pass(std::size_t turn, std::span<const Slice> slices) {
  std::unique_lock lock(mutex_);
  moved_.wait(lock, [&] { return cancelled_ || turn == turn_ || held_ < bound_; });
  if (cancelled_) throw Cancelled();
  if (turn != turn_) {
    held_ += size_of(slices);
    auto& kept = waiting_[turn].slices;
    kept.insert(kept.end(), slices.begin(), slices.end());
    return;
  }
  // Only the producer itself moves the turn away from itself, so the lock is not needed while it writes. What it left
  // here before its turn came has to go first.
  moved_.wait(lock, [&] { return cancelled_ || !advancing_; });
  if (cancelled_) throw Cancelled();
  lock.unlock();
  out_(slices);
}

void Turnstile::done(std::size_t turn) {
  std::unique_lock lock(mutex_);
  waiting_[turn].done = true;
  if (turn == turn_ && !advancing_) advance(lock);
}

// Moves the turn on over every producer that is done, and hands out what the next one has left here so far.
void Turnstile::advance(std::unique_lock<std::mutex>& lock) {
  advancing_ = true;
  for (;;) {
    const auto place = waiting_.find(turn_);
    if (place == waiting_.end()) break;
    if (!place->second.slices.empty()) {
      const std::vector<Slice> slices = std::exchange(place->second.slices, {});
      held_ -= size_of(slices);
      if (!cancelled_) {
        lock.unlock();
        try {
          out_(slices);
        } catch (...) {
          lock.lock();
          advancing_ = false;
          cancelled_ = true;
          moved_.notify_all();
          throw;
        }
        lock.lock();
      }
      continue;
    }
    if (!place->second.done) break;
    waiting_.erase(place);
    ++turn_;
  }
  advancing_ = false;
  moved_.notify_all();
}

void Turnstile::cancel() {
  {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
  }
  moved_.notify_all();
}

}  // namespace pipeline
