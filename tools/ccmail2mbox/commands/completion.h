// Scripts by which shells complete what is typed, made from the options of every command.
#pragma once

#include <string>

namespace tools {

/// Each needs nothing but its shell. They are read at its start, or lie where it looks for them by name:
/// `ccmail2mbox`, `_ccmail2mbox` and `ccmail2mbox.fish`.
[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();
[[nodiscard]] std::string fish_completion();

}  // namespace tools
