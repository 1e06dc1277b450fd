// Cancelling: one request stops everything that listens, also a thread that waits for a silent pipe.
#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <list>
#include <mutex>

namespace pipeline {

/// Thrown where work stops because somebody else asked for it. It is never the first error.
class Cancelled : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

class Cancel {
 public:
  /// Throws std::system_error when the system has no event descriptor left.
  Cancel();
  ~Cancel();
  Cancel(const Cancel&) = delete;
  Cancel& operator=(const Cancel&) = delete;
  Cancel(Cancel&&) = delete;
  Cancel& operator=(Cancel&&) = delete;

  /// Makes every listener stop. Further calls do nothing. Safe from any thread, not from a signal handler.
  void request();

  [[nodiscard]] bool requested() const { return requested_.load(std::memory_order_acquire); }

  /// A descriptor that becomes readable once, and stays so after, the request: for poll().
  [[nodiscard]] int descriptor() const { return descriptor_; }

  /// Calls `stop` on request(), at once if that has happened already, until this object is gone. `stop` must not touch
  /// this Cancel.
  class Listener {
   public:
    Listener(Cancel& cancel, std::function<void()> stop);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    Listener(Listener&&) = delete;
    Listener& operator=(Listener&&) = delete;

   private:
    Cancel& cancel_;
    std::list<std::function<void()>>::iterator place_;
  };

 private:
  int descriptor_;
  std::atomic<bool> requested_{false};
  std::mutex mutex_;
  std::list<std::function<void()>> listeners_;
};

}  // namespace pipeline
