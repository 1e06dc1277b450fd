// A file of the result that is hashed as it is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "formats/hash/sha256.h"
#include "stages/write/buffered_file.h"

namespace stages {

/// A file as a list of checksums names it.
struct FileSum {
  std::string file;  // below the directory of the result
  std::uint64_t bytes = 0;
  std::string sha256;
};

class HashedFile {
 public:
  /// Creates `name` in `directory`.
  HashedFile(const std::string& directory, std::string name) : file_(directory + "/" + name), name_(std::move(name)) {}

  void write(std::string_view bytes) {
    hash_.update(bytes);
    file_.write(bytes);
  }
  [[nodiscard]] std::uint64_t bytes() const { return file_.bytes(); }
  [[nodiscard]] FileSum close() {
    file_.close();
    const auto hex = hash_.hex();
    return {name_, file_.bytes(), {hex.data(), hex.size()}};
  }

 private:
  BufferedFile file_;
  formats::hash::Sha256 hash_;
  std::string name_;
};

}  // namespace stages
