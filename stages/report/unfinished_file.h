// A file that is hashed as it is written, and has its name only when it is whole; until then "unfinished" stands behind
// it, and a run that fails removes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "stages/report/hashed_file.h"

namespace stages {

class UnfinishedFile {
 public:
  /// Takes the place of what an earlier run left unfinished. Throws OutputError, as all of these do.
  explicit UnfinishedFile(std::string path);
  ~UnfinishedFile();
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;
  UnfinishedFile(UnfinishedFile&&) = delete;
  UnfinishedFile& operator=(UnfinishedFile&&) = delete;

  void write(std::string_view bytes) { file_->write(bytes); }
  /// All is written. It still has no name.
  [[nodiscard]] FileSum close();
  /// After close(). Takes the place of a file of that name.
  void give_name();

 private:
  std::string path_;
  std::string unfinished_;
  std::optional<HashedFile> file_;
  bool named_ = false;
};

/// Behind the name of what is not whole yet.
inline constexpr const char* unfinished_ending = ".unfinished";

}  // namespace stages
