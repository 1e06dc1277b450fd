// The records of one dump as files in the directory of its part.
#pragma once

#include <optional>
#include <string>

#include "stages/write/buffered_file.h"
#include "stages/write/records.h"

namespace stages {

inline constexpr const char* manifest_name = "manifest.jsonl";
inline constexpr const char* quarantine_bytes_name = "quarantine.bin";
inline constexpr const char* quarantine_index_name = "quarantine.csv";

class PartRecords : public Records {
 public:
  /// Creates the manifest in `directory`, which must exist; quarantine gets files when there is any. `file` is what the
  /// index calls the dump.
  PartRecords(std::string directory, std::string file);

  void manifest(std::string lines, const Placed* message) override;
  void quarantine(const Quarantined& quarantined) override;
  void finish() override;

 private:
  [[nodiscard]] std::string path(const char* name) const { return directory_ + "/" + name; }

  std::string directory_;
  std::string file_;
  BufferedFile manifest_;
  std::optional<BufferedFile> bytes_;
  std::optional<BufferedFile> index_;
};

}  // namespace stages
