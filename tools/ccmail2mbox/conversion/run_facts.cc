#include "tools/ccmail2mbox/conversion/run_facts.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "formats/ccmail/date.h"
#include "formats/hash/hex_digits.h"
#include "formats/text/utf8.h"
#include "tools/ccmail2mbox/conversion/custody.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"

namespace tools {
namespace {

std::string hex_of(const std::string& bytes) {
  std::string digits;
  formats::hash::append_hex_digits(digits, bytes);
  return digits;
}

}  // namespace

std::string utc(std::chrono::system_clock::time_point time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
  return formats::ccmail::format_iso(formats::ccmail::from_unix_seconds(seconds)) + "Z";
}

RunFacts::RunFacts(const Options& options) : options_(options), started_(std::chrono::system_clock::now()) {}

std::string RunFacts::finished(const Outcome& outcome, const stages::ReportedRun& run) const {
  const std::string now = utc(std::chrono::system_clock::now());
  nlohmann::ordered_json facts;
  facts["program"] = "ccmail2mbox";
  facts["version"] = version();
  facts["started"] = utc(started_);
  facts["finished"] = now;
  facts["inputs"] = options_.inputs;
  if (!std::all_of(options_.inputs.begin(), options_.inputs.end(), formats::text::is_well_formed)) {
    nlohmann::ordered_json& bytes = facts["inputs_bytes"] = nlohmann::ordered_json::array();
    for (const std::string& input : options_.inputs) bytes.push_back(hex_of(input));
  }
  std::error_code none;
  const std::string directory = std::filesystem::current_path(none).string();
  facts["working_directory"] = directory;
  if (!formats::text::is_well_formed(directory)) facts["working_directory_bytes"] = hex_of(directory);
  facts["output"] = options_.output;
  facts["jobs"] = options_.jobs;
  if (!options_.who.empty()) facts["operator"] = options_.who;
  if (!options_.reason.empty()) facts["reason"] = options_.reason;
  facts["exit_status"] = outcome.exit_status;
  facts["root_sha256"] = outcome.root_hash;
  facts["checksum_lists"] = nlohmann::ordered_json::array();
  for (const stages::ChecksumList& list : run.checksum_lists)
    facts["checksum_lists"].push_back({{"file", list.file}, {"input", list.input}, {"sha256", list.sha256}});
  facts["events"] = events_of(options_, run, {utc(started_), now, outcome.root_hash});
  facts["plan"] = nlohmann::ordered_json::parse(outcome.plan);
  // Paths may be in any encoding; JSON is UTF-8.
  return facts.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::optional<std::string> told_otherwise(const std::string& facts, const Options& options) {
  using Json = nlohmann::ordered_json;
  const Json parsed = Json::parse(facts, nullptr, false);
  if (!parsed.is_object()) return std::nullopt;
  const auto differs = [&](const char* name, const std::string& value) {
    const auto told = parsed.find(name);
    const Json before = told == parsed.end() ? Json("") : *told;
    return !value.empty() && before.dump() != Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
  };
  if (differs("operator", options.who)) return "its records name another --operator";
  if (differs("reason", options.reason)) return "its records have another --reason";
  return std::nullopt;
}

int exit_status_in(const std::string& facts) {
  const auto parsed = nlohmann::ordered_json::parse(facts, nullptr, false);
  return parsed.is_object() ? parsed.value("exit_status", static_cast<int>(exit_ok)) : static_cast<int>(exit_ok);
}

}  // namespace tools
