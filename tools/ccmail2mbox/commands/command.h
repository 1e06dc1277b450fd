// The commands: what the program does beside converting. Each has its own options and its own --help.
#pragma once

#include <span>
#include <string_view>

#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/terminal/standard_streams.h"

namespace tools {

struct Command {
  std::string_view name;
  /// Shows `use` the command line of the command, from which its help, man page and completion are made.
  void (*describe)(const DescriptionUser& use);
  /// `argv[0]` is the name of the command. Returns the exit status.
  int (*run)(int argc, const char* const* argv, const StandardStreams& streams);
};

[[nodiscard]] std::span<const Command> all_commands();

/// Null when there is no command of this name: then it is an INPUT. A file of such a name is given as "./name".
[[nodiscard]] const Command* command_named(std::string_view name);

}  // namespace tools
