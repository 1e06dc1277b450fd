// A run in the form in which reports are made of it.
#pragma once

#include <string>
#include <vector>

#include "stages/report/assembly.h"
#include "tools/ccmail2mbox/conversion/convert.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/options.h"

namespace tools {

[[nodiscard]] stages::DumpName name_of(const Dump& dump);

/// The path that the account of each dump has below the directory of the result.
[[nodiscard]] std::vector<std::string> directories_of(const Options& options, const FoundDumps& found);

/// One of its dumps.
[[nodiscard]] stages::ReportedDump reported_dump(const Dump& dump, const Converted& converted);

/// All but where its output lies. `found` and `run` must outlive it.
[[nodiscard]] stages::ReportedRun reported_run(const Options& options, const FoundDumps& found, const RunResult& run);

}  // namespace tools
