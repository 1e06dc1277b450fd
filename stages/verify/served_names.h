// What the messages of a Maildir are called now, after a server changed their flags.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stages/verify/result_files.h"

namespace stages::verify {

/// Safe from any thread.
class ServedNames {
 public:
  /// Folders are read when somebody asks for a message in them, and kept as long as all names together have no more
  /// bytes than this, or there is only one: about 70 bytes for a message, and for messages alone that were renamed.
  static constexpr std::size_t most_bytes = std::size_t{16} << 20U;

  explicit ServedNames(const std::string& directory) : files_(directory) {}

  /// Where the message lies that was at `path` ("…/cur/name:2,S"): beside it with other flags, or in "new".
  [[nodiscard]] std::optional<std::string> find(const std::string& path);

 private:
  struct Folder {
    std::string path;                // of cur
    std::vector<std::string> names;  // "cur/…" or "new/…", in the order of what follows
    std::size_t bytes = 0;
  };

  const Folder& folder(std::string_view path);
  void read(Folder& folder, const std::string& part);

  std::mutex mutex_;
  ResultFiles files_;
  std::list<Folder> folders_;  // the one used last in front
  std::size_t bytes_ = 0;
};

}  // namespace stages::verify
