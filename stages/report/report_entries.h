// What reports say of one dump and of its mail, as JSON (docs/report.md): the same members wherever they stand.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "stages/report/dump_report.h"

namespace stages {

/// Adds `file`, and `file_bytes` in hexadecimal digits where the name is not UTF-8.
void add_file(nlohmann::ordered_json& entry, const std::string& file);

/// Adds `first_date` and `last_date`, where there are any: as the dates of the mail read, without their time zone.
void add_dates(nlohmann::ordered_json& entry, const DateRange& dates);

/// Adds what the mail is: `folders` and `folder_dates`, first and last date, and what the next two add.
void add_contents(nlohmann::ordered_json& entry, const Tally& tally);
/// Adds `months`.
void add_months(nlohmann::ordered_json& entry, const Tally& tally);
/// Adds `attachments_by_type` and `attachment_bytes_by_type`.
void add_attachments(nlohmann::ordered_json& entry, const Tally& tally);

/// The entry in report.json (docs/report.md).
[[nodiscard]] nlohmann::ordered_json input_entry(const DumpName& name, const DumpResult& result);

}  // namespace stages
