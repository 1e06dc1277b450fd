// `ccmail2mbox completion SHELL`: prints the script by which a shell completes this program's options.
#pragma once

#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/terminal/standard_streams.h"

namespace tools {

/// Shows its command line.
void describe_completion(const DescriptionUser& use);

/// Returns 0, exit_usage or exit_output.
int run_completion(int argc, const char* const* argv, const StandardStreams& streams);

}  // namespace tools
