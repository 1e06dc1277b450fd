#include "stages/verify/report_file.h"

#include <simdjson.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "formats/hash/hex_digits.h"

namespace stages::verify {
namespace {

namespace ondemand = simdjson::ondemand;

Finding open_ledger(std::string what, std::uint64_t wanted, std::uint64_t found) {
  return {.kind = FindingKind::ledger_is_open,
          .what = std::move(what),
          .wanted = std::to_string(wanted),
          .found = std::to_string(found)};
}

std::string text_of(ondemand::object& from, std::string_view name) {
  return std::string(std::string_view(from[name].get_string()));
}

std::uint64_t number_of(ondemand::object& from, std::string_view name) { return from[name].get_uint64(); }

// Members are asked for in the order in which they stand there: that is what makes it fast.
ReportedInput input_of(ondemand::object entry, std::vector<Finding>& faults) {
  ReportedInput input;
  input.file = text_of(entry, "file");
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  if (input.file.find(replacement) != std::string::npos) {  // the name may be no text: the bytes stand behind it
    std::string_view digits;
    if (entry["file_bytes"].get_string().get(digits) == simdjson::SUCCESS)
      input.file = formats::hash::bytes_of_hex_digits(digits).value_or(input.file);
  }
  input.input = number_of(entry, "input");
  input.bytes = number_of(entry, "bytes");
  input.sha256 = text_of(entry, "sha256");
  ondemand::object container = entry["container"];
  input.container = text_of(container, "kind");
  input.stored_bytes = number_of(container, "bytes");
  input.stored_sha256 = text_of(container, "sha256");
  ondemand::object code_page = entry["codepage"];
  input.code_page = text_of(code_page, "name");
  std::uint64_t sum = 0;
  for (auto part : entry["accounted"].get_object()) sum += part.value().get_uint64();
  if (sum != input.bytes) faults.push_back(open_ledger("bytes of " + input.file, input.bytes, sum));
  ondemand::object messages = entry["messages"];
  const std::uint64_t seen = number_of(messages, "seen");
  input.written = number_of(messages, "written");
  const std::uint64_t placed = input.written + number_of(messages, "quarantined") + number_of(messages, "skipped");
  if (placed != seen) faults.push_back(open_ledger("messages of " + input.file, seen, placed));
  return input;
}

}  // namespace

tl::expected<ResultReport, std::string> parse_report(std::string json, std::vector<Finding>& faults) {
  try {
    const std::size_t length = json.size();
    json.resize(length + simdjson::SIMDJSON_PADDING);
    ondemand::parser parser;
    ondemand::document whole = parser.iterate(json.data(), length, json.size());
    ResultReport report;
    ondemand::object settings = whole["settings"];
    report.maildir = text_of(settings, "format") == "maildir";
    report.join_texts = settings["join_texts"].get_bool();
    std::uint64_t written = 0;
    for (ondemand::object entry : whole["inputs"].get_array()) {
      report.inputs.push_back(input_of(entry, faults));
      written += report.inputs.back().written;
    }
    report.written = whole["messages"]["written"].get_uint64();
    if (written != report.written) faults.push_back(open_ledger("messages of all inputs", report.written, written));
    for (ondemand::object entry : whole["accounts"].get_array()) {
      ReportedAccount& account = report.accounts.emplace_back();
      account.directory = text_of(entry, "directory");
      account.messages = number_of(entry, "messages");
    }
    return report;
  } catch (const simdjson::simdjson_error& error) {
    return tl::unexpected(std::string(error.what()));
  }
}

tl::expected<RunRecord, std::string> parse_run(std::string_view json) {
  const nlohmann::json whole = nlohmann::json::parse(json, nullptr, false);
  if (!whole.is_object()) return tl::unexpected(std::string("it is no JSON object"));
  try {
    RunRecord run;
    whole.at("root_sha256").get_to(run.root_sha256);
    whole.at("inputs").get_to(run.inputs);
    run.directory = whole.value("working_directory", std::string());
    const auto take_bytes = [](std::string& name, const std::string& digits) {
      if (!digits.empty()) name = formats::hash::bytes_of_hex_digits(digits).value_or(name);
    };
    take_bytes(run.directory, whole.value("working_directory_bytes", std::string()));
    const auto bytes = whole.value("inputs_bytes", std::vector<std::string>());
    for (std::size_t i = 0; i < std::min(bytes.size(), run.inputs.size()); ++i) take_bytes(run.inputs[i], bytes[i]);
    return run;
  } catch (const nlohmann::json::exception& error) {
    return tl::unexpected(std::string(error.what()));
  }
}

}  // namespace stages::verify
