// `ccmail2mbox verify DIR`: holds a result against its manifest, its reports and the inputs.
#pragma once

#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/terminal/standard_streams.h"

namespace tools {

/// Shows its command line.
void describe_verify(const DescriptionUser& use);

/// A line for each fault on standard output, then those of notes, which begin with "note: ", and a last one with what
/// was checked. Returns 0 without a fault, 1 with any, and exit_usage or exit_output.
int run_verify(int argc, const char* const* argv, const StandardStreams& streams);

}  // namespace tools
