// Comma-separated values as people and spreadsheets write them (RFC 4180), with lines of comment.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace formats {

struct CsvRow {
  std::size_t line = 0;  // where it starts, from 1
  std::vector<std::string> fields;
};

/// What is wrong in a table, and where.
struct TableError {
  std::size_t line = 0;
  std::string why;
};

/// The rows of `text`. Lines end with LF, CR LF or CR; a byte order mark in front is skipped. A field in quotes may
/// hold commas, line ends and doubled quotes; blanks around a field that is not quoted are no part of it. Rows that are
/// empty or begin with `#` are left out. A quote that is not closed, or anything behind a closed one, is an error.
[[nodiscard]] tl::expected<std::vector<CsvRow>, TableError> parse_csv(std::string_view text);

/// Appends `text` as one field, in quotes where it needs them (RFC 4180, 2.6).
void append_csv_field(std::string& out, std::string_view text);

/// The same for tables that people open in spreadsheets: a field that begins with `=`, `+`, `-`, `@` (also those
/// as wide as a Chinese character), TAB, CR or LF gets a `'` in front, so that none of them takes it for a formula.
void append_safe_csv_field(std::string& out, std::string_view text);

}  // namespace formats
