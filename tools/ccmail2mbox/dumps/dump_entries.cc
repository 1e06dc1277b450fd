#include "tools/ccmail2mbox/dumps/dump_entries.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace tools {

std::string canonical(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path result = fs::weakly_canonical(path, error);
  return (error ? fs::absolute(path).lexically_normal() : result).string();
}

DumpEntries::DumpEntries(const InputOptions& options) : options_(options), dumps_(options.entries.size()) {
  for (std::size_t i = 0; i < options.entries.size(); ++i) {
    const DumpSettings& settings = options.entries[i].settings;
    if (settings.path.empty())
      by_file_.emplace(settings.file, i);
    else if (const auto [before, is_new] = by_path_.emplace(canonical(settings.path), i); !is_new)
      throw SettingsMistake(place(i) + ": the same file as in line " +
                            std::to_string(options.entries[before->second].settings.line));
  }
}

const Reading& DumpEntries::reading_of(const std::string& name, const std::string& absolute) const {
  const auto entry = entry_of(name, absolute);
  return entry ? options_.entries[*entry].reading : options_.reading;
}

void DumpEntries::apply(Dump& dump, const std::string& absolute) {
  const auto entry = entry_of(dump.name, absolute);
  dump.reading = entry ? options_.entries[*entry].reading : options_.reading;
  if (!entry) return;
  const DumpSettings& settings = options_.entries[*entry].settings;
  if (!dumps_[*entry].empty())
    throw SettingsMistake(place(*entry) + ": file '" + settings.file + "' is " + dumps_[*entry] + " and " + dump.path +
                          "; say which with path");
  dumps_[*entry] = dump.path;
  dump.has_settings = true;
  dump.account_told = !settings.account.empty();
  dump.account = settings.account;
}

std::vector<Unmatched> DumpEntries::unmatched() const {
  std::vector<Unmatched> unmatched;
  for (std::size_t i = 0; i < dumps_.size(); ++i) {
    const DumpSettings& settings = options_.entries[i].settings;
    if (dumps_[i].empty()) unmatched.push_back({settings.path.empty() ? settings.file : settings.path, settings.line});
  }
  return unmatched;
}

std::optional<std::size_t> DumpEntries::entry_of(const std::string& name, const std::string& absolute) const {
  if (options_.entries.empty()) return std::nullopt;
  const auto file = by_file_.find(name);
  const auto path = by_path_.find(absolute);
  if (file != by_file_.end() && path != by_path_.end())
    throw SettingsMistake(place(std::max(file->second, path->second)) + ": about the same dump as line " +
                          std::to_string(options_.entries[std::min(file->second, path->second)].settings.line));
  if (file != by_file_.end()) return file->second;
  return path == by_path_.end() ? std::nullopt : std::optional(path->second);
}

std::string DumpEntries::place(std::size_t entry) const {
  return options_.settings + ":" + std::to_string(options_.entries[entry].settings.line);
}

}  // namespace tools
