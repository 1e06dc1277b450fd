// The conversion of all dumps of a run, some side by side.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/cancel.h"
#include "pipeline/meter.h"
#include "stages/custody/input_checksums.h"
#include "stages/write/write.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/options.h"

namespace tools {

/// What became of one dump: a result, or the reason why there is none.
struct Converted {
  std::optional<stages::DumpResult> result;
  std::string failure;                           // "path: reason"
  std::string reason;                            // the same without the path
  bool failed_by_us = false;                     // not by the input: a fault of this program
  std::vector<stages::InputChecksum> checksums;  // that were found beside it
};

struct RunResult {
  std::vector<Converted> dumps;  // as in FoundDumps; shorter than it only when the run was cancelled
  std::vector<stages::ChecksumList> checksum_lists;  // that were found beside the dumps
  std::vector<pipeline::Meter::Reading> meters;
  std::string root_hash;              // the one number that stands for a directory; empty for standard output
  std::optional<int> earlier_status;  // the run had come to its end before, so: nothing was converted now
};

/// Converts every dump to standard output or into `options.output`. Throws stages::OutputError, stages::OutputRefused
/// and, when `cancel` is requested, pipeline::Cancelled.
[[nodiscard]] RunResult convert(const Options& options, const FoundDumps& found, pipeline::Cancel& cancel);

}  // namespace tools
