#include "tools/ccmail2mbox/command.h"

#include <algorithm>
#include <array>

#include "tools/ccmail2mbox/verify_command.h"

namespace tools {

const Command* command_named(std::string_view name) {
  static constexpr std::array<Command, 1> commands{{{"verify", run_verify}}};
  const auto* const found =
      std::find_if(commands.begin(), commands.end(), [&](const Command& command) { return command.name == name; });
  return found == commands.end() ? nullptr : found;
}

}  // namespace tools
