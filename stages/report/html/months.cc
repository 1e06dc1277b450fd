#include <algorithm>
#include <vector>

#include "stages/report/html/elements.h"
#include "stages/report/html/sections.h"

namespace stages::html {
namespace {

constexpr int of_a_year = 12;

// Tenths of a thousandth of the width, as CSS and SVG take them, without a decimal point that a locale could change.
std::string percent(int part, int whole) {
  const int hundredths = 10'000 * part / whole;
  const int rest = hundredths % 100;
  return std::to_string(hundredths / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest) + "%";
}

// By year, for those who cannot see the chart.
void append_years(std::string& out, const std::vector<MonthFacts>& months) {
  const Details details(out, "Messages per year");
  Table table(out, "Messages per year", {{"Year"}, {"Messages", true}});
  for (std::size_t i = 0; i < months.size();) {
    const int year = months[i].month / of_a_year;
    std::uint64_t messages = 0;
    for (; i < months.size() && months[i].month / of_a_year == year; ++i) messages += months[i].messages;
    table.begin_row();
    table.plain(std::to_string(year));
    table.number(messages);
  }
}

// Whole years, so that one month alone is no bar as wide as the page.
void append_chart(std::string& out, const std::vector<MonthFacts>& months, std::uint64_t most) {
  constexpr int height = 1000;
  constexpr int bar = 8;
  constexpr int step = 10;
  const int first = months.front().month / of_a_year;
  const int years = months.back().month / of_a_year - first + 1;
  const int width = years * of_a_year * step;
  out += "<svg viewBox=\"0 0 " + std::to_string(width) + " " + std::to_string(height) +
         "\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\n";
  for (const MonthFacts& month : months) {
    const auto share =
        static_cast<int>(static_cast<double>(height) * static_cast<double>(month.messages) / static_cast<double>(most));
    const int shown = std::max(share, 12);
    out += "<rect x=\"" + std::to_string((month.month - first * of_a_year) * step + 1) + "\" y=\"" +
           std::to_string(height - shown) + "\" width=\"" + std::to_string(bar) + "\" height=\"" +
           std::to_string(shown) + "\"><title>" + name_of_month(month.month) + ": " +
           counted(month.messages, "message") + "</title></rect>\n";
  }
  out += "</svg>\n<div class=\"axis\" aria-hidden=\"true\">";
  constexpr int most_ticks = 7;
  const int every = (years + most_ticks - 1) / most_ticks;
  for (int year = 0; year < years; year += every)
    out += "<span style=\"left:" + percent(year, years) + "\">" + std::to_string(first + year) + "</span>";
  out += "</div>\n";
}

}  // namespace

void append_months(std::string& out, const Facts& facts) {
  const std::vector<MonthFacts>& months = facts.sums.tally.months;
  if (months.empty()) return;
  const auto busiest = std::max_element(
      months.begin(), months.end(), [](const MonthFacts& a, const MonthFacts& b) { return a.messages < b.messages; });
  const std::string top = name_of_month(busiest->month) + " with " + counted(busiest->messages, "message");
  const Section section(out, "months", "Messages per month");
  out += R"(<figure class="chart" role="group" aria-label="Messages per month, from )" +
         name_of_month(months.front().month) + " to " + name_of_month(months.back().month) + "; most in " + top +
         "\">\n<div class=\"top\"><span>" + grouped(busiest->messages) + "</span><span>Most: " + top +
         "</span></div>\n";
  append_chart(out, months, busiest->messages);
  out += "</figure>\n";
  if (const std::uint64_t others = facts.sums.tally.dates_missing + facts.sums.tally.dates_unlikely; others > 0)
    append_paragraph(out, "Not in the chart: " + counted(others, "message") + " without a readable or likely date.",
                     "soft");
  append_years(out, months);
}

}  // namespace stages::html
