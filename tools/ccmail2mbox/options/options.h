// The command line of a conversion, read and checked: all groups of options together.
#pragma once

#include <variant>

#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/options/input_options.h"
#include "tools/ccmail2mbox/options/mail_options.h"
#include "tools/ccmail2mbox/options/output_options.h"
#include "tools/ccmail2mbox/options/selection_options.h"
#include "tools/ccmail2mbox/options/terminal_options.h"

namespace tools {

/// Whoever needs one group alone takes that group: any command may have it.
struct Options : InputOptions, OutputOptions, MailOptions, SelectionOptions, TerminalOptions {};

/// Shows the command line of a conversion.
void describe_conversion(const DescriptionUser& use);

/// Reads the arguments. `--help` and `--version` are answers with status 0, mistakes are answers with exit_usage.
[[nodiscard]] std::variant<Options, Answer> read_options(int argc, const char* const* argv);

}  // namespace tools
