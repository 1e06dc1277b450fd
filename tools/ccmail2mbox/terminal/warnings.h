// What a person should know of a run, in few lines: what is more is counted, and --verbose or the log has all of it.
#pragma once

#include <string>

#include "tools/ccmail2mbox/conversion/convert.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/options.h"
#include "tools/ccmail2mbox/options/reading.h"

namespace tools {

/// The dump as messages call it.
[[nodiscard]] std::string shown_name(const Dump& dump);

/// How many of its code page, date order and form of attachments were neither told nor certain.
[[nodiscard]] std::size_t guesses_in(const Reading& told, const stages::Survey& survey);

/// Files that are no exports, damage, guesses, mailboxes without messages.
[[nodiscard]] std::string warnings_of(const Options& options, const FoundDumps& found, const RunResult& run);

}  // namespace tools
