// A bag's own files: the tag manifest against the tag files, and the dumps in it against the payload manifest. The mail
// is checked as in any other result.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "stages/verify/finding.h"
#include "stages/verify/result_files.h"

namespace stages::verify {

class BagCheck {
 public:
  using Report = std::function<void(const Finding&)>;

  BagCheck(ResultFiles& files, Report report) : files_(files), report_(std::move(report)) {}

  /// `sums` are those of SHA256SUMS, which were checked.
  void check_tags(const std::map<std::string, std::string>& sums);
  /// Every dump in data/source, and no other file. Memory grows with their number.
  void check_source();

  [[nodiscard]] std::uint64_t files() const { return seen_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  // Calls `take` with the lines of a file; false when it cannot be read.
  bool for_each_line(const std::string& name, const std::function<void(std::string_view)>& take);
  [[nodiscard]] std::string sha256_of(const std::string& name);
  void walk_source(const std::string& directory, std::map<std::string, std::string>& listed);

  ResultFiles& files_;
  Report report_;
  std::uint64_t seen_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace stages::verify
