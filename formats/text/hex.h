// Bytes written as hexadecimal text, as EXPORT does with /FILES/HEX. Reads pairs of digits; how its lines are laid out
// is unknown, so blanks, tabs and line ends may stand anywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace formats::text {

/// Walks through hexadecimal text, in parts of any size, and remembers where one can begin to decode it.
class HexScan {
 public:
  /// So many decoded bytes lie between two places where decoding can begin.
  static constexpr std::uint64_t step = std::uint64_t{64} << 10U;

  /// Takes the next part. False when it holds anything but digits and blanks, now or in an earlier part: position()
  /// says where. NUL and SUB (0x1A) may stand at the end of the text, with nothing but blanks behind them.
  bool add(std::string_view part);

  /// Whether what was added is nothing but whole pairs and blanks.
  [[nodiscard]] bool is_hex() const { return !broken_ && digits_ % 2 == 0; }
  /// Decoded bytes so far.
  [[nodiscard]] std::uint64_t length() const { return digits_ / 2; }
  /// Bytes of text that were read: up to the first that does not belong here.
  [[nodiscard]] std::uint64_t position() const { return position_; }
  /// For each multiple of `step` below length(): where in the text its first digit stands.
  [[nodiscard]] const std::vector<std::uint64_t>& starts() const { return starts_; }

 private:
  std::uint64_t digits_ = 0;
  std::uint64_t position_ = 0;
  bool ended_ = false;
  bool broken_ = false;
  std::vector<std::uint64_t> starts_;
};

/// Fills a buffer from hexadecimal text that HexScan has found sound.
class HexDecoder {
 public:
  /// Leaves out the first `skip` bytes.
  HexDecoder(std::uint64_t skip, std::span<char> into) : skip_(skip), into_(into) {}

  /// Decodes the next part. What goes beyond the buffer is left out.
  void add(std::string_view part);
  /// Whether the buffer is full.
  [[nodiscard]] bool full() const { return used_ == into_.size(); }

 private:
  std::uint64_t skip_;
  std::span<char> into_;
  std::size_t used_ = 0;
  int high_ = -1;  // the first digit of a pair whose second has not come
};

/// The bytes at the start of `text`, at most `most`, as far as it is hexadecimal.
[[nodiscard]] std::string decode_hex(std::string_view text, std::size_t most);

}  // namespace formats::text
