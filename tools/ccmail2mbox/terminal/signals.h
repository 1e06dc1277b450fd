// SIGINT and SIGTERM become a request to cancel, so that everybody stops in an orderly way; who cannot, since a reader
// of standard output is stalled, is stopped after a grace period.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "pipeline/cancel.h"

namespace tools {

class Signals {
 public:
  /// Blocks the two signals in this thread, and so in those it starts from now on; SIGPIPE is ignored: a reader that
  /// went away shows as an error of write(). Call it before any thread is started. `cancel` must outlive this object.
  /// `last_words` go to standard error when the program has to be stopped.
  Signals(pipeline::Cancel& cancel, std::string last_words);
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  Signals(Signals&&) = delete;
  Signals& operator=(Signals&&) = delete;

  /// The signal that came, 0 for none.
  [[nodiscard]] int received() const { return received_.load(); }

 private:
  const std::string last_words_;
  pipeline::Cancel stop_;
  std::atomic<int> received_{0};
  int descriptor_ = -1;
  std::thread watcher_;
};

}  // namespace tools
