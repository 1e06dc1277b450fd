#include "tools/ccmail2mbox/commands/inspect_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "formats/text/code_page.h"
#include "stages/output_error.h"
#include "tools/ccmail2mbox/commands/inspect.h"
#include "tools/ccmail2mbox/commands/inspect_json.h"
#include "tools/ccmail2mbox/commands/inspect_text.h"
#include "tools/ccmail2mbox/commands/printing.h"
#include "tools/ccmail2mbox/dumps/checksum_lists.h"
#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/options/input_options.h"
#include "tools/ccmail2mbox/options/settings_proposal.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

constexpr const char* command = "inspect";

constexpr const char* description =
    "Reads exports to their end, writes no mail, and tells what is in them: how each\n"
    "was read and by what evidence, folders, dates, attachments, what is damaged.";

Manual manual() {
  Manual manual;
  manual.summary = "tells what is in exports, without converting them";
  manual.examples = {{"ccmail2mbox inspect export/", ""},
                     {"ccmail2mbox inspect --json smith.exp | jq '.dumps[0].codepage'", ""},
                     {"ccmail2mbox inspect --write-settings mail.toml export/",
                      "then correct mail.toml, and convert with --settings mail.toml"}};
  manual.exit_status = {{"0", "every byte has its place"},
                        {"1",
                         "some bytes belong to no message, or a file that a list of checksums beside the exports "
                         "names is missing or has changed"},
                        {"2", "usage"},
                        {"3", "an input cannot be read"},
                        {"4", "the output cannot be written"},
                        {"5", "the ledger does not close"},
                        {"130, 143", "interrupted, terminated"}};
  manual.everyday = {"--json", "--verbose", "--write-settings", "--codepage", "--timezone", "--help", "--help-all"};
  return manual;
}

struct Arguments {
  InputOptions input;
  InspectOptions inspect;
  bool json = false;
  bool verbose = false;
  std::string settings;  // the file to write; empty for none
};

// What --write-settings gathers and writes.
class Proposal {
 public:
  explicit Proposal(const Arguments& arguments) : arguments_(arguments) {}

  void add(const Dump& dump, const Inspected& inspected) {
    if (arguments_.settings.empty() || !inspected.converted.result) return;
    const stages::DumpResult& result = *inspected.converted.result;
    const std::string& labels = arguments_.input.labels;
    ProposedDump proposed;
    proposed.file = dump.name;
    proposed.path = absolute(dump.path);
    proposed.account = dump.account;
    proposed.told = dump.reading;
    if (!labels.empty()) proposed.labels = absolute(labels);
    proposed.survey = result.survey;
    proposed.messages = result.written;
    proposed.dates = result.tally.dates;
    const auto page = dump.reading.code_page.value_or(result.survey.code_page.page);
    for (const stages::UnknownLabel& label : result.unknown_labels.labels)
      proposed.unknown_labels.push_back({formats::text::to_utf8(page, label.name), label.count, label.offset});
    proposed.post_offices = inspected.post_offices;
    dumps_.push_back(std::move(proposed));
  }

  // Throws stages::OutputError, also where the file is there already.
  void write() const {
    if (arguments_.settings.empty()) return;
    const std::string text = settings_text(dumps_);
    if (arguments_.settings == "-") {
      print_text(text);
      return;
    }
    const auto fail = [&] { throw stages::OutputError(arguments_.settings, errno); };
    std::FILE* const file = std::fopen(arguments_.settings.c_str(), "wxe");
    if (file == nullptr) fail();
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    if (std::fclose(file) != 0 || !written) fail();
  }

 private:
  static std::string absolute(const std::string& path) {
    std::error_code error;
    const auto result = std::filesystem::absolute(path, error);
    return error ? path : result.string();
  }

  const Arguments& arguments_;
  std::vector<ProposedDump> dumps_;
};

// The gravest of all dumps.
class Status {
 public:
  void add(const Inspected& inspected) {
    const Converted& converted = inspected.converted;
    const auto& result = converted.result;
    ledger_ = ledger_ || converted.failed_by_us || (result && !result->closes());
    input_ = input_ || !result || !result->dump.ended_early.empty();
    quarantined_ = quarantined_ || (result && result->ledger.sum(stages::ByteKind::quarantine) > 0) ||
                   std::any_of(converted.checksums.begin(), converted.checksums.end(),
                               [](const stages::InputChecksum& checksum) { return !checksum.matches(); });
  }
  [[nodiscard]] int code(const FoundDumps& found, std::span<const stages::ChecksumList> lists) const {
    if (ledger_) return exit_ledger;
    if (input_ || !found.failures.empty()) return exit_input;
    return quarantined_ || has_fault(lists) ? exit_quarantined : exit_ok;
  }

 private:
  bool ledger_ = false;
  bool input_ = false;
  bool quarantined_ = false;
};

