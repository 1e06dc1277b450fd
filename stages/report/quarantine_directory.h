// The bytes in quarantine of a run whose mail goes to standard output, account by account, with an index; the directory
// has its name only when it is whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/hash/sha256.h"
#include "stages/report/hashed_file.h"
#include "stages/write/output_file.h"

namespace stages {

class QuarantineDirectory {
 public:
  /// `path` must not exist, or be an empty directory. Throws OutputError, as all of these do.
  explicit QuarantineDirectory(std::string path);
  ~QuarantineDirectory();
  QuarantineDirectory(const QuarantineDirectory&) = delete;
  QuarantineDirectory& operator=(const QuarantineDirectory&) = delete;
  QuarantineDirectory(QuarantineDirectory&&) = delete;
  QuarantineDirectory& operator=(QuarantineDirectory&&) = delete;

  struct Run {
    std::uint64_t length = 0;
    std::string_view file;    // the dump
    std::uint64_t place = 0;  // in it
    std::string_view reason;
  };

  /// A run of bytes of `account` (one of account_directories) begins.
  void begin(const std::string& account, const Run& run);
  /// The next bytes of it.
  void write(std::string_view bytes);
  /// Nothing more comes. The files by name, called as they are in the directory of a result.
  [[nodiscard]] std::vector<FileSum> close();
  /// After close().
  void give_name();

 private:
  struct Written {
    formats::hash::Sha256 hash;
    std::uint64_t bytes = 0;
  };
  struct Account {
    Written bytes;
    Written index;
  };

  void open(const std::string& account);
  void close_account();
  static void write(OutputFile& file, Written& written, std::string_view bytes);

  std::string path_;
  std::string unfinished_;
  std::map<std::string, std::unique_ptr<Account>> accounts_;
  std::string open_;  // the account whose files are open
  std::optional<OutputFile> bytes_;
  std::optional<OutputFile> index_;
  bool named_ = false;
};

}  // namespace stages
