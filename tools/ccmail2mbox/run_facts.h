// What depends on the clock, the machine or how the program was called: it stands in run.json, apart from everything
// that must be the same on every run.
#pragma once

#include <chrono>
#include <string>

#include "tools/ccmail2mbox/options.h"

namespace tools {

class RunFacts {
 public:
  /// The run starts now.
  explicit RunFacts(const Options& options);

  /// The facts as JSON; the run ends now. `plan` (JSON) is what it was to do, `root_hash` stands for what it left.
  [[nodiscard]] std::string finished(const std::string& plan, const std::string& root_hash, int exit_status) const;

 private:
  const Options& options_;
  std::chrono::system_clock::time_point started_;
};

/// The exit status that finished() wrote down; exit_ok when `facts` tell of none.
[[nodiscard]] int exit_status_in(const std::string& facts);

}  // namespace tools
