// What a run says about labels that it does not know.
#pragma once

#include <string>

#include "tools/ccmail2mbox/conversion/convert.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/options.h"

namespace tools {

/// How often each stood, and where first, the commonest first: with --verbose all of each dump, otherwise the first few
/// of the whole run on one line. Empty when there was none.
[[nodiscard]] std::string unknown_labels_of(const Options& options, const FoundDumps& found, const RunResult& run);

}  // namespace tools
