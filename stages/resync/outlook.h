// What can be seen of a dump so far. Whoever looks ahead asks here whether the bytes are there, so that what is planned
// depends on the bytes alone and not on when they came.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "stages/resync/block.h"
#include "stages/resync/dialect.h"
#include "stages/resync/line_index.h"
#include "stages/resync/window.h"

namespace stages {

class Outlook {
 public:
  /// Bytes from `horizon` on count as not yet there, even when they are. The window must outlive this object.
  Outlook(Window& window, std::uint64_t horizon) : window_(&window), horizon_(horizon) {}

  /// True when `length` bytes at `at` are there, or as many as the dump has; otherwise needed() says how far the window
  /// has to come.
  [[nodiscard]] bool has(std::uint64_t at, std::uint64_t length);
  [[nodiscard]] std::uint64_t needed() const { return needed_; }

  [[nodiscard]] bool knows_end() const { return window_->complete() && window_->end() <= horizon_; }
  [[nodiscard]] bool is_end(std::uint64_t at) const { return knows_end() && at == window_->end(); }
  /// The end of the dump as far as it is known.
  [[nodiscard]] std::uint64_t end() const { return window_->end(); }
  [[nodiscard]] std::uint64_t horizon() const { return horizon_; }

  /// The bytes at `at` that lie before the horizon, at most `length`. Valid until the next call of any member.
  [[nodiscard]] std::string_view view(std::uint64_t at, std::size_t length) {
    if (at >= horizon_) return {};
    return window_->view(at, static_cast<std::size_t>(std::min<std::uint64_t>(length, horizon_ - at)));
  }

  /// Where the block ends whose label is at `label`, whose size line is at `size_line` and whose contents begin at
  /// `contents`, or none when that cannot be told from bytes before `limit`; needed() says how far the window has to
  /// come when they are not there.
  [[nodiscard]] std::optional<std::uint64_t> end_of(const Dialect& dialect, std::uint64_t size, std::uint64_t label,
                                                    std::uint64_t size_line, std::uint64_t contents,
                                                    std::uint64_t limit);

  /// The first byte from `at` on that is not filler, or the end of the dump; none when more bytes have to come.
  [[nodiscard]] std::optional<std::uint64_t> behind_filler(std::uint64_t at);

  /// NUL and SUB among the bytes of a range.
  [[nodiscard]] std::uint64_t count_noise(Range range);

  /// True when nothing but a little filler lies between the two.
  [[nodiscard]] bool same_but_for_filler(std::uint64_t a, std::uint64_t b);

 private:
  Window* window_;
  std::uint64_t horizon_;
  std::uint64_t needed_ = 0;
  LineIndex lines_;
  Range filler_;  // a run of filler that was looked through, as far as it had come
};

}  // namespace stages
