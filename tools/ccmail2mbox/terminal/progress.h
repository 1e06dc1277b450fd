// A bar on the terminal that says how far the run has come.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>

#include "pipeline/cancel.h"
#include "stages/flow.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/options.h"

namespace tools {

struct Progress {
  std::uint64_t bytes = 0;
  std::uint64_t total = 0;  // 0: not known
  std::uint64_t messages = 0;
  std::chrono::milliseconds elapsed{0};
};

/// A line of at most `columns`: the bar, percent and the time left if the total is known; bytes, messages and bytes a
/// second as far as they fit. ASCII without escape sequences, so that any terminal shows it.
[[nodiscard]] std::string progress_text(const Progress& progress, std::size_t columns);

class ProgressLine {
 public:
  /// Shows the line on standard error until this object is gone, if the options want it and, with auto, standard error
  /// is a terminal.
  ProgressLine(const Options& options, const FoundDumps& found);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ProgressLine(ProgressLine&&) = delete;
  ProgressLine& operator=(ProgressLine&&) = delete;

  [[nodiscard]] stages::FlowProgress& counters() { return counters_; }

 private:
  void show();
  void erase();

  stages::FlowProgress counters_;
  std::uint64_t total_ = 0;
  std::size_t shown_ = 0;  // columns
  std::chrono::steady_clock::time_point started_;
  pipeline::Cancel stop_;
  std::thread thread_;
};

}  // namespace tools
