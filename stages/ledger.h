// The ledger sorts every byte of a dump by what it is. It is filled front to back without a gap, so that it cannot
// close when a byte was left out or counted twice.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace stages {

enum class ByteKind : std::uint8_t {
  framing,     // labels, sizes, separators
  headers,     // header lines
  items,       // data of items
  noise,       // NUL, SUB, reason lines: a closed list
  quarantine,  // everything else
};
inline constexpr std::size_t byte_kinds = 5;
/// As reports call them.
inline constexpr std::array<std::pair<ByteKind, std::string_view>, byte_kinds> byte_kind_names{
    {{ByteKind::framing, "framing"},
     {ByteKind::headers, "headers"},
     {ByteKind::items, "items"},
     {ByteKind::noise, "noise"},
     {ByteKind::quarantine, "quarantine"}}};

class Ledger {
 public:
  using Sums = std::array<std::uint64_t, byte_kinds>;

  Ledger() = default;
  /// One that was filled before, as sums() and without_gap() told.
  Ledger(const Sums& sums, bool without_gap) : sums_(sums), broken_(!without_gap) {
    for (const std::uint64_t sum : sums_) at_ += sum;
  }

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

  [[nodiscard]] const Sums& sums() const { return sums_; }
  /// True when no byte was accounted for twice so far.
  [[nodiscard]] bool without_gap() const { return !broken_; }

  /// True when every byte of a dump of `length` bytes was accounted for, once.
  [[nodiscard]] bool closes(std::uint64_t length) const {
    std::uint64_t total = 0;
    for (const std::uint64_t sum : sums_) total += sum;
    return !broken_ && at_ == length && total == length;
  }

 private:
  Sums sums_{};
  std::uint64_t at_ = 0;
  bool broken_ = false;
};

}  // namespace stages
