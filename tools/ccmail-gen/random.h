// Random numbers that are the same on every machine: xoshiro256++ seeded by splitmix64, no std::distribution.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ccmail_gen {

/// Mixes `value` into `seed`, so that each account, message and file has a stream of its own.
[[nodiscard]] std::uint64_t mix(std::uint64_t seed, std::uint64_t value);

class Random {
 public:
  explicit Random(std::uint64_t seed);

  std::uint64_t next();

  /// A number from 0 up to, not including, `bound`; 0 for a bound of 0. The bias of the modulo does not matter here.
  std::uint64_t below(std::uint64_t bound);

  /// A number from `least` to `most`, both included.
  std::uint64_t between(std::uint64_t least, std::uint64_t most);

  /// True with the probability `share`, 0.0 to 1.0.
  bool chance(double share);

  /// One entry of a table that has at least one.
  template <typename T>
  const T& pick(std::span<const T> table) {
    return table[static_cast<std::size_t>(below(table.size()))];
  }
  template <typename T>
  const T& pick(const std::vector<T>& table) {
    return pick(std::span<const T>(table));
  }
  template <std::size_t n>
  std::string_view pick(const std::array<std::string_view, n>& table) {
    return pick(std::span<const std::string_view>(table));
  }

  /// Fills `bytes`; the stream does not depend on how it is cut, as long as every cut but the last is a multiple of 8.
  void fill(std::span<char> bytes);

 private:
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace ccmail_gen
