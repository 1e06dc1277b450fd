// The man page of a command, made from the options that it takes and what its help says.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tools/ccmail2mbox/options/command_line.h"

namespace tools {

/// "ccmail2mbox-verify" for the app "ccmail2mbox verify".
[[nodiscard]] std::string page_name(const CLI::App& app);

/// In the man macros, section 1. `date` is what stands in its foot, as it is; `others` are the names of the pages to
/// see also, its own among them or not.
[[nodiscard]] std::string man_page(const CLI::App& app, std::string_view date, std::span<const std::string> others);

}  // namespace tools
