// Which messages of a dump are converted, as far as a person told; and why one is not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stages {

/// A message must pass all that is told here. Names of folders are UTF-8 and compared without case.
struct Selection {
  std::vector<std::string> skip_folders;
  std::vector<std::string> folders;    // empty: all
  std::optional<std::int64_t> since;   // the first moment, as the clock of the post office showed it: seconds of Unix
  std::optional<std::int64_t> until;   // time if that clock was UTC; the last moment
  std::optional<std::uint64_t> limit;  // of each dump: the first so many of those that pass the rest

  [[nodiscard]] bool is_everything() const {
    return skip_folders.empty() && folders.empty() && !since && !until && !limit;
  }
};

enum class Skip : std::uint8_t {
  no,
  folder_skipped,     ///< its folder was to be left out
  folder_not_chosen,  ///< it is in none of those that were asked for
  before_since,
  after_until,
  over_limit
};

/// As reports call it: "before_since".
[[nodiscard]] constexpr const char* name_of(Skip skip) {
  switch (skip) {
    case Skip::folder_skipped:
      return "folder_skipped";
    case Skip::folder_not_chosen:
      return "folder_not_chosen";
    case Skip::before_since:
      return "before_since";
    case Skip::after_until:
      return "after_until";
    case Skip::over_limit:
      return "over_limit";
    case Skip::no:
      break;
  }
  return "no";
}

}  // namespace stages
