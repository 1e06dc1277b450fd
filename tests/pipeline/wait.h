// Waiting for another thread in a test.
#pragma once

#include <chrono>
#include <thread>

namespace pipeline {

/// Waits until `condition()` holds, however slow the machine is. A test whose condition never holds ends by its
/// runner's timeout.
template <class Condition>
void wait_until(Condition condition) {
  while (!condition()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

/// Gives another thread time to do what it must not do. It may pass by luck, it never fails by luck.
inline void give_time() { std::this_thread::sleep_for(std::chrono::milliseconds(50)); }

}  // namespace pipeline
