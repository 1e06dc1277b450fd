#include "tools/ccmail2mbox/terminal/account_table.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

constexpr std::size_t most_rows = 20;
constexpr std::size_t narrowest_account = 10;
constexpr std::size_t widest_account = 40;
constexpr std::string_view indent = "  ";

struct Column {
  std::string_view title;
  std::uint64_t AccountRow::*value;
  bool bytes;
  Colour colour;  // of numbers that are not 0
  std::size_t width = 0;
  bool all_zero = true;
};

std::string cell(const Column& column, const AccountRow& row) {
  const std::uint64_t value = row.*column.value;
  return column.bytes && value > 0 ? human_size(value) : grouped(value);
}

std::vector<Column> measured(std::span<const AccountRow> rows) {
  std::vector<Column> columns{{"messages", &AccountRow::messages, false, Colour::bold},
                              {"attachments", &AccountRow::attachments, false, Colour::bold},
                              {"repaired", &AccountRow::repaired, false, Colour::yellow},
                              {"quarantined", &AccountRow::quarantined, true, Colour::red},
                              {"guesses", &AccountRow::guesses, false, Colour::yellow},
                              {"folders", &AccountRow::folders, false, Colour::bold}};
  for (Column& column : columns) {
    column.width = column.title.size();
    for (const AccountRow& row : rows) {
      column.width = std::max(column.width, cell(column, row).size());
      column.all_zero = column.all_zero && row.*column.value == 0;
    }
  }
  return columns;
}

std::size_t width_of(const std::vector<Column>& columns, std::size_t account) {
  std::size_t width = indent.size() + account;
  for (const Column& column : columns) width += column.width + 2;
  return width;
}

// Takes away the last column that is all zero, else the last one. The messages stay.
void drop_one(std::vector<Column>& columns) {
  const auto empty = std::find_if(columns.rbegin(), columns.rend(), [](const Column& c) { return c.all_zero; });
  const bool found = empty != columns.rend() && std::next(empty) != columns.rend();
  columns.erase(found ? std::next(empty).base() : std::prev(columns.end()));
}

}  // namespace

std::string account_table(std::span<const AccountRow> rows, const Terminal& terminal) {
  const std::size_t left_out = rows.size() - std::min(rows.size(), most_rows);
  rows = rows.first(rows.size() - left_out);
  std::vector<Column> columns = measured(rows);
  std::size_t account = std::string_view("account").size();
  for (const AccountRow& row : rows) account = std::max(account, columns_of(row.account));
  account = std::min(account, widest_account);
  if (terminal.columns > 0) {
    while (columns.size() > 1 && width_of(columns, std::min(account, narrowest_account)) > terminal.columns)
      drop_one(columns);
    const std::size_t width = width_of(columns, account);
    if (width > terminal.columns) account -= std::min(account, width - terminal.columns);
  }
  const auto padded = [](const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, text.size()), ' ');
  };
  std::string out;
  std::string head(indent);
  head += fitted("account", account) + padded("account", account);
  for (const Column& column : columns)
    head.append("  ").append(padded(std::string(column.title), column.width)).append(column.title);
  out += terminal.in(Colour::bold, head) + "\n";
  for (const AccountRow& row : rows) {
    const std::string name = fitted(row.account, account);
    out.append(indent).append(name).append(account - std::min(account, columns_of(name)), ' ');
    for (const Column& column : columns) {
      const std::string text = cell(column, row);
      const bool coloured = column.colour != Colour::bold && row.*column.value > 0;
      out += "  " + padded(text, column.width) + (coloured ? terminal.in(column.colour, text) : text);
    }
    out += "\n";
  }
  if (left_out > 0) out += "  and " + grouped(left_out) + " more\n";
  return out;
}

}  // namespace tools
