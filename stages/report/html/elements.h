// The parts that the sections of the page are put together from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "stages/mail.h"

namespace stages::html {

/// "1,234,567"
[[nodiscard]] std::string grouped(std::uint64_t number);
/// "1 message", "1,234 messages"
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);
/// "812 B", "1.2 MB": in powers of 1000, cut after the first decimal.
[[nodiscard]] std::string human_size(std::uint64_t bytes);
/// "1998-06-02", as the mail reads without its time zone.
[[nodiscard]] std::string day_of(std::int64_t moment);
/// "March 1998" for a month of MonthFacts.
[[nodiscard]] std::string name_of_month(int month);

/// A section with its heading, from begin to end of the object. `id` is plain ASCII.
class Section {
 public:
  Section(std::string& out, std::string_view id, std::string_view title);
  ~Section();
  Section(const Section&) = delete;
  Section& operator=(const Section&) = delete;
  Section(Section&&) = delete;
  Section& operator=(Section&&) = delete;

 private:
  std::string& out_;
};

/// A paragraph of our own words.
void append_paragraph(std::string& out, std::string_view words, std::string_view css_class = {});

/// Of `all` only so many were shown: how many more there are, and `where` (markup) they can be had; else nothing.
void append_more(std::string& out, std::uint64_t all, std::uint64_t shown, std::string_view what,
                 std::string_view where = "<code>report.json</code> has all");

/// A table that scrolls within itself where it does not fit. The first cell of a row is its heading.
class Table {
 public:
  struct Column {
    std::string_view title;
    bool number = false;  // to the right
  };

  /// `name` is what the table is called where it cannot be seen. Both are our own words.
  Table(std::string& out, std::string_view name, std::initializer_list<Column> columns);
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  Table(Table&&) = delete;
  Table& operator=(Table&&) = delete;

  void begin_row();
  /// Anything, of a dump for instance.
  void text(std::string_view text);
  /// Our own words, or markup.
  void plain(std::string_view markup);
  void number(std::uint64_t number) { quantity(grouped(number)); }
  void size(std::uint64_t bytes) { quantity(human_size(bytes)); }
  /// The first and the last day; two cells that are empty where there is none.
  void days(const DateRange& dates);
  void quantity(std::string_view shown);

 private:
  void begin_cell(std::string_view css_class);
  void end_cell();

  std::string& out_;
  bool in_row_ = false;
  bool heading_ = false;  // the next cell is the row's
};

/// What opens on a click. `summary` is markup.
class Details {
 public:
  Details(std::string& out, std::string_view summary, bool open = false);
  ~Details();
  Details(const Details&) = delete;
  Details& operator=(const Details&) = delete;
  Details(Details&&) = delete;
  Details& operator=(Details&&) = delete;

 private:
  std::string& out_;
};

}  // namespace stages::html
