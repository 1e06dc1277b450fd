// The rows of `ccmail2mbox list`: a table for people, or CSV for programs.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace tools {

/// dump, folder, number, offset, date, from, subject, items
using ListRow = std::array<std::string, 8>;

/// Takes rows in order and gives lines. Holds the first few rows back, to see how wide its columns have to be; a cell
/// that is wider than its column later on is written whole, or cut where there is an end of the line to think of.
class ListTable {
 public:
  /// The rows that settle the widths.
  static constexpr std::size_t rows_looked_at = 200;

  /// No line is wider than `width` columns, if that is not 0.
  explicit ListTable(std::size_t width) : width_(width) {}

  /// The lines that can be given by now.
  [[nodiscard]] std::string add(ListRow row);
  [[nodiscard]] std::string finish();

 private:
  void settle();
  [[nodiscard]] std::string give();
  void append_line(std::string& out, const ListRow& row) const;

  std::size_t width_;
  bool settled_ = false;
  std::vector<ListRow> rows_;  // held back
  std::array<std::size_t, std::tuple_size_v<ListRow>> widths_{};
};

[[nodiscard]] const ListRow& list_columns();

/// A row of a table for spreadsheets (RFC 4180), with its line end: no cell can pass for a formula.
[[nodiscard]] std::string csv_row(const ListRow& row);

}  // namespace tools
