#include "tools/ccmail2mbox/commands/inspect_json.h"

#include <nlohmann/json.hpp>

#include "formats/text/code_page.h"
#include "stages/damage_text.h"
#include "stages/report/report_entries.h"
#include "stages/report/run_report.h"
#include "tools/ccmail2mbox/conversion/reported.h"
#include "tools/ccmail2mbox/options/command_line.h"

namespace tools {
namespace {

using Json = nlohmann::ordered_json;

// Names of files may be in any encoding.
std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json owner_of(const stages::OwnerGuess& guess) {
  Json owner;
  owner["name"] = nullptr;
  if (guess.owner) {
    owner["name"] = guess.owner->name;
    owner["post_office"] = guess.owner->post_office;
    owner["received"] = guess.owner->received;
    owner["sent"] = guess.owner->sent;
  }
  owner["of_received"] = guess.received;
  owner["of_sent"] = guess.sent;
  return owner;
}

Json labels_of(const Dump& dump, const stages::DumpResult& result) {
  const auto page = dump.reading.code_page.value_or(result.survey.code_page.page);
  Json labels = Json::array();
  for (const stages::UnknownLabel& label : result.unknown_labels.labels)
    labels.push_back(
        {{"label", formats::text::to_utf8(page, label.name)}, {"count", label.count}, {"offset", label.offset}});
  return labels;
}

Json damage_of(const stages::DumpResult& result, bool contents) {
  Json list = Json::array();
  for (const stages::DamageEntry& entry : result.damage.entries()) {
    const stages::Damage& damage = entry.damage;
    Json one;
    one["kind"] = name_of(damage.kind);
    one["offset"] = damage.offset;
    one["length"] = damage.length;
    one["what"] = contents ? damage.what : stages::damage_text::without_excerpt(damage.kind, damage.what);
    if (!damage.excerpt.empty()) one["excerpt"] = damage.excerpt;
    if (entry.more > 0) {
      one["more"] = entry.more;
      one["last_offset"] = entry.last_offset;
    }
    list.push_back(std::move(one));
  }
  return list;
}

Json counts_of(const stages::Tally& tally) {
  Json counts;
  for (const auto& [name, counter] : stages::Tally::counters()) counts[name] = tally.*counter;
  return counts;
}

}  // namespace

std::string inspect_json_begin() {
  return R"({"program":"ccmail2mbox","version":")" + std::string(version()) + "\",\n\"dumps\":[";
}

std::string inspect_json_dump(const Dump& dump, const Inspected& inspected, bool first, bool contents) {
  Json entry;
  if (inspected.converted.result) {
    const stages::DumpResult& result = *inspected.converted.result;
    entry = stages::entry_of(reported_dump(dump, inspected.converted));
    entry["owner"] = owner_of(inspected.owner);
    entry["unknown_labels"] = labels_of(dump, result);
    entry["unknown_labels_not_listed"] = result.unknown_labels.others;
    entry["damage"] = damage_of(result, contents);
    entry["damage_count"] = result.damage.count();
    entry["damage_by_kind"] = result.damage_by_kind;
    entry["counts"] = counts_of(result.tally);
    entry["ledger_closes"] = result.closes();
  } else {
    stages::add_file(entry, dump.name);
    entry["input"] = dump.input;
    entry["account"] = dump.account;
    entry["not_read"] = inspected.converted.reason;
  }
  return (first ? "\n" : ",\n") + text_of(entry);
}

std::string inspect_json_end(const FoundDumps& found, const InspectTotals& totals) {
  Json failures = Json::array();
  for (const NotFound& input : found.failures) failures.push_back({{"file", input.name}, {"reason", input.reason}});
  Json others = Json::array();
  for (const PassedOver& file : found.passed_over)
    others.push_back({{"file", file.name}, {"seems_to_be", file.seems_to_be}});
  Json sums;
  sums["dumps"] = totals.dumps;
  sums["bytes"] = totals.bytes;
  sums["messages"] = {{"seen", totals.tally.messages},
                      {"written", totals.written},
                      {"repaired", totals.tally.repaired},
                      {"quarantined", totals.tally.quarantined_messages}};
  sums["quarantined_bytes"] = totals.quarantined_bytes;
  stages::add_contents(sums, totals.tally);
  sums["damage_by_kind"] = totals.damage;
  sums["counts"] = counts_of(totals.tally);
  return "\n],\n\"not_found\":" + text_of(failures) + ",\n\"no_exports\":" + text_of(others) +
         ",\n\"totals\":" + text_of(sums) + "}\n";
}

}  // namespace tools
