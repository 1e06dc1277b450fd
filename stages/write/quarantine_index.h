// The index of quarantined bytes: CSV (RFC 4180), so that a person can read it and any program too. The bytes
// themselves stand one behind the other in a file beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stages {

inline constexpr std::string_view quarantine_columns = "offset,length,file,place,reason\n";

struct QuarantineEntry {
  std::uint64_t offset = 0;  // in the file of quarantined bytes
  std::uint64_t length = 0;
  std::string_view file;    // the dump
  std::uint64_t place = 0;  // in it
  std::string_view reason;
};

void append_row(std::string& out, const QuarantineEntry& entry);

/// `row` with its offset moved by `bytes`: for quarantine that goes behind that of another dump. None when it is no
/// row.
[[nodiscard]] std::optional<std::string> moved_row(std::string_view row, std::uint64_t bytes);

/// False for the beginning of a row that goes on in the next line: names of files may hold line ends.
[[nodiscard]] bool is_whole_row(std::string_view row);

}  // namespace stages
