// A line on the terminal that says how far the run has come.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

#include "pipeline/cancel.h"
#include "stages/flow.h"
#include "tools/ccmail2mbox/dumps.h"
#include "tools/ccmail2mbox/options.h"

namespace tools {

/// The line's text: bytes read, of how many if that is known (not 0), messages and the rate.
[[nodiscard]] std::string progress_text(std::uint64_t bytes, std::uint64_t total, std::uint64_t messages,
                                        std::chrono::milliseconds elapsed);

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
  void show() const;

  stages::FlowProgress counters_;
  std::uint64_t total_ = 0;
  std::chrono::steady_clock::time_point started_;
  pipeline::Cancel stop_;
  std::thread thread_;
};

}  // namespace tools
