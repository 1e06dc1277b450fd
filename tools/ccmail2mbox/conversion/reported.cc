#include "tools/ccmail2mbox/conversion/reported.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>

#include "stages/custody/bag.h"
#include "stages/write/account_directories.h"
#include "tools/ccmail2mbox/conversion/settings.h"

namespace tools {

stages::DumpName name_of(const Dump& dump) { return {dump.account, dump.name, dump.input}; }

std::vector<std::string> directories_of(const Options& options, const FoundDumps& found) {
  // What an account is called does not depend on which accounts are converted.
  const std::vector<std::string> all = stages::account_directories(found.accounts);
  std::map<std::string, std::string> by_account;
  for (std::size_t i = 0; i < all.size(); ++i) by_account.emplace(found.accounts[i], all[i]);
  std::vector<std::string> directories;
  directories.reserve(found.dumps.size());
  for (const Dump& dump : found.dumps) directories.push_back(by_account.at(dump.account));
  if (options.bag)
    for (std::string& directory : directories) directory.insert(0, std::string(stages::payload_directory) + "/");
  return directories;
}

namespace {

bool has_settings(const Dump& dump) {
  const Reading::By& by = dump.reading.by;
  const std::array told{by.code_page, by.date_order, by.zone, by.files, by.labels};
  return dump.has_settings || std::find(told.begin(), told.end(), ToldBy::defaults) != told.end();
}

}  // namespace

stages::ReportedDump reported_dump(const Dump& dump, const Converted& converted) {
  stages::ReportedDump reported;
  reported.name = name_of(dump);
  reported.result = converted.result ? &*converted.result : nullptr;
  reported.failure = converted.reason;
  reported.code_page = dump.reading.code_page;
  reported.date_order = dump.reading.date_order;
  reported.files = dump.reading.files;
  reported.checksums = converted.checksums;
  if (has_settings(dump)) reported.told = told_json(dump);
  return reported;
}

stages::ReportedRun reported_run(const Options& options, const FoundDumps& found, const RunResult& run) {
  stages::ReportedRun reported;
  reported.settings = settings_json(options);
  for (const Repeated& input : found.repeated) reported.repeated.push_back({input.name, input.input});
  reported.checksum_lists = run.checksum_lists;
  reported.tables = options.tables;
  for (std::size_t i = 0; i < found.dumps.size(); ++i)
    reported.dumps.push_back(reported_dump(found.dumps[i], run.dumps[i]));
  for (const PassedOver& file : found.passed_over) reported.passed_over.push_back({file.name, file.seems_to_be});
  for (const Unmatched& entry : found.unmatched) reported.unmatched.push_back(entry.dump);
  for (const NotFound& input : found.failures) reported.failures.push_back({input.name, input.reason});
  return reported;
}

}  // namespace tools
