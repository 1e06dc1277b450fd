// `ccmail2mbox explain TEXT|FILE`: what is documented about what EXPORT, IMPORT or a reader of exports said.
#pragma once

#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/terminal/standard_streams.h"

namespace tools {

/// Shows its command line.
void describe_explain(const DescriptionUser& use);

/// Returns 0 when something was explained, 1 when nothing was known, and exit_usage, exit_input or exit_output.
int run_explain(int argc, const char* const* argv, const StandardStreams& streams);

}  // namespace tools
