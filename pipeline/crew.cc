#include "pipeline/crew.h"

#include <utility>

namespace pipeline {

Crew::~Crew() {
  if (threads_.empty()) return;
  cancel_.request();
  join();
}

void Crew::spawn(std::function<void()> work) {
  threads_.emplace_back([this, work = std::move(work)] { run_here(work); });
}

void Crew::run_here(const std::function<void()>& work) {
  try {
    work();
    return;
  } catch (const Cancelled&) {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  } catch (...) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::current_exception();
  }
  // Only now: whoever sees the request finds the error in its place.
  cancel_.request();
}

void Crew::wait() {
  join();
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
  if (stopped_) throw Cancelled();
}

void Crew::join() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace pipeline
