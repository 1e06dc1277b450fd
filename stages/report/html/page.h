// report.html: the report for a person. One page that needs no network and no script, made from the same facts as
// report.json; like it, it tells nothing of clock, host or jobs.
#pragma once

#include <string>

#include "stages/report/assembly.h"

namespace stages::html {

inline constexpr const char* page_name = "report.html";

/// The whole page. Nothing of what messages say is in it: names, labels, places and counts; with the setting
/// `log_content` also what stands at examples of damage. Lists that could be without end are cut, and say so;
/// report.json has all.
[[nodiscard]] std::string page(const ReportedRun& run);

}  // namespace stages::html
