// The window onto a dump through which resync looks: bytes at an offset, from the first one still needed to the last
// one that has come. It holds the newest bytes in memory; older ones it finds again in the dump's own file or, for a
// pipe or a compressed dump, in an unlinked temporary file.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/slice.h"
#include "stages/extent.h"
#include "stages/spill_file.h"

namespace stages {

class Window {
 public:
  /// The most that the window holds in memory, and the reach of the survey.
  static constexpr std::size_t default_bound = std::size_t{8} << 20U;

  /// `file`, if given, holds the dump's bytes at their own offsets. Without it, bytes over `bound` are spilled.
  explicit Window(std::shared_ptr<const RandomAccess> file = nullptr, std::size_t bound = default_bound);

  /// The next bytes of the dump.
  void append(pipeline::Slice slice);
  /// No more bytes come.
  void finish() { complete_ = true; }

  [[nodiscard]] bool complete() const { return complete_; }
  [[nodiscard]] std::uint64_t begin() const { return begin_; }
  [[nodiscard]] std::uint64_t end() const { return end_; }

  /// True when `length` bytes at `offset` are there, or as many as the dump has.
  [[nodiscard]] bool has(std::uint64_t offset, std::uint64_t length) const {
    return complete_ || (offset <= end_ && length <= end_ - offset);
  }

  /// The bytes at `offset`, at most `length`, fewer only at the end. Valid until the next call of any member.
  [[nodiscard]] std::string_view view(std::uint64_t offset, std::size_t length);

  /// The bytes in [begin, end), for as long as somebody refers to them.
  [[nodiscard]] std::shared_ptr<const Region> region(std::uint64_t begin, std::uint64_t end) const;

  /// Bytes before `offset` are not needed any more.
  void release(std::uint64_t offset);

 private:
  struct Held {
    std::uint64_t begin;
    pipeline::Slice slice;
  };

  /// A copy of bytes that do not lie together in memory.
  struct Scratch {
    std::uint64_t begin = 0;
    std::string bytes{};
    [[nodiscard]] bool covers(std::uint64_t offset, std::size_t length) const {
      return offset >= begin && offset + length <= begin + bytes.size();
    }
  };

  void fill(Scratch& scratch, std::uint64_t offset, std::size_t length) const;
  void shrink();
  [[nodiscard]] std::deque<Held>::const_iterator find(std::uint64_t offset) const;
  [[nodiscard]] std::uint64_t memory_begin() const { return held_.empty() ? end_ : held_.front().begin; }

  std::shared_ptr<const RandomAccess> file_;
  std::shared_ptr<SpillFile> spill_;
  std::uint64_t spill_begin_ = 0;  // what offset the spill file starts at
  std::size_t bound_;
  std::deque<Held> held_;
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
  bool complete_ = false;
  std::array<Scratch, 2> scratches_;
  std::size_t recent_ = 0;  // the one that was looked at last
};

}  // namespace stages
