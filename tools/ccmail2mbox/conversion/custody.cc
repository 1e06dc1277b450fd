#include "tools/ccmail2mbox/conversion/custody.h"

#include <sys/stat.h>

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

#include "formats/ccmail/date.h"
#include "stages/custody/source_copy.h"
#include "tools/ccmail2mbox/conversion/run_facts.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

using Json = nlohmann::ordered_json;

std::string program() { return std::string("ccmail2mbox ") + version(); }

// When the part of a dump became whole, which may have been in an earlier run.
std::string converted_at(const stages::ReportedDump& dump, const std::string& otherwise) {
  struct stat status {};
  if (dump.part.empty() || ::stat((dump.part / "result.json").c_str(), &status) != 0) return otherwise;
  return utc(std::chrono::system_clock::from_time_t(status.st_mtime));
}

std::string day_of(std::int64_t moment) {
  constexpr std::size_t length_of_a_day = 10;  // 2001-02-03
  return formats::ccmail::format_iso(formats::ccmail::from_unix_seconds(moment)).substr(0, length_of_a_day);
}

}  // namespace

std::string source_directory() {
  return std::string(stages::payload_directory) + "/" + std::string(stages::source_name);
}

void copy_sources(const FoundDumps& found, const RunResult& run, const std::filesystem::path& directory) {
  for (std::size_t i = 0; i < found.dumps.size(); ++i) {
    const Dump& dump = found.dumps[i];
    const auto& result = run.dumps[i].result;
    stages::copy_source({dump.path, dump.name, dump.input, result ? result->dump.stored.sha256 : std::string()},
                        directory);
  }
}

stages::BagInfo bag_info(const Options& options, const stages::ReportedRun& run, const stages::Payload& payload) {
  stages::Tally tally;
  std::uint64_t written = 0;
  std::set<std::string> accounts;
  std::uint64_t dumps = 0;
  for (const stages::ReportedDump& dump : run.dumps) {
    if (dump.result == nullptr) continue;
    ++dumps;
    tally += dump.result->tally;
    written += dump.result->written;
    accounts.insert(dump.name.account);
  }
  stages::BagInfo info;
  if (!options.who.empty()) info.emplace_back("Contact-Name", options.who);
  if (!options.reason.empty()) info.emplace_back("External-Description", options.reason);
  constexpr std::size_t length_of_a_day = 10;
  info.emplace_back("Bagging-Date", utc(std::chrono::system_clock::now()).substr(0, length_of_a_day));
  info.emplace_back("Payload-Oxum", std::to_string(payload.bytes) + "." + std::to_string(payload.files));
  info.emplace_back("Bag-Size", human_size(payload.bytes));
  info.emplace_back("Bag-Software-Agent", program());
  for (const std::string& account : accounts) info.emplace_back("Account", account);
  info.emplace_back("Export-Count", std::to_string(dumps));
  info.emplace_back("Message-Count", std::to_string(written));
  info.emplace_back("Attachment-Count", std::to_string(tally.files));
  if (!tally.dates.empty()) {
    info.emplace_back("First-Message-Date", day_of(tally.dates.first));
    info.emplace_back("Last-Message-Date", day_of(tally.dates.last));
  }
  return info;
}

nlohmann::ordered_json events_of(const Options& options, const stages::ReportedRun& run, const RunTimes& times) {
  Json events = Json::array();
  const auto add = [&](const char* type, const std::string& when, const std::string& object, const std::string& detail,
                       const std::string& outcome) {
    Json event;
    event["eventType"] = type;
    event["eventDateTime"] = when;
    event["eventDetail"] = detail;
    event["eventOutcome"] = outcome;
    if (!object.empty()) event["linkingObjectIdentifier"] = object;
    event["linkingAgentIdentifier"] =
        options.who.empty() ? Json::array({program()}) : Json::array({program(), options.who});
    events.push_back(std::move(event));
  };
  for (const stages::ChecksumList& list : run.checksum_lists) {
    for (const stages::UnmatchedChecksum& checksum : list.unmatched)
      if (checksum.is_fault() || checksum.why == stages::UnmatchedChecksum::Why::no_export)
        add("fixity check", times.finished, checksum.file,
            std::string(formats::hash::name_of(checksum.kind)) + " in " + list.file,
            checksum.is_fault() ? "fail: " + std::string(name_of(checksum.why)) : "pass");
  }
  for (const stages::ReportedDump& dump : run.dumps) {
    const std::string& file = dump.name.file;
    for (const stages::InputChecksum& checksum : dump.checksums)
      add("fixity check", times.finished, file,
          std::string(formats::hash::name_of(checksum.kind)) + " in " + checksum.list,
          checksum.matches() ? "pass" : "fail");
    if (dump.result == nullptr) {
      add("migration", times.finished, file, "cc:Mail export to mail", "fail: " + dump.failure);
      continue;
    }
    const std::string when = converted_at(dump, times.finished);
    add("message digest calculation", when, file, "sha256 of the file as stored", dump.result->dump.stored.sha256);
    add("migration", when, file, "cc:Mail export to mail in " + dump.directory,
        std::to_string(dump.result->written) + " of " + std::to_string(dump.result->tally.messages) + " messages");
    if (const std::uint64_t bytes = dump.result->ledger.sum(stages::ByteKind::quarantine); bytes > 0)
      add("quarantine", when, file, "bytes that belong to no message", std::to_string(bytes) + " bytes");
  }
  if (options.bag) add("information package creation", times.finished, {}, "BagIt (RFC 8493)", "success");
  add("message digest calculation", times.finished, "SHA256SUMS", "sha256: stands for the whole result",
      times.root_hash);
  return events;
}

}  // namespace tools
