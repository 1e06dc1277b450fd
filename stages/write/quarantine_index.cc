#include "stages/write/quarantine_index.h"

#include <algorithm>
#include <charconv>

#include "formats/csv.h"

namespace stages {

void append_row(std::string& out, const QuarantineEntry& entry) {
  out += std::to_string(entry.offset) + ',' + std::to_string(entry.length) + ',';
  formats::append_safe_csv_field(out, entry.file);
  out += ',' + std::to_string(entry.place) + ',';
  formats::append_safe_csv_field(out, entry.reason);
  out += '\n';
}

std::optional<std::string> moved_row(std::string_view row, std::uint64_t bytes) {
  std::uint64_t offset = 0;
  const auto [end, error] = std::from_chars(row.data(), row.data() + row.size(), offset);
  if (error != std::errc() || end == row.data() + row.size() || *end != ',') return std::nullopt;
  return std::to_string(offset + bytes) + std::string(row.substr(static_cast<std::size_t>(end - row.data())));
}

bool is_whole_row(std::string_view row) { return std::count(row.begin(), row.end(), '"') % 2 == 0; }

}  // namespace stages
