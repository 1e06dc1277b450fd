#include "stages/report/run_report.h"

#include <nlohmann/json.hpp>

#include "formats/json/json_text.h"
#include "stages/report/report_entries.h"
#include "stages/report/run_sums.h"

namespace stages {
namespace {

using Json = nlohmann::ordered_json;

// Names of files may be in any encoding.
void append(std::string& out, const Json& value) { out += value.dump(-1, ' ', false, Json::error_handler_t::replace); }

// An array with a line for each element.
class List {
 public:
  explicit List(std::string& out) : array_(out) {}

  void add(const Json& element) { append(array_.next() += '\n', element); }

 private:
  formats::json::Array array_;
};

Json entry_of(const ChecksumList& list) {
  using Why = UnmatchedChecksum::Why;
  Json entry;
  add_file(entry, list.file);
  entry["input"] = list.input;
  if (list.sha256.empty()) {
    entry["not_read"] = "too large for a list of checksums";
    return entry;
  }
  entry["sha256"] = list.sha256;
  entry["checksums"] = list.checksums;
  entry["of_exports"] = list.of_exports;
  for (const Why why : {Why::absent, Why::ambiguous, Why::no_export, Why::unread, Why::itself, Why::elsewhere})
    if (list.count(why) > 0) entry[std::string(name_of(why))] = list.count(why);
  if (list.strange_lines > 0) entry["lines_not_understood"] = list.strange_lines;
  if (list.unmatched.empty()) return entry;
  Json& others = entry["others"] = Json::array();
  for (const UnmatchedChecksum& checksum : list.unmatched) {
    Json other;
    add_file(other, checksum.file);
    other["why"] = name_of(checksum.why);
    other["kind"] = formats::hash::name_of(checksum.kind);
    other["wanted"] = checksum.wanted;
    if (!checksum.found.empty()) other["found"] = checksum.found;
    others.push_back(std::move(other));
  }
  return entry;
}

Json left_out(const LeftOut& file, const char* why) {
  Json entry;
  add_file(entry, file.file);
  entry[why] = file.why;
  return entry;
}

// What was settled without proof.
void add_guesses(List& guesses, const ReportedDump& dump) {
  const Survey& survey = dump.result->survey;
  const auto add = [&](const char* what, std::string_view value, const std::vector<std::string>& evidence) {
    guesses.add({{"file", dump.name.file},
                 {"input", dump.name.input},
                 {"what", what},
                 {"value", value},
                 {"evidence", evidence}});
  };
  if (!dump.code_page && survey.code_page.high_bytes > 0 && !survey.code_page.certain)
    add("codepage", formats::text::name_of(survey.code_page.page), survey.code_page.evidence);
  if (!dump.date_order && !survey.date_order.certain)
    add("date_order", formats::ccmail::to_string(survey.date_order.order), survey.date_order.evidence);
  if (!dump.files && !survey.files.certain)
    add("files", survey.files.bytes == FileBytes::hex ? "hex" : "raw", survey.files.evidence);
}

}  // namespace

nlohmann::ordered_json entry_of(const ReportedDump& dump) {
  Json entry = input_entry(dump.name, *dump.result);
  if (!dump.directory.empty()) entry["directory"] = dump.directory;
  if (dump.code_page) entry["codepage"] = {{"name", formats::text::name_of(*dump.code_page)}, {"told", true}};
  if (dump.date_order) entry["date_order"] = {{"order", formats::ccmail::to_string(*dump.date_order)}, {"told", true}};
  if (!dump.checksums.empty()) {
    Json& checksums = entry["checksums"] = Json::array();
    for (const InputChecksum& checksum : dump.checksums)
      checksums.push_back({{"list", checksum.list},
                           {"kind", formats::hash::name_of(checksum.kind)},
                           {"wanted", checksum.wanted},
                           {"found", checksum.found},
                           {"matches", checksum.matches()}});
    for (std::size_t i = 0; i < checksums.size(); ++i)
      if (!dump.checksums[i].listed_as.empty()) checksums[i]["listed_as"] = dump.checksums[i].listed_as;
  }
  if (!dump.told.empty()) entry["settings"] = Json::parse(dump.told);
  if (dump.files) entry["files"] = {{"bytes", *dump.files == FileBytes::hex ? "hex" : "raw"}, {"told", true}};
  return entry;
}

// Each entry is written as soon as it is made: a run may have tens of thousands of inputs.
std::string run_report(const ReportedRun& run, std::span<const FileSum> files) {
  const RunSums sums = sums_of(run);
  std::string out;
  {
    formats::json::Object report(out);
    report.key("settings") += run.settings;
    {
      List inputs(report.key("inputs"));
      for (const ReportedDump& dump : run.dumps)
        if (dump.result != nullptr) inputs.add(entry_of(dump));
    }
    {
      List failures(report.key("not_converted"));
      for (const LeftOut& file : run.failures) failures.add(left_out(file, "reason"));
      for (const ReportedDump& dump : run.dumps)
        if (dump.result == nullptr) {
          Json entry = left_out({dump.name.file, dump.failure}, "reason");
          entry["input"] = dump.name.input;
          failures.add(entry);
        }
    }
    {
      List others(report.key("no_exports"));
      for (const LeftOut& file : run.passed_over) others.add(left_out(file, "seems_to_be"));
    }
    if (!run.repeated.empty()) {
      List repeated(report.key("named_again"));
      for (const RepeatedInput& input : run.repeated) {
        Json entry;
        add_file(entry, input.file);
        entry["input"] = input.input;
        repeated.add(entry);
      }
    }
    if (!run.checksum_lists.empty()) {
      List lists(report.key("checksum_lists"));
      for (const ChecksumList& list : run.checksum_lists) lists.add(entry_of(list));
    }
    if (!run.unmatched.empty()) {
      List unmatched(report.key("settings_without_dump"));
      for (const std::string& file : run.unmatched) {
        Json entry;
        add_file(entry, file);
        unmatched.add(entry);
      }
    }
    append(report.key("messages"), {{"seen", sums.tally.messages},
                                    {"written", sums.written},
                                    {"repaired", sums.tally.repaired},
                                    {"quarantined", sums.tally.quarantined_messages},
                                    {"skipped", sums.tally.skipped_messages}});
    {
      List accounts(report.key("accounts"));
      for (const auto& [key, account] : sums.accounts) {
        Json entry;
        entry["account"] = account.name;
        if (!account.directory.empty()) entry["directory"] = account.directory;
        entry["messages"] = account.written;
        entry["attachments"] = account.tally.files;
        add_contents(entry, account.tally);
        accounts.add(entry);
      }
    }
    Json totals;
    add_attachments(totals, sums.tally);
    add_months(totals, sums.tally);
    for (const auto& [name, total] : totals.items()) append(report.key(name), total);
    append(report.key("skipped_folders"), Json(sums.tally.skipped));
    append(report.key("skipped_because"), Json(sums.tally.skipped_because));
    append(report.key("damage_by_kind"), Json(sums.damage));
    {
      formats::json::Object counts(report.key("counts"));
      for (const auto& [name, counter] : Tally::counters()) counts.number(name, sums.tally.*counter);
    }
    {
      List guesses(report.key("guesses"));
      for (const ReportedDump& dump : run.dumps)
        if (dump.result != nullptr) add_guesses(guesses, dump);
    }
    List list(report.key("files"));
    for (const FileSum& file : files) list.add({{"file", file.file}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  }
  return out + "\n";
}

}  // namespace stages
