// A text file read line by line, whatever the length of its lines.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stages {

class LineFile {
 public:
  /// Throws OutputError when `path` cannot be read: these are files that the program wrote itself.
  explicit LineFile(std::string path);
  ~LineFile();
  LineFile(const LineFile&) = delete;
  LineFile& operator=(const LineFile&) = delete;
  LineFile(LineFile&&) = delete;
  LineFile& operator=(LineFile&&) = delete;

  /// The next line without its LF, valid until the next call; none at the end.
  [[nodiscard]] std::optional<std::string_view> next();

 private:
  bool read_more();

  std::string path_;
  int descriptor_;
  std::string buffer_;
  std::size_t at_ = 0;
};

}  // namespace stages
