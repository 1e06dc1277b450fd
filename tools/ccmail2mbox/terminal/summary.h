// What a run tells the person who started it, and the exit status that follows from it.
#pragma once

#include <string>

#include "tools/ccmail2mbox/conversion/convert.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/options.h"
#include "tools/ccmail2mbox/terminal/terminal.h"

namespace tools {

/// The status of a run that came to its end.
[[nodiscard]] int exit_code_of(const Options& options, const FoundDumps& found, const RunResult& run);

/// Errors: one line each for what could not be read, for what ends early and for ledgers that do not close. They are
/// printed even with --quiet.
[[nodiscard]] std::string errors_of(const FoundDumps& found, const RunResult& run);

/// Everything else: damage, guesses, totals, what to do next. Fits the terminal.
[[nodiscard]] std::string summary_of(const Options& options, const FoundDumps& found, const RunResult& run,
                                     const Terminal& terminal);

/// The table of --stats.
[[nodiscard]] std::string stats_of(const RunResult& run);

}  // namespace tools
