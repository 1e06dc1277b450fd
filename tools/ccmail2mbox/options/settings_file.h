// The file of --settings (docs/settings.md): what a person settled about each dump, in TOML; how it is read, and how
// one is proposed.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "stages/encode/post_office_zones.h"
#include "tools/ccmail2mbox/options/reading.h"

namespace tools {

/// One [[dump]]. It says by its name below the INPUT or by its path which one is meant.
struct DumpSettings {
  std::string file;     // below the INPUT that leads to it, as report.json has it; empty where the path was given
  std::string path;     // below the directory of the settings, unless it is absolute; empty where the file was given
  std::string account;  // empty: as without settings
  Told told;
  std::size_t line = 0;  // of the file, from 1
};

struct Settings {
  Told defaults;
  std::shared_ptr<const stages::PostOfficeZones> post_offices;  // null: none
  std::vector<DumpSettings> dumps;
};

/// The settings at `path`, or the first thing that is wrong with them: "path:line:column: key: why".
[[nodiscard]] tl::expected<Settings, std::string> read_settings_file(const std::string& path);

/// The same of `text`, as if it stood in a file at `path`: tables of labels are looked for beside it.
[[nodiscard]] tl::expected<Settings, std::string> read_settings(std::string_view text, const std::string& path);

}  // namespace tools
