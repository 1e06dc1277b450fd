// Where output may go.
#pragma once

#include <optional>
#include <string>

#include "tools/ccmail2mbox/options/options.h"

namespace tools {

/// Why the output must not go where the options say: an output directory inside an input directory would be found as
/// input by the next run, and one that is or holds an input endangers it.
[[nodiscard]] std::optional<std::string> misplaced_output(const Options& options);

}  // namespace tools
