// Lines of a text file, read at their places.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stages {

class LineAt {
 public:
  /// Throws OutputError when `path` cannot be read: these are files that the program wrote itself.
  explicit LineAt(std::string path);
  ~LineAt();
  LineAt(const LineAt&) = delete;
  LineAt& operator=(const LineAt&) = delete;
  LineAt(LineAt&&) = delete;
  LineAt& operator=(LineAt&&) = delete;

  /// The line that begins at `place`, without its LF; valid until the next call.
  [[nodiscard]] std::string_view read(std::uint64_t place);

 private:
  std::string path_;
  int descriptor_;
  std::string buffer_;
};

}  // namespace stages
