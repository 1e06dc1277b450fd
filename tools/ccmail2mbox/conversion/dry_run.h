// The destination of --dry-run: everything is converted and counted, nothing but the report is written.
#pragma once

#include <memory>

#include "tools/ccmail2mbox/conversion/destination.h"

namespace tools {

/// Where `options.output` is named, the report says what would stand there. `options` and `found` must outlive it.
[[nodiscard]] std::unique_ptr<Destination> make_dry_run(const Options& options, const FoundDumps& found);

}  // namespace tools
