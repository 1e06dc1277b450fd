// An unlinked temporary file, in TMPDIR or /tmp: it is gone when the last that refers to it is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "stages/extent.h"

namespace stages {

class SpillFile : public RandomAccess {
 public:
  /// Throws OutputError, as all of these do, when the file system cannot.
  SpillFile();
  ~SpillFile() override;
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;
  SpillFile(SpillFile&&) = delete;
  SpillFile& operator=(SpillFile&&) = delete;

  void append(std::string_view bytes);
  void read_at(std::uint64_t offset, std::span<char> into) const override;

 private:
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace stages
