// The sections of the page, each of which appends itself, or nothing where there is nothing to say.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "stages/report/assembly.h"
#include "stages/report/run_sums.h"

namespace stages::html {

/// What all sections are made from.
struct Facts {
  const ReportedRun& run;
  const RunSums& sums;
  const nlohmann::ordered_json& settings;
};

/// Mail of any dump has no time zone.
[[nodiscard]] bool is_zone_missing(const Facts& facts);

/// Whether the result can be relied upon, and what a person must know first.
void append_verdict(std::string& out, const Facts& facts);
/// Totals, and where every byte went.
void append_totals(std::string& out, const Facts& facts);
/// Messages per month, as a chart.
void append_months(std::string& out, const Facts& facts);
void append_accounts(std::string& out, const Facts& facts);
/// Folders with their counts, account by account.
void append_folders(std::string& out, const Facts& facts);
/// By type, and the messages that are too large for some servers.
void append_attachments(std::string& out, const Facts& facts);
/// By kind, with examples; nothing of what messages say is in them, but with the setting `log_content`.
void append_damage(std::string& out, const Facts& facts);
/// Dialect, code page, dates: what was settled, and how sure that is.
void append_reading(std::string& out, const Facts& facts);
void append_unknown_labels(std::string& out, const Facts& facts);
void append_checksums(std::string& out, const Facts& facts);
/// Inputs that are not in the result.
void append_left_out(std::string& out, const Facts& facts);
void append_next_steps(std::string& out, const Facts& facts);
void append_settings(std::string& out, const Facts& facts);

}  // namespace stages::html
