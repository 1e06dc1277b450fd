// File names that must stay apart in one directory, also on disks that do not tell upper from lower case.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace formats::mailbox {

class DistinctNames {
 public:
  /// Takes a result of escape_file_name or escape_maildir_folder. The first of those that differ in the case of their
  /// letters alone stays as it is; any other gets "%~" and eight hex digits of its SHA-256 behind it. The same name
  /// always gets the same answer. At most 210 bytes.
  [[nodiscard]] std::string distinct(std::string_view name);

 private:
  std::unordered_map<std::string, std::string> first_;  // by the name in lower case
};

/// What DistinctNames was given to answer `name`.
[[nodiscard]] std::string_view without_distinction(std::string_view name);

}  // namespace formats::mailbox
