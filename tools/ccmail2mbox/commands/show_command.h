// `ccmail2mbox show FILE:OFFSET`
#pragma once

#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/terminal/standard_streams.h"

namespace tools {

/// As Command::describe.
void describe_show(const DescriptionUser& use);
/// As Command::run.
int run_show(int argc, const char* const* argv, const StandardStreams& streams);

}  // namespace tools
