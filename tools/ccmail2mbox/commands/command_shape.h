// What completion and man pages need to know of the options of a command, beyond their names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tools/ccmail2mbox/options/command_line.h"

namespace tools {

/// What may stand as a value.
enum class ValueKind : std::uint8_t { none, choice, file, directory, anything };

/// Told by the placeholder: INPUT and names with FILE are files, DIR is a directory.
[[nodiscard]] ValueKind value_kind_of(const CLI::Option& option);

/// The names as they are typed, short ones first: "-o", "--output".
[[nodiscard]] std::vector<std::string> names_of(const CLI::Option& option);

/// Whether it may be given more than once, each time for another value.
[[nodiscard]] bool repeats(const CLI::Option& option);

}  // namespace tools
