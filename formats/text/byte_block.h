// Sixteen bytes looked at in one step, with the vector types of GCC and Clang, which every processor has instructions
// or a replacement for.
#pragma once

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace formats::text {

/// Signed, so that bytes 0x80 and up are less than any ASCII character. Comparisons give a block of -1 and 0.
using ByteBlock [[gnu::vector_size(16)]] = signed char;

/// The first sixteen bytes of `bytes`, which must have as many.
[[nodiscard]] inline ByteBlock first_block(std::string_view bytes) {
  ByteBlock block;  // NOLINT(*-member-init): written before it is read
  std::memcpy(&block, bytes.data(), sizeof block);
  return block;
}

/// The bytes that are set in a comparison's result, the first one as the lowest bit: for any processor.
[[nodiscard]] inline std::uint64_t bits_of_any(ByteBlock found) {
  using Words [[gnu::vector_size(16)]] = std::uint64_t;
  constexpr ByteBlock one_each{1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128};
  const auto words = std::bit_cast<Words>(found & one_each);
  constexpr std::uint64_t sum_to_top = 0x0101010101010101;
  return (words[0] * sum_to_top) >> 56 | (words[1] * sum_to_top) >> 56 << 8;
}

/// The same, with the one instruction for it that every x86-64 processor has.
[[nodiscard]] inline std::uint64_t bits_of(ByteBlock found) {
#ifdef __SSE2__
  return static_cast<std::uint64_t>(_mm_movemask_epi8(std::bit_cast<__m128i>(found)));
#else
  return bits_of_any(found);
#endif
}

/// Which bytes are not printable ASCII; of a block, or of one signed byte.
template <typename Bytes>
[[nodiscard]] auto unprintable(Bytes bytes) {
  return (bytes < 0x20) | (bytes == 0x7F);
}

/// How many bytes there are before the first that `stops` finds. `stops` takes a block and gives a comparison's result,
/// or takes one signed byte and gives what is not zero for a stop.
template <typename Stops>
[[nodiscard]] std::size_t length_before(std::string_view bytes, Stops stops) {
  constexpr std::size_t step = sizeof(ByteBlock);
  const std::size_t size = bytes.size();
  if (size < step) {
    std::size_t at = 0;
    while (at < size && !stops(static_cast<signed char>(bytes[at]))) ++at;
    return at;
  }
  for (; bytes.size() >= step; bytes.remove_prefix(step)) {
    const std::uint64_t found = bits_of(stops(first_block(bytes)));
    if (found != 0) return size - bytes.size() + static_cast<std::size_t>(std::countr_zero(found));
  }
  // The last block begins among bytes that are known not to be stops.
  const std::string_view last(bytes.data() + bytes.size() - step, step);
  const std::uint64_t found = bits_of(stops(first_block(last)));
  return found != 0 ? size - step + static_cast<std::size_t>(std::countr_zero(found)) : size;
}

/// The places of all bytes that `stops` finds in a short text. Where the next line ends, no processor foresees; so one
/// list of all ends, made without a branch for each, is several times faster than a search for one after the other.
class StopList {
 public:
  /// The longest text to be listed.
  static constexpr std::size_t reach = 1024;

  template <typename Stops>
  StopList(std::string_view bytes, Stops stops) {
    constexpr std::size_t step = sizeof(ByteBlock);
    std::size_t at = 0;
    for (; bytes.size() >= 4 * step; bytes.remove_prefix(4 * step), at += 4 * step) {
      std::uint64_t found = 0;
      for (std::size_t i = 0; i < 4; ++i) found |= bits_of(stops(first_block(bytes.substr(i * step)))) << (i * step);
      add(at, found);
    }
    for (; bytes.size() >= step; bytes.remove_prefix(step), at += step) add(at, bits_of(stops(first_block(bytes))));
    for (; !bytes.empty(); bytes.remove_prefix(1), ++at) {
      if (stops(static_cast<signed char>(bytes.front()))) places_[count_++] = static_cast<std::uint16_t>(at);
    }
  }

  [[nodiscard]] std::span<const std::uint16_t> places() const { return {places_.data(), count_}; }

 private:
  void add(std::size_t at, std::uint64_t found) {
    do {
      for (int i = 0; i < 4; ++i) {
        places_[count_] = static_cast<std::uint16_t>(at + static_cast<std::size_t>(std::countr_zero(found)));
        count_ += found != 0 ? 1 : 0;
        found &= found - 1;
      }
    } while (found != 0);
  }

  // One more than can be used: the place after the last is written too.
  std::array<std::uint16_t, reach + 1> places_;
  std::size_t count_ = 0;
};

}  // namespace formats::text
