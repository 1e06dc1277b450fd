// report.json: what became of every input, what was found, what was guessed. It tells nothing of clock, host or jobs,
// so the same inputs and options give the same report.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "stages/report/assembly.h"
#include "stages/report/hashed_file.h"

namespace stages {

inline constexpr const char* report_name = "report.json";
inline constexpr const char* sums_name = "SHA256SUMS";
inline constexpr const char* quarantine_directory = "quarantine";

/// What report.json says of a dump that has a result.
[[nodiscard]] nlohmann::ordered_json entry_of(const ReportedDump& dump);

/// The whole report, as text (docs/report.md). `files` are those that stand beside it.
[[nodiscard]] std::string run_report(const ReportedRun& run, std::span<const FileSum> files);

}  // namespace stages
