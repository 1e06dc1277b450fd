// The ledger sorts every byte of a dump by what it is. It is filled front to back without a gap, so that it cannot
// close when a byte was left out or counted twice.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace stages {

enum class ByteKind : std::uint8_t {
  framing,     // labels, sizes, separators
  headers,     // header lines
  items,       // data of items
  noise,       // NUL, SUB, reason lines: a closed list
  quarantine,  // everything else
};
inline constexpr std::size_t byte_kinds = 5;

class Ledger {
 public:
  /// The bytes from where the last call ended up to `end` are `kind`. An `end` before that place breaks the ledger.
  void account(ByteKind kind, std::uint64_t end) {
    if (end < at_) {
      broken_ = true;
      return;
    }
    sums_.at(static_cast<std::size_t>(kind)) += end - at_;
    at_ = end;
  }

  /// Counts `count` bytes that were accounted as `from` as `to` instead.
  void reclassify(ByteKind from, ByteKind to, std::uint64_t count) {
    auto& source = sums_.at(static_cast<std::size_t>(from));
    if (source < count) {
      broken_ = true;
      return;
    }
    source -= count;
    sums_.at(static_cast<std::size_t>(to)) += count;
  }

  [[nodiscard]] std::uint64_t sum(ByteKind kind) const { return sums_.at(static_cast<std::size_t>(kind)); }

  /// True when every byte of a dump of `length` bytes was accounted for, once.
  [[nodiscard]] bool closes(std::uint64_t length) const {
    std::uint64_t total = 0;
    for (const std::uint64_t sum : sums_) total += sum;
    return !broken_ && at_ == length && total == length;
  }

 private:
  std::array<std::uint64_t, byte_kinds> sums_{};
  std::uint64_t at_ = 0;
  bool broken_ = false;
};

}  // namespace stages
