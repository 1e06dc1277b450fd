// A file, or stdout, that counts what is written to it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ccmail_gen {

class Sink {
 public:
  /// Creates or empties the file; `-` is stdout. Throws std::system_error when it cannot be written, here as in the
  /// other functions.
  explicit Sink(const std::string& path);
  ~Sink();
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  Sink(Sink&&) = delete;
  Sink& operator=(Sink&&) = delete;

  void write(std::string_view bytes);
  void flush();

  /// Bytes taken so far.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

 private:
  std::string path_;
  int file_;
  std::string buffer_;
  std::uint64_t offset_ = 0;
};

}  // namespace ccmail_gen
