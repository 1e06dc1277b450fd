// Messages as they lie in a result, read by their places in the manifest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "stages/verify/finding.h"
#include "stages/verify/result_files.h"
#include "stages/verify/served_names.h"
#include "stages/write/placed.h"

namespace stages::verify {

/// The bytes of a message, with all that the manifest counts to it.
struct MailBytes {
  std::shared_ptr<const ResultFile> file;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::string_view in_memory;  // all of them; empty for a message that is too large to be held
  bool renamed = false;        // a server gave it other flags
};

/// Not to be shared between threads.
class MailFiles {
 public:
  /// Larger messages are not held in memory.
  static constexpr std::uint64_t most_held = std::uint64_t{1} << 20U;

  /// `served` must outlive this object.
  MailFiles(const std::string& directory, ServedNames& served) : files_(directory), served_(served) {}

  /// What is in memory is valid until the next call. A file that ends too early is a fault; one that goes on behind a
  /// message that should be its only one is not seen here.
  [[nodiscard]] tl::expected<MailBytes, Finding> read(const Placed& placed);

 private:
  // An mbox that stays open, and a window on it: messages mostly follow each other.
  struct Mbox {
    std::shared_ptr<const ResultFile> file;
    std::uint64_t begin = 0;
    std::string window;
  };

  [[nodiscard]] tl::expected<MailBytes, Finding> read_from_mbox(const Placed& placed);
  [[nodiscard]] tl::expected<MailBytes, Finding> read_file(const Placed& placed);
  [[nodiscard]] tl::expected<Mbox*, Finding> mbox(const std::string& path);

  ResultFiles files_;
  ServedNames& served_;
  std::list<Mbox> mboxes_;  // the one used last in front
  std::string buffer_;
};

}  // namespace stages::verify
