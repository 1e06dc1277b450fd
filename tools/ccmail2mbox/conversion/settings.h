// What the result of a run depends on, as JSON: the options that change its bytes, and its inputs.
#pragma once

#include <span>
#include <string>

#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/options.h"

namespace tools {

/// The program, its version and every option that changes the bytes of the result; nothing else.
[[nodiscard]] std::string settings_json(const Options& options);

/// These, the directories of the accounts, and every dump with its size and time: a run is resumed only with the same.
[[nodiscard]] std::string plan_json(const Options& options, const FoundDumps& found,
                                    std::span<const std::string> directories);

/// Who settled what about a dump that has settings of its own, for its entry in the report: members of an object.
[[nodiscard]] std::string told_json(const Dump& dump);

}  // namespace tools
