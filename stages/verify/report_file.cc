#include "stages/verify/report_file.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace stages::verify {
namespace {

using Json = nlohmann::json;

Finding open_ledger(std::string what, std::uint64_t wanted, std::uint64_t found) {
  return {.kind = FindingKind::ledger_is_open,
          .what = std::move(what),
          .wanted = std::to_string(wanted),
          .found = std::to_string(found)};
}

ReportedInput input_of(const Json& entry, std::vector<Finding>& faults) {
  ReportedInput input;
  entry.at("file").get_to(input.file);
  entry.at("input").get_to(input.input);
  entry.at("bytes").get_to(input.bytes);
  entry.at("sha256").get_to(input.sha256);
  const Json& container = entry.at("container");
  container.at("kind").get_to(input.container);
  container.at("bytes").get_to(input.stored_bytes);
  container.at("sha256").get_to(input.stored_sha256);
  entry.at("codepage").at("name").get_to(input.code_page);
  const Json& messages = entry.at("messages");
  messages.at("written").get_to(input.written);
  input.ended_early = entry.contains("ended_early");
  std::uint64_t sum = 0;
  for (const Json& bytes : entry.at("accounted")) sum += bytes.get<std::uint64_t>();
  if (sum != input.bytes) faults.push_back(open_ledger("bytes of " + input.file, input.bytes, sum));
  const auto placed =
      input.written + messages.at("quarantined").get<std::uint64_t>() + messages.at("skipped").get<std::uint64_t>();
  const auto seen = messages.at("seen").get<std::uint64_t>();
  if (placed != seen) faults.push_back(open_ledger("messages of " + input.file, seen, placed));
  return input;
}

}  // namespace

tl::expected<ResultReport, std::string> parse_report(std::string_view json, std::vector<Finding>& faults) {
  const Json whole = Json::parse(json, nullptr, false);
  if (whole.is_discarded()) return tl::unexpected(std::string("it is no JSON"));
  try {
    ResultReport report;
    const Json& settings = whole.at("settings");
    settings.at("join_texts").get_to(report.join_texts);
    report.maildir = settings.at("format") == "maildir";
    whole.at("messages").at("written").get_to(report.written);
    std::uint64_t written = 0;
    for (const Json& entry : whole.at("inputs")) {
      report.inputs.push_back(input_of(entry, faults));
      written += report.inputs.back().written;
    }
    if (written != report.written) faults.push_back(open_ledger("messages of all inputs", report.written, written));
    for (const Json& entry : whole.at("accounts"))
      report.accounts.push_back({entry.at("directory").get<std::string>(), entry.at("messages").get<std::uint64_t>()});
    return report;
  } catch (const Json::exception& error) {
    return tl::unexpected(std::string(error.what()));
  }
}

tl::expected<RunRecord, std::string> parse_run(std::string_view json) {
  const Json whole = Json::parse(json, nullptr, false);
  if (!whole.is_object()) return tl::unexpected(std::string("it is no JSON object"));
  try {
    RunRecord run;
    whole.at("root_sha256").get_to(run.root_sha256);
    whole.at("inputs").get_to(run.inputs);
    run.directory = whole.value("working_directory", std::string());
    return run;
  } catch (const Json::exception& error) {
    return tl::unexpected(std::string(error.what()));
  }
}

}  // namespace stages::verify
