// A file that is written in small pieces: they are collected first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "stages/write/output_file.h"

namespace stages {

class BufferedFile {
 public:
  /// Creates `path`, as OutputFile does.
  explicit BufferedFile(std::string path) : file_(std::move(path)) {}

  void write(std::string_view bytes) {
    bytes_ += bytes.size();
    if (buffer_.size() + bytes.size() > most_held) flush();
    if (bytes.size() > most_held)
      file_.write(bytes);
    else
      buffer_ += bytes;
  }
  /// What is not closed may not be whole.
  void close() {
    flush();
    file_.close();
  }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  static constexpr std::size_t most_held = std::size_t{64} << 10U;

  void flush() {
    file_.write(buffer_);
    buffer_.clear();
  }

  OutputFile file_;
  std::string buffer_;
  std::uint64_t bytes_ = 0;
};

}  // namespace stages
