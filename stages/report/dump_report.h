// What became of one dump, as JSON: what a part keeps beside its mail, so that a later run or another program can go on
// from there.
#pragma once

#include <cstddef>
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

}  // namespace stages
