// A file without a name, for what does not fit into memory: it is gone with the object, or with the program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace stages {

class ScratchFile {
 public:
  /// In `directory`. Throws OutputError, as all of these do.
  explicit ScratchFile(const std::string& directory);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ScratchFile(ScratchFile&&) = delete;
  ScratchFile& operator=(ScratchFile&&) = delete;

  void append(std::span<const std::byte> bytes);
  /// Fills `into`; it is a failure when there are fewer bytes.
  void read_at(std::uint64_t offset, std::span<std::byte> into) const;
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  std::string path_;  // for messages
  int descriptor_;
  std::uint64_t size_ = 0;
};

}  // namespace stages
