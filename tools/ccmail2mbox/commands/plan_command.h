// `ccmail2mbox plan USERS`: writes the batch file that exports the mailboxes of these users, and whose each dump is.
#pragma once

#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/terminal/standard_streams.h"

namespace tools {

/// Shows its command line.
void describe_plan(const DescriptionUser& use);

/// What to do stands on standard output, warnings on standard error. Returns 0 when every user is in the plan, 1 when
/// some are left out, and exit_usage (also for a post office that cannot be exported), exit_input or exit_output.
int run_plan(int argc, const char* const* argv, const StandardStreams& streams);

}  // namespace tools
