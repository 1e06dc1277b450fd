// All mail as one mbox on standard output, and beside it the files that --report, --manifest and --quarantine ask for.
#pragma once

#include <memory>

#include "pipeline/cancel.h"
#include "tools/ccmail2mbox/conversion/destination.h"

namespace tools {

/// The files have their names only when all of the run is whole. Throws stages::OutputError.
[[nodiscard]] std::unique_ptr<Destination> make_standard_output(const Options& options, const FoundDumps& found,
                                                                pipeline::Cancel& cancel);

}  // namespace tools
