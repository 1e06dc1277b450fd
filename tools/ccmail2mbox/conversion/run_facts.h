// What depends on the clock, the machine or how the program was called: it stands in run.json, apart from everything
// that must be the same on every run.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "stages/report/assembly.h"
#include "tools/ccmail2mbox/options/options.h"

namespace tools {

/// As 2001-02-03T04:05:06Z.
[[nodiscard]] std::string utc(std::chrono::system_clock::time_point time);

class RunFacts {
 public:
  /// The run starts now.
  explicit RunFacts(const Options& options);

  struct Outcome {
    const std::string& plan;       // JSON: what the run was to do
    const std::string& root_hash;  // stands for what it left
    int exit_status = 0;
  };

  /// The facts as JSON; the run ends now. `run` tells what events there were (in the words of PREMIS: what was done to
  /// which dump, when and with what outcome).
  [[nodiscard]] std::string finished(const Outcome& outcome, const stages::ReportedRun& run) const;

 private:
  const Options& options_;
  std::chrono::system_clock::time_point started_;
};

/// What `options` tell of who converts and what for, where the `facts` of a finished run have it otherwise.
[[nodiscard]] std::optional<std::string> told_otherwise(const std::string& facts, const Options& options);

/// The exit status that finished() wrote down; exit_ok when `facts` tell of none.
[[nodiscard]] int exit_status_in(const std::string& facts);

}  // namespace tools
