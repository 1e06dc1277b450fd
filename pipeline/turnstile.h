// A turnstile lets many producers work side by side and what they make leave in order: the producer whose turn it is
// passes at once, the others' slices are kept until their turn, within a bound they share.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "pipeline/cancel.h"
#include "pipeline/slice.h"

namespace pipeline {

class Turnstile {
 public:
  using Out = std::function<void(std::span<const Slice>)>;

  /// `out` gets the slices, never from two threads at a time. `bound` is in bytes, for all that wait together.
  Turnstile(Out out, std::size_t bound) : out_(std::move(out)), bound_(bound) {}

  /// Hands over slices of producer `turn` (0, 1, 2 …). Blocks while it is not this producer's turn and the bound is
  /// reached; the producer whose turn it is never waits for the others, so there is no deadlock as long as turns are
  /// begun in order. Throws Cancelled after cancel(), and what `out` throws.
  void pass(std::size_t turn, std::span<const Slice> slices);

  /// Producer `turn` has passed all it had. Must be called for every turn, also for one that failed.
  void done(std::size_t turn);

  /// Wakes everyone who waits and makes every further pass() throw Cancelled.
  void cancel();

 private:
  struct Waiting {
    std::vector<Slice> slices;
    bool done = false;
  };

  void advance(std::unique_lock<std::mutex>& lock);

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
