// Checksums that somebody left beside a dump, and whether it still has them.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "formats/hash/checksum_list.h"

namespace stages {

struct InputChecksum {
  std::string list;  // the file it stands in, below the INPUT that led to the dump
  formats::hash::DigestKind kind{};
  std::string wanted;
  std::string found;

  [[nodiscard]] bool matches() const { return wanted == found; }
};

/// Looks for lists in the directory of a dump and in those above it, up to the INPUT: `<dump>.md5`, `<dump>.sha256` and
/// so on, and lists of a directory such as SHA256SUMS, md5sum.txt, checksums.sha1 (in any case). Names in a list are
/// below the list's own directory. Safe from several threads; remembers the lists it has read.
class InputChecksums {
 public:
  /// Checks the file at `path`, called `name` below its INPUT, against every list that names it, in the order of the
  /// lists' names. Throws InputError when the file cannot be read. A list that cannot be read is none.
  [[nodiscard]] std::vector<InputChecksum> check(const std::string& path, const std::string& name);

 private:
  struct Listed {
    std::string list;  // its name in the directory
    formats::hash::ListedChecksum checksum;
  };
  // By the name in the list; a list for one dump has what it says under the name of that dump.
  using Lists = std::multimap<std::string, Listed, std::less<>>;

  [[nodiscard]] std::shared_ptr<const Lists> lists_in(const std::string& directory);

  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Lists>> known_;  // by directory
};

}  // namespace stages
