#include "stages/report/report_entries.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "formats/hash/hex_digits.h"
#include "formats/text/utf8.h"

namespace stages {
namespace {

using Json = nlohmann::ordered_json;

std::string_view basis_of(formats::ccmail::DateOrderBasis basis) {
  switch (basis) {
    case formats::ccmail::DateOrderBasis::dates:
      return "dates";
    case formats::ccmail::DateOrderBasis::chronology:
      return "chronology";
    case formats::ccmail::DateOrderBasis::nothing:
      break;
  }
  return "nothing";
}

}  // namespace

void add_file(nlohmann::ordered_json& entry, const std::string& file) {
  entry["file"] = file;
  if (formats::text::is_well_formed(file)) return;
  std::string digits;
  formats::hash::append_hex_digits(digits, file);
  entry["file_bytes"] = digits;
}

void add_dates(nlohmann::ordered_json& entry, const DateRange& dates) {
  if (dates.empty()) return;
  const auto iso = [](std::int64_t moment) {
    return formats::ccmail::format_iso(formats::ccmail::from_unix_seconds(moment));
  };
  entry["first_date"] = iso(dates.first);
  entry["last_date"] = iso(dates.last);
}

void add_contents(nlohmann::ordered_json& entry, const Tally& tally) {
  Json& folders = entry["folders"] = Json::object();
  Json dates = Json::object();
  for (const auto& [name, facts] : tally.folders) {
    folders[name] = facts.messages;
    if (!facts.dates.empty()) add_dates(dates[name] = Json::object(), facts.dates);
  }
  entry["folder_dates"] = std::move(dates);
  add_dates(entry, tally.dates);
  add_months(entry, tally);
  add_attachments(entry, tally);
}

void add_months(nlohmann::ordered_json& entry, const Tally& tally) {
  Json& months = entry["months"] = Json::object();
  for (const MonthFacts& facts : tally.months) {
    std::array<char, 16> name{};
    std::snprintf(name.data(), name.size(), "%04d-%02d", facts.month / 12, facts.month % 12 + 1);
    months[name.data()] = facts.messages;
  }
}

void add_attachments(nlohmann::ordered_json& entry, const Tally& tally) {
  Json& counts = entry["attachments_by_type"] = Json::object();
  Json bytes = Json::object();
  for (const auto& [type, facts] : tally.types) {
    counts[type] = facts.files;
    bytes[type] = facts.bytes;
  }
  entry["attachment_bytes_by_type"] = std::move(bytes);
}

nlohmann::ordered_json input_entry(const DumpName& name, const DumpResult& result) {
  Json entry;
  add_file(entry, name.file);
  entry["input"] = name.input;
  entry["account"] = name.account;
  entry["bytes"] = result.dump.bytes;
  entry["sha256"] = result.dump.sha256;
  entry["container"] = {{"kind", name_of(result.dump.stored.container)},
                        {"bytes", result.dump.stored.bytes},
                        {"sha256", result.dump.stored.sha256}};
  if (!result.dump.ended_early.empty()) entry["ended_early"] = result.dump.ended_early;
  // Without messages there is none to be learned.
  entry["dialect"] = result.tally.messages > 0 ? Json(result.survey.dialect.describe()) : Json(nullptr);
  const auto& page = result.survey.code_page;
  entry["codepage"] = {{"name", formats::text::name_of(page.page)},
                       {"certain", page.certain},
                       {"evidence", page.evidence},
                       {"bytes_beyond_ascii", page.high_bytes}};
  const auto& order = result.survey.date_order;
  entry["date_order"] = {{"order", formats::ccmail::to_string(order.order)},
                         {"certain", order.certain},
                         {"basis", basis_of(order.basis)},
                         {"evidence", order.evidence}};
  entry["files"] = {{"bytes", result.survey.files.bytes == FileBytes::hex ? "hex" : "raw"},
                    {"certain", result.survey.files.certain}};
  Json accounted;
  for (const auto& [kind, sum_name] : byte_kind_names) accounted[std::string(sum_name)] = result.ledger.sum(kind);
  entry["accounted"] = std::move(accounted);
  entry["messages"] = {{"seen", result.tally.messages},
                       {"written", result.written},
                       {"repaired", result.tally.repaired},
                       {"quarantined", result.tally.quarantined_messages},
                       {"skipped", result.tally.skipped_messages}};
  add_contents(entry, result.tally);
  if (!result.tally.large.empty()) {
    Json& large = entry["large_messages"] = Json::array();
    for (const LargeMessage& message : result.tally.large)
      large.push_back({{"offset", message.offset}, {"bytes", message.bytes}, {"folder", message.folder}});
  }
  return entry;
}

}  // namespace stages
