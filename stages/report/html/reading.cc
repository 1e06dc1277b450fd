#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <vector>

#include "stages/report/html/elements.h"
#include "stages/report/html/escape.h"
#include "stages/report/html/sections.h"

namespace stages::html {
namespace {

constexpr std::size_t most_listed = 100;

enum class Basis : std::uint8_t { told, found, guess };

std::string_view words_of(Basis basis) {
  switch (basis) {
    case Basis::told:
      return "told by an option";
    case Basis::found:
      return "found in the exports";
    case Basis::guess:
      break;
  }
  return "a guess";
}

// What was settled, and in which exports: of 500 exports most are alike.
struct Reading {
  std::uint64_t exports = 0;
  std::vector<const ReportedDump*> some;
};
using Readings = std::map<std::tuple<std::string, std::string, Basis>, Reading>;

Readings readings_of(const ReportedRun& run) {
  Readings readings;
  for (const ReportedDump& dump : run.dumps) {
    if (dump.result == nullptr || dump.result->tally.messages == 0) continue;
    const Survey& survey = dump.result->survey;
    const auto add = [&](const char* what, std::string value, Basis basis) {
      Reading& reading = readings[{what, std::move(value), basis}];
      ++reading.exports;
      constexpr std::size_t examples = 3;
      if (reading.some.size() < examples) reading.some.push_back(&dump);
    };
    const auto basis = [](bool told, bool certain) {
      return told ? Basis::told : certain ? Basis::found : Basis::guess;
    };
    add("Sizes", survey.dialect.describe(), Basis::found);
    const auto page = dump.code_page.value_or(survey.code_page.page);
    if (!dump.code_page && survey.code_page.high_bytes == 0)
      add("Code page", "none needed: all is ASCII", Basis::found);
    else
      add("Code page", std::string(formats::text::name_of(page)),
          basis(dump.code_page.has_value(), survey.code_page.certain));
    const auto order = dump.date_order.value_or(survey.date_order.order);
    add("Order of dates", std::string(formats::ccmail::to_string(order)),
        basis(dump.date_order.has_value(), survey.date_order.certain));
    const auto bytes = dump.files.value_or(survey.files.bytes);
    add("Bytes of files", bytes == FileBytes::hex ? "hexadecimal text" : "as they are",
        basis(dump.files.has_value(), survey.files.certain));
  }
  return readings;
}

std::string some_files(const Reading& reading) {
  std::string markup;
  for (const ReportedDump* dump : reading.some) {
    if (!markup.empty()) markup += ", ";
    append_name(markup, dump->name.file);
  }
  if (reading.exports > reading.some.size()) markup += " \u2026";
  return markup;
}

// By its bytes: those are what a table of labels has to hold.
struct Label {
  std::uint64_t count = 0;
  const ReportedDump* dump = nullptr;
  std::uint64_t offset = 0;
};

}  // namespace

void append_reading(std::string& out, const Facts& facts) {
  const Readings readings = readings_of(facts.run);
  if (readings.empty()) return;
  const Section section(out, "reading", "How the exports were read");
  const bool guessed = std::any_of(readings.begin(), readings.end(),
                                   [](const auto& one) { return std::get<Basis>(one.first) == Basis::guess; });
  if (guessed)
    append_paragraph(out,
                     "Guesses should be looked at by a person: options settle them, and <code>report.json</code> has "
                     "the evidence of each.");
  Table table(out, "How the exports were read",
              {{"What"}, {"Taken as"}, {"How sure"}, {"Exports", true}, {"For instance"}});
  for (const auto& [key, reading] : readings) {
    const auto& [what, value, basis] = key;
    table.begin_row();
    table.plain(what);
    table.text(value);
    table.plain(basis == Basis::guess ? "<strong>a guess</strong>" : words_of(basis));
    table.number(reading.exports);
    table.plain(some_files(reading));
  }
}

void append_unknown_labels(std::string& out, const Facts& facts) {
  std::map<std::string, Label> labels;  // decoded
  std::uint64_t others = 0;
  for (const ReportedDump& dump : facts.run.dumps) {
    if (dump.result == nullptr) continue;
    const auto page = dump.code_page.value_or(dump.result->survey.code_page.page);
    others += dump.result->unknown_labels.others;
    for (const UnknownLabel& unknown : dump.result->unknown_labels.labels) {
      Label& label = labels[formats::text::to_utf8(page, unknown.name)];
      if (label.count == 0) label = {0, &dump, unknown.offset};
      label.count += unknown.count;
    }
  }
  if (labels.empty() && others == 0) return;
  std::vector<std::pair<std::string_view, Label>> sorted(labels.begin(), labels.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  const Section section(out, "labels", "Unknown labels");
  append_paragraph(
      out,
      "Nothing of them was lost: they stand in the mail as <code>X-ccMail-</code> headers or in the texts. "
      "<code>--labels</code> teaches what they mean.");
  Table table(out, "Unknown labels", {{"Label"}, {"Times", true}, {"First in"}, {"Offset", true}});
  for (std::size_t i = 0; i < std::min(sorted.size(), most_listed); ++i) {
    table.begin_row();
    table.text(sorted[i].first);
    table.number(sorted[i].second.count);
    table.text(sorted[i].second.dump->name.file);
    table.quantity(std::to_string(sorted[i].second.offset));
  }
  if (const std::uint64_t more = sorted.size() - std::min(sorted.size(), most_listed) + others; more > 0) {
    table.begin_row();
    table.plain("<span class=\"soft\">others</span>");
    table.number(more);
    table.plain("");
    table.quantity("");
  }
}

void append_checksums(std::string& out, const Facts& facts) {
  std::uint64_t matching = 0;
  std::vector<std::pair<const ReportedDump*, const InputChecksum*>> others;
  for (const ReportedDump& dump : facts.run.dumps)
    for (const InputChecksum& checksum : dump.checksums)
      if (checksum.matches())
        ++matching;
      else
        others.emplace_back(&dump, &checksum);
  std::uint64_t of_nothing = 0;
  for (const ChecksumList& list : facts.run.checksum_lists) of_nothing += list.faults;
  if (matching == 0 && others.empty() && facts.run.checksum_lists.empty()) return;
  const Section section(out, "checksums", "Checksums beside the exports");
  append_paragraph(out, counted(matching, "checksum") + " in " + counted(facts.run.checksum_lists.size(), "list") +
                            " matched, " + grouped(others.size()) + " did not.");
  if (of_nothing > 0)
    append_paragraph(out, counted(of_nothing, "further checksum") +
                              " stand for files that are not there, or are others now; <code>report.json</code> lists "
                              "them.");
  if (others.empty()) return;
  {
    Table table(out, "Checksums that did not match", {{"Export"}, {"List"}, {"Kind"}, {"Listed"}, {"Found"}});
    for (std::size_t i = 0; i < std::min(others.size(), most_listed); ++i) {
      const auto& [dump, checksum] = others[i];
      table.begin_row();
      table.text(dump->name.file);
      table.text(checksum->list);
      table.plain(formats::hash::name_of(checksum->kind));
      table.text(checksum->wanted);
      table.text(checksum->found);
    }
  }
  append_more(out, others.size(), most_listed, "checksums that did not match");
}

void append_left_out(std::string& out, const Facts& facts) {
  std::vector<LeftOut> failures = facts.run.failures;
  for (const ReportedDump& dump : facts.run.dumps)
    if (dump.result == nullptr) failures.push_back({dump.name.file, dump.failure});
  const auto& others = facts.run.passed_over;
  if (failures.empty() && others.empty() && facts.sums.tally.skipped.empty()) return;
  const Section section(out, "left-out", "Not in the result");
  const auto append_list = [&](const char* title, const char* why, const std::vector<LeftOut>& files) {
    if (files.empty()) return;
    out.append("<h3>").append(title).append(": ").append(grouped(files.size())).append("</h3>\n");
    {
      Table table(out, title, {{"File"}, {why}});
      for (std::size_t i = 0; i < std::min(files.size(), most_listed); ++i) {
        table.begin_row();
        table.text(files[i].file);
        table.text(files[i].why);
      }
    }
    append_more(out, files.size(), most_listed, "files");
  };
  append_list("Could not be converted", "Why", failures);
  append_list("Files that are no exports", "Seems to be", others);
  if (facts.sums.tally.skipped.empty()) return;
  out += "<h3>Folders left out, as asked for</h3>\n";
  std::size_t shown = 0;
  {
    Table table(out, "Folders left out", {{"Folder"}, {"Messages", true}});
    for (const auto& [folder, messages] : facts.sums.tally.skipped) {
      if (++shown > most_listed) break;
      table.begin_row();
      table.text(folder);
      table.number(messages);
    }
  }
  append_more(out, facts.sums.tally.skipped.size(), most_listed, "folders");
}

}  // namespace stages::html
