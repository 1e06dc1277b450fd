#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "stages/report/html/elements.h"
#include "stages/report/html/escape.h"
#include "stages/report/html/sections.h"

namespace stages::html {
namespace {

class Verdicts {
 public:
  explicit Verdicts(std::string& out) : out_(out) { out_ += "<ul class=\"verdicts\">\n"; }
  ~Verdicts() { out_ += "</ul>\n"; }
  Verdicts(const Verdicts&) = delete;
  Verdicts& operator=(const Verdicts&) = delete;
  Verdicts(Verdicts&&) = delete;
  Verdicts& operator=(Verdicts&&) = delete;

  void add(std::string_view css_class, std::string_view what, std::string_view more) {
    out_.append("<li class=\"").append(css_class).append("\"><strong>").append(what).append("</strong> ").append(more);
    out_ += "</li>\n";
  }

 private:
  std::string& out_;
};

struct Faults {
  std::uint64_t open = 0;  // dumps whose ledger does not close
  std::uint64_t not_converted = 0;
  std::uint64_t ended_early = 0;
  std::uint64_t other_than_listed = 0;
};

Faults faults_of(const ReportedRun& run) {
  Faults faults;
  faults.not_converted = run.failures.size();
  for (const ReportedDump& dump : run.dumps) {
    for (const InputChecksum& checksum : dump.checksums) faults.other_than_listed += checksum.matches() ? 0 : 1;
    if (dump.result == nullptr) {
      ++faults.not_converted;
      continue;
    }
    faults.open += dump.result->closes() ? 0 : 1;
    faults.ended_early += dump.result->dump.ended_early.empty() ? 0 : 1;
  }
  for (const ChecksumList& list : run.checksum_lists) faults.other_than_listed += list.faults;
  return faults;
}

std::uint64_t bytes_of(const Facts& facts) {
  std::uint64_t sum = 0;
  for (const std::uint64_t part : facts.sums.accounted) sum += part;
  return sum;
}

void append_tile(std::string& out, std::string_view title, const std::string& value, std::string_view more = {}) {
  out.append("<div><dt>").append(title).append("</dt><dd>").append(value);
  if (!more.empty()) out.append("<small>").append(more).append("</small>");
  out += "</dd></div>\n";
}

void append_tiles(std::string& out, const Facts& facts) {
  const Tally& tally = facts.sums.tally;
  out += "<dl class=\"tiles\">\n";
  append_tile(out, "Messages", grouped(facts.sums.written),
              tally.repaired > 0 ? grouped(tally.repaired) + " repaired" : "none repaired");
  std::uint64_t attached = 0;
  for (const auto& [type, of_type] : tally.types) attached += of_type.bytes;
  append_tile(out, "Attachments", grouped(tally.files), human_size(attached));
  append_tile(out, "Accounts", grouped(facts.sums.accounts.size()), counted(facts.run.dumps.size(), "export"));
  append_tile(out, "Read", human_size(bytes_of(facts)), "unpacked");
  const std::uint64_t quarantine = facts.sums.accounted.at(static_cast<std::size_t>(ByteKind::quarantine));
  append_tile(out, "In quarantine", human_size(quarantine), counted(tally.quarantined_messages, "message"));
  if (tally.skipped_messages > 0)
    append_tile(out, "Left out", grouped(tally.skipped_messages), "messages, as asked for");
  if (!tally.dates.empty()) {
    constexpr std::size_t length_of_a_year = 4;
    const std::string first = day_of(tally.dates.first);
    const std::string last = day_of(tally.dates.last);
    const std::string from = first.substr(0, length_of_a_year);
    const std::string to = last.substr(0, length_of_a_year);
    const auto day = [](const std::string& date) { return "<span class=\"day\">" + date + "</span>"; };
    append_tile(out, "Written", from == to ? from : from + "\u2013" + to,
                first == last ? day(first) : day(first) + " to " + day(last));
  }
  out += "</dl>\n";
}

constexpr std::array<std::string_view, byte_kinds> meanings{"Labels, sizes and separators", "Header lines",
                                                            "Texts and files", "Padding and remarks of EXPORT",
                                                            "Quarantine: belongs to no message"};

void append_ledger(std::string& out, const Facts& facts) {
  const std::uint64_t sum = bytes_of(facts);
  if (sum == 0) return;
  const Section section(out, "bytes", "Where every byte went");
  // In ten-thousandths; a kind that is there at all can be seen.
  constexpr double width = 10'000;
  double at = 0;
  out += R"(<svg class="bytes" viewBox="0 0 10000 10" preserveAspectRatio="none" aria-hidden="true">)";
  for (const auto& [kind, name] : byte_kind_names) {
    const std::uint64_t bytes = facts.sums.accounted.at(static_cast<std::size_t>(kind));
    if (bytes == 0) continue;
    const auto share = static_cast<std::uint64_t>(width * static_cast<double>(bytes) / static_cast<double>(sum));
    const std::uint64_t shown = std::max<std::uint64_t>(share, 20);
    out.append("<rect class=\"").append(name).append("\" x=\"").append(std::to_string(static_cast<std::uint64_t>(at)));
    out.append(R"(" y="0" width=")").append(std::to_string(shown)).append(R"(" height="10"/>)");
    at += static_cast<double>(shown);
  }
  out += "</svg>\n";
  Table table(out, "Bytes by what they are", {{"What it is"}, {"Bytes", true}, {"Share", true}});
  for (const auto& [kind, name] : byte_kind_names) {
    const std::uint64_t bytes = facts.sums.accounted.at(static_cast<std::size_t>(kind));
    table.begin_row();
    std::string cell = R"(<span class="key" style="background:var(--)";
    cell.append(name).append(")\"></span>").append(meanings.at(static_cast<std::size_t>(kind)));
    table.plain(cell);
    table.number(bytes);
    constexpr double tenths_of_percent = 1000;
    const auto share = std::lround(tenths_of_percent * static_cast<double>(bytes) / static_cast<double>(sum));
    table.quantity(bytes > 0 && share == 0 ? "&lt;\u00A00.1\u00A0%"
                                           : std::to_string(share / 10) + "." + std::to_string(share % 10) + "\u00A0%");
  }
}

}  // namespace

bool is_zone_missing(const Facts& facts) {
  using Json = nlohmann::ordered_json;
  if (!facts.settings.value("timezone", Json()).is_null()) return false;
  return std::any_of(facts.run.dumps.begin(), facts.run.dumps.end(), [](const ReportedDump& dump) {
    if (dump.result == nullptr || dump.result->written == 0) return false;
    const Json told = Json::parse(dump.told, nullptr, false);
    const auto zone = told.is_object() ? told.value("timezone", Json()) : Json();
    return !zone.is_object() || zone.value("value", Json()).is_null();
  });
}

void append_verdict(std::string& out, const Facts& facts) {
  const Faults faults = faults_of(facts.run);
  const std::uint64_t quarantine = facts.sums.accounted.at(static_cast<std::size_t>(ByteKind::quarantine));
  Verdicts verdicts(out);
  if (faults.open > 0)
    verdicts.add("bad", "Do not trust this result.",
                 "The ledger of " + counted(faults.open, "export") + " does not close: something was lost or doubled.");
  if (faults.not_converted > 0)
    verdicts.add("bad", counted(faults.not_converted, "input") + " could not be converted.",
                 "<a href=\"#left-out\">Which, and why</a>");
  if (faults.ended_early > 0)
    verdicts.add("bad", counted(faults.ended_early, "export") + " could not be read to the end.",
                 "What came before was converted. <a href=\"#damage\">Details</a>");
  if (faults.other_than_listed > 0)
    verdicts.add("bad", counted(faults.other_than_listed, "checksum") + " beside the exports did not match.",
                 "<a href=\"#checksums\">Details</a>");
  if (quarantine > 0)
    verdicts.add("warn", counted(quarantine, "byte") + " belong to no message.",
                 "They are kept, with an index, in <code>quarantine/</code>.");
  if (faults.open == 0 && quarantine == 0 && faults.ended_early == 0)
    verdicts.add("good", "Every byte is accounted for.",
                 "All that was in the exports is in the mail, or belongs to the way exports are written.");
  else if (faults.open == 0)
    verdicts.add("good", "Every byte that was read is accounted for.", "It is in the mail or in quarantine.");
  if (is_zone_missing(facts))
    verdicts.add(
        "warn", "No time zone was given.",
        "Dates show the wall clock of the post office, marked <code>-0000</code>; <code>--timezone</code> makes "
        "them exact.");
}

void append_totals(std::string& out, const Facts& facts) {
  append_tiles(out, facts);
  append_ledger(out, facts);
}

}  // namespace stages::html
