// What the dumps of a run are together, and account by account.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "stages/report/assembly.h"

namespace stages {

struct AccountSums {
  std::string name;
  std::string directory;  // empty on standard output
  std::uint64_t written = 0;
  std::uint64_t quarantined_bytes = 0;
  Tally tally;
};

struct RunSums {
  Tally tally;
  std::uint64_t written = 0;
  Ledger::Sums accounted{};                     // bytes of all dumps, by what they are
  std::map<std::string, std::uint64_t> damage;  // by kind
  std::map<std::string, AccountSums> accounts;  // by directory where they have one, else by name
};

/// Of the dumps that were converted.
[[nodiscard]] RunSums sums_of(const ReportedRun& run);

}  // namespace stages
