// The resource fork in an AppleDouble header file that comes in pieces.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace stages::verify {

class AppleDoubleFork {
 public:
  /// `visit` gets the bytes of the fork; nothing where the file is no AppleDouble header, or has no fork.
  explicit AppleDoubleFork(std::function<void(std::string_view)> visit) : visit_(std::move(visit)) {}

  /// The next bytes of the file.
  void take(std::string_view bytes);

 private:
  [[nodiscard]] bool read_head();

  std::function<void(std::string_view)> visit_;
  std::string head_;  // until the list of entries is complete
  bool known_ = false;
  std::uint64_t at_ = 0;     // bytes taken
  std::uint64_t begin_ = 0;  // of the fork
  std::uint64_t end_ = 0;
};

}  // namespace stages::verify
