// What --account leaves of the dumps that were found.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/ccmail2mbox/dumps/dumps.h"

namespace tools {

/// Takes the dumps of all other accounts out of `found`; without `names` it stays as it is. Names are compared without
/// case. When one of them is no account, `found` stays, and the mistake names those that there are.
[[nodiscard]] std::optional<std::string> select_accounts(FoundDumps& found, const std::vector<std::string>& names);

}  // namespace tools
