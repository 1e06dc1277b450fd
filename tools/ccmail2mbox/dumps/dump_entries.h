// Which entry of the settings is about which dump.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/input_options.h"

namespace tools {

/// The path as the system knows it, without links and dots.
[[nodiscard]] std::string canonical(const std::string& path);

class DumpEntries {
 public:
  /// `options` must outlive it. Throws SettingsMistake when two entries give the same path, as all of it does where
  /// the settings cannot be followed.
  explicit DumpEntries(const InputOptions& options);

  /// How the dump is to be read that is called `name` below its INPUT and lies at `absolute`.
  [[nodiscard]] const Reading& reading_of(const std::string& name, const std::string& absolute) const;

  /// Gives `dump`, whose path is `absolute`, what its entry tells, or what holds for all.
  void apply(Dump& dump, const std::string& absolute);

  /// The entries that were applied to nothing.
  [[nodiscard]] std::vector<Unmatched> unmatched() const;

 private:
  [[nodiscard]] std::optional<std::size_t> entry_of(const std::string& name, const std::string& absolute) const;
  [[nodiscard]] std::string place(std::size_t entry) const;

  const InputOptions& options_;
  std::map<std::string, std::size_t> by_file_;
  std::map<std::string, std::size_t> by_path_;
  std::vector<std::string> dumps_;  // by entry: the path of its dump; empty while none was found
};

}  // namespace tools
