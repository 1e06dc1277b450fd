#include "tools/ccmail2mbox/reported.h"

#include <cstddef>

#include "stages/write/account_directories.h"
#include "tools/ccmail2mbox/settings.h"

namespace tools {

stages::DumpName name_of(const Dump& dump) { return {dump.account, dump.name, dump.input}; }

std::vector<std::string> directories_of(const FoundDumps& found) {
  std::vector<std::string> accounts;
  accounts.reserve(found.dumps.size());
  for (const Dump& dump : found.dumps) accounts.push_back(dump.account);
  return stages::account_directories(accounts);
}

stages::ReportedRun reported_run(const Options& options, const FoundDumps& found, const RunResult& run) {
  stages::ReportedRun reported;
  reported.settings = settings_json(options);
  for (std::size_t i = 0; i < found.dumps.size(); ++i) {
    const Converted& converted = run.dumps[i];
    stages::ReportedDump dump;
    dump.name = name_of(found.dumps[i]);
    dump.result = converted.result ? &*converted.result : nullptr;
    dump.failure = converted.reason;
    dump.code_page = options.code_page;
    dump.date_order = options.date_order;
    dump.files = options.files;
    reported.dumps.push_back(std::move(dump));
  }
  for (const PassedOver& file : found.passed_over) reported.passed_over.push_back({file.name, file.seems_to_be});
  for (const NotFound& input : found.failures) reported.failures.push_back({input.name, input.reason});
  return reported;
}

}  // namespace tools
