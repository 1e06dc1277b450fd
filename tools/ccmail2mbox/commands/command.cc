#include "tools/ccmail2mbox/commands/command.h"

#include <algorithm>
#include <array>

#include "tools/ccmail2mbox/commands/completion_command.h"
#include "tools/ccmail2mbox/commands/explain_command.h"
#include "tools/ccmail2mbox/commands/inspect_command.h"
#include "tools/ccmail2mbox/commands/list_command.h"
#include "tools/ccmail2mbox/commands/plan_command.h"
#include "tools/ccmail2mbox/commands/show_command.h"
#include "tools/ccmail2mbox/commands/verify_command.h"

namespace tools {

std::span<const Command> all_commands() {
  static constexpr std::array<Command, 7> commands{{{"plan", describe_plan, run_plan},
                                                    {"explain", describe_explain, run_explain},
                                                    {"inspect", describe_inspect, run_inspect},
                                                    {"list", describe_list, run_list},
                                                    {"show", describe_show, run_show},
                                                    {"verify", describe_verify, run_verify},
                                                    {"completion", describe_completion, run_completion}}};
  return commands;
}

const Command* command_named(std::string_view name) {
  const std::span<const Command> commands = all_commands();
  const auto found =
      std::find_if(commands.begin(), commands.end(), [&](const Command& command) { return command.name == name; });
  return found == commands.end() ? nullptr : &*found;
}

}  // namespace tools