void complain(const FoundDumps& found, std::span<const stages::ChecksumList> lists) {
  std::fputs(faults_of(lists).c_str(), stderr);
  for (const NotFound& input : found.failures) print_complaint(command, input.text);
}

int inspect_as_text(const Arguments& arguments, const FoundDumps& found, pipeline::Cancel& cancel) {
  const bool only_settings = arguments.settings == "-";
  Proposal proposal(arguments);
  const InspectText text(arguments.verbose, arguments.inspect.contents);
  InspectTotals totals;
  Status status;
  const auto lists = inspect(
      arguments.inspect, arguments.input, found,
      [&](std::size_t number, const Inspected& inspected) {
        if (!only_settings) print_text(text.block(found.dumps[number], inspected) + "\n");
        proposal.add(found.dumps[number], inspected);
        if (!inspected.converted.result) print_complaint(command, inspected.converted.failure);
        totals.add(inspected);
        status.add(inspected);
      },
      cancel);
  proposal.write();
  complain(found, lists);
  if (only_settings) return status.code(found, lists);
  for (const PassedOver& file : found.passed_over)
    print_text(printable(file.path) + ": no export; seems to be " + file.seems_to_be + "\n");
  for (const std::string& note : found.notes) print_text(printable(note) + "\n");
  if (found.dumps.size() != 1 || !found.passed_over.empty()) print_text(totals.text());
  return status.code(found, lists);
}

int inspect_as_json(const Arguments& arguments, const FoundDumps& found, pipeline::Cancel& cancel) {
  InspectTotals totals;
  Status status;
  Proposal proposal(arguments);
  print_text(inspect_json_begin());
  const auto lists = inspect(
      arguments.inspect, arguments.input, found,
      [&](std::size_t number, const Inspected& inspected) {
        proposal.add(found.dumps[number], inspected);
        print_text(inspect_json_dump(found.dumps[number], inspected, number == 0, arguments.inspect.contents));
        if (!inspected.converted.result) print_complaint(command, inspected.converted.failure);
        totals.add(inspected);
        status.add(inspected);
      },
      cancel);
  print_text(inspect_json_end(found, totals));
  proposal.write();
  complain(found, lists);
  return status.code(found, lists);
}

class Line {
 public:
  Line() : app_(description, "ccmail2mbox inspect") {
    arguments_.inspect.jobs = std::max(1U, std::thread::hardware_concurrency());
    constexpr const char* group = "What it tells";
    app_.add_flag("--json", arguments_.json, "one JSON document, for programs")->group(group);
    app_.add_flag("-v,--verbose", arguments_.verbose, "lists all folders, types, labels and damage")->group(group);
    app_.add_flag("--log-content", arguments_.inspect.contents,
                  "excerpts and dates of damaged messages as they stand; without it labels alone are shown")
        ->group(group);
    app_.add_option("-j,--jobs", arguments_.inspect.jobs, "exports read side by side (default: the cores)")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1024}))
        ->group(group);
    require_value(*app_.add_option("--write-settings", arguments_.settings,
                                   "proposes settings for all of them, for a person to correct and --settings to read; "
                                   "FILE must not exist; - prints them instead")
                       ->type_name("FILE")
                       ->group(group),
                  "the name of a file");
    input_.add_to(app_);
    format_help(app_, manual());
  }

  [[nodiscard]] CLI::App& app() { return app_; }
  [[nodiscard]] const Arguments& arguments() const { return arguments_; }
  [[nodiscard]] std::optional<std::string> settle() {
    arguments_.inspect.post_offices = !arguments_.settings.empty();
    if (arguments_.settings == "-" && arguments_.json)
      return "--write-settings - and --json cannot share standard output";
    std::error_code none;
    const bool there = std::filesystem::exists(std::filesystem::symlink_status(arguments_.settings, none));
    if (arguments_.inspect.post_offices && there)
      return "--write-settings: " + printable(arguments_.settings) + " is there already";
    return input_.settle();
  }

 private:
  Arguments arguments_;
  InputGroup input_{arguments_.input};
  CLI::App app_;
};

}  // namespace

void describe_inspect(const DescriptionUser& use) {
  Line line;
  use(line.app());
}

int run_inspect(int argc, const char* const* argv, const StandardStreams& streams) {
  Line line;
  if (const auto answer = parse(line.app(), argc, argv)) return print(*answer);
  if (const auto mistake = line.settle()) return print(usage_mistake(line.app(), *mistake));
  const Arguments& arguments = line.arguments();
  const auto& inputs = arguments.input.inputs;
  if (!streams.input && std::count(inputs.begin(), inputs.end(), "-") > 0) {
    print_complaint(command, "standard input is closed");
    return exit_input;
  }
  return run_printing(command, streams, [&](pipeline::Cancel& cancel) {
    const FoundDumps found = find_dumps(arguments.input, cancel);
    return arguments.json ? inspect_as_json(arguments, found, cancel) : inspect_as_text(arguments, found, cancel);
  });
}

}  // namespace tools
