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

  /// The facts as JSON; the run ends now.
  [[nodiscard]] std::string finished() const;

 private:
  const Options& options_;
  std::chrono::system_clock::time_point started_;
};

}  // namespace tools
