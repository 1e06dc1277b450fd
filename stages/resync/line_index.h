// Where a block ends whose size counts each line end as two bytes, in a dump that was copied in text mode and has LF
// alone. Each byte is counted once, however many sizes lead over it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "stages/resync/window.h"

namespace stages {

class LineIndex {
 public:
  /// The place behind `from` at which the bytes from there on, LF counted twice, are `size`; none when that is behind
  /// `to`. The bytes up to `to` must be there, and `from` never lie before bytes that the window has released.
  [[nodiscard]] std::optional<std::uint64_t> behind(Window& window, std::uint64_t from, std::uint64_t size,
                                                    std::uint64_t to);

 private:
  static constexpr std::size_t step = 4096;

  void extend(Window& window, std::uint64_t from, std::uint64_t to);
  [[nodiscard]] std::uint64_t counted_before(Window& window, std::uint64_t at);
  [[nodiscard]] std::uint64_t place(std::size_t i) const { return begin_ + i * step; }

  std::uint64_t begin_ = 0;
  std::vector<std::uint64_t> lines_{};  // line ends before begin_ + i * step
};

}  // namespace stages
