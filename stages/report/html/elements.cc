#include "stages/report/html/elements.h"

#include <array>

#include "formats/ccmail/date.h"
#include "stages/report/html/escape.h"

namespace stages::html {

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return grouped(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

std::string human_size(std::uint64_t bytes) {
  constexpr std::array<std::string_view, 6> units{"B", "kB", "MB", "GB", "TB", "PB"};
  constexpr std::uint64_t step = 1000;
  std::size_t unit = 0;
  std::uint64_t rest = 0;
  while (bytes >= step && unit + 1 < units.size()) {
    rest = bytes % step;
    bytes /= step;
    ++unit;
  }
  std::string text = std::to_string(bytes);
  if (unit > 0 && bytes < 100) text += "." + std::to_string(rest / 100);
  return text + "\u00A0" + std::string(units.at(unit));
}

std::string day_of(std::int64_t moment) {
  formats::ccmail::WallClock clock = formats::ccmail::from_unix_seconds(moment);
  clock.has_time = false;
  return formats::ccmail::format_iso(clock);
}

std::string name_of_month(int month) {
  constexpr int of_a_year = 12;
  constexpr std::array<std::string_view, of_a_year> names{"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};
  return std::string(names.at(static_cast<std::size_t>(month % of_a_year))) + " " + std::to_string(month / of_a_year);
}

Section::Section(std::string& out, std::string_view id, std::string_view title) : out_(out) {
  out_.append("<section id=\"").append(id).append("\" aria-labelledby=\"").append(id).append("-title\">\n<h2 id=\"");
  out_.append(id).append("-title\">").append(title).append("</h2>\n");
}

Section::~Section() { out_ += "</section>\n"; }

void append_paragraph(std::string& out, std::string_view words, std::string_view css_class) {
  out += "<p";
  if (!css_class.empty()) out.append(" class=\"").append(css_class).append("\"");
  out.append(">").append(words).append("</p>\n");
}

void append_more(std::string& out, std::uint64_t all, std::uint64_t shown, std::string_view what,
                 std::string_view where) {
  if (all <= shown) return;
  std::string words = "And " + grouped(all - shown) + " more ";
  append_paragraph(out, words.append(what).append("; ").append(where).append("."), "soft");
}

Table::Table(std::string& out, std::string_view name, std::initializer_list<Column> columns) : out_(out) {
  out_.append(R"(<div class="table" role="region" tabindex="0" aria-label=")").append(name);
  out_ += "\"><table>\n<thead><tr>";
  for (const Column& column : columns)
    out_.append(column.number ? R"(<th scope="col" class="n">)" : "<th scope=\"col\">").append(column.title) += "</th>";
  out_ += "</tr></thead>\n<tbody>";
}

Table::~Table() { out_.append(in_row_ ? "</tr>" : "").append("\n</tbody></table></div>\n"); }

void Table::begin_row() {
  out_.append(in_row_ ? "</tr>" : "").append("\n<tr>");
  in_row_ = heading_ = true;
}

void Table::begin_cell(std::string_view css_class) {
  out_ += heading_ ? "<th scope=\"row\"" : "<td";
  if (!css_class.empty()) out_.append(" class=\"").append(css_class).append("\"");
  out_ += '>';
}

void Table::end_cell() {
  out_ += heading_ ? "</th>" : "</td>";
  heading_ = false;
}

void Table::text(std::string_view text) {
  begin_cell({});
  append_name(out_, text);
  end_cell();
}

void Table::plain(std::string_view markup) {
  begin_cell({});
  out_ += markup;
  end_cell();
}

void Table::quantity(std::string_view shown) {
  begin_cell("n");
  out_ += shown;
  end_cell();
}

void Table::days(const DateRange& dates) {
  quantity(dates.empty() ? "" : day_of(dates.first));
  quantity(dates.empty() ? "" : day_of(dates.last));
}

Details::Details(std::string& out, std::string_view summary, bool open) : out_(out) {
  out_.append(open ? "<details open>" : "<details>").append("<summary>").append(summary).append("</summary>\n");
}

Details::~Details() { out_ += "</details>\n"; }

}  // namespace stages::html
