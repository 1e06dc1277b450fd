// What became of one dump, as JSON: what a part keeps beside its mail, so that a later run or another program can go on
// from there, and what report.json says of each input.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "stages/write/write.h"

namespace stages {

/// A dump as reports call it.
struct DumpName {
  std::string account;    // UTF-8 or any bytes
  std::string file;       // relative to the INPUT that led to it
  std::size_t input = 0;  // which INPUT that was, from 0
};

/// All of it, to be read back by parse_dump_result().
[[nodiscard]] std::string dump_result_json(const DumpResult& result);

/// None when `json` is nothing that dump_result_json() wrote.
[[nodiscard]] std::optional<DumpResult> parse_dump_result(std::string_view json);

/// Adds `file`, and `file_bytes` in hexadecimal digits where the name is not UTF-8.
void add_file(nlohmann::ordered_json& entry, const std::string& file);

/// Adds `first_date` and `last_date`, where there are any: as the dates of the mail read, without their time zone.
void add_dates(nlohmann::ordered_json& entry, const DateRange& dates);

/// The entry in report.json (docs/report.md).
[[nodiscard]] nlohmann::ordered_json input_entry(const DumpName& name, const DumpResult& result);

}  // namespace stages
