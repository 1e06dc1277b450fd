#include "tools/ccmail2mbox/commands/list_table.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "formats/csv.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

// Columns do not become wider than this for one long cell among the first rows; the subject is what is left. Where
// nothing is cut, cells of this width still stand in line.
constexpr std::array<std::size_t, 8> widest{24, 20, 9, 12, 18, 30, 60, 5};
constexpr std::size_t widest_uncut = 80;
constexpr std::size_t gap = 2;

constexpr bool is_number(std::size_t column) { return column == 2 || column == 3 || column == 7; }

}  // namespace

const ListRow& list_columns() {
  static const ListRow columns{"dump", "folder", "number", "offset", "date", "from", "subject", "items"};
  return columns;
}

std::string csv_row(const ListRow& row) {
  std::string out;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    formats::append_safe_csv_field(out, row.at(i));
  }
  return out + "\r\n";
}

std::string ListTable::add(ListRow row) {
  rows_.push_back(std::move(row));
  return settled_ || rows_.size() >= rows_looked_at ? give() : std::string();
}

std::string ListTable::finish() { return give(); }

void ListTable::settle() {
  settled_ = true;
  for (std::size_t i = 0; i < widths_.size(); ++i) {
    widths_.at(i) = columns_of(list_columns().at(i));
    for (const ListRow& row : rows_) widths_.at(i) = std::max(widths_.at(i), columns_of(row.at(i)));
    widths_.at(i) = std::min(widths_.at(i), width_ == 0 ? widest_uncut : widest.at(i));
  }
  if (width_ == 0) return;
  // What is too wide is taken from the columns of words, the widest first.
  const auto total = [&] {
    std::size_t sum = gap * (widths_.size() - 1);
    for (const std::size_t width : widths_) sum += width;
    return sum;
  };
  constexpr std::size_t least = 6;
  while (total() > width_) {
    std::size_t* most = nullptr;
    for (std::size_t i = 0; i < widths_.size(); ++i)
      if (!is_number(i) && widths_.at(i) > least && (most == nullptr || widths_.at(i) > *most)) most = &widths_.at(i);
    if (most == nullptr) break;
    --*most;
  }
}

std::string ListTable::give() {
  std::string out;
  if (!settled_) {
    settle();
    append_line(out, list_columns());
  }
  for (const ListRow& row : std::exchange(rows_, {})) append_line(out, row);
  return out;
}

void ListTable::append_line(std::string& out, const ListRow& row) const {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string cell = width_ == 0 || is_number(i) ? row.at(i) : fitted(row.at(i), widths_.at(i));
    const std::size_t columns = columns_of(cell);
    const std::string blanks(widths_.at(i) > columns ? widths_.at(i) - columns : 0, ' ');
    if (i > 0) line.append(gap, ' ');
    line += is_number(i) ? blanks + cell : cell + blanks;
  }
  out += width_ == 0 ? line : fitted(line, width_);
  out += '\n';
}

}  // namespace tools
