// A crew runs the threads of one piece of work. The first error wins: it cancels the others, and wait() throws it.
#pragma once

#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "pipeline/cancel.h"

namespace pipeline {

class Crew {
 public:
  /// `cancel` is requested when a member fails. It must outlive the crew.
  explicit Crew(Cancel& cancel) : cancel_(cancel) {}

  /// Cancels and joins what still runs: reached without wait() only when an exception passes through.
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  Crew(Crew&&) = delete;
  Crew& operator=(Crew&&) = delete;

  /// Runs `work` on a thread of its own.
  void spawn(std::function<void()> work);

  /// Runs `work` on the calling thread, as a member of the crew: an error is kept for wait(), not thrown here.
  void run_here(const std::function<void()>& work);

  /// Waits for all and throws the first error. A crew that was only cancelled from outside throws Cancelled.
  void wait();

 private:
  void join();

  Cancel& cancel_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::exception_ptr error_;
  bool stopped_ = false;
};

}  // namespace pipeline
