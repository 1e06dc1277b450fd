// How hexadecimal text is laid out, so that it can be written again from the bytes it stands for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace formats::text {

/// `times` in a row: so many digits in one case, then `after` (blanks, a line end, or whatever is no digit).
struct HexLine {
  std::uint64_t times = 1;
  std::uint64_t digits = 0;
  bool upper = false;
  std::string after;

  bool operator==(const HexLine&) const = default;
};

/// Learns the layout of text that comes in parts of any size, in memory that does not grow with it.
class HexLayout {
 public:
  /// Text that takes more lines than this to describe has no layout worth the name.
  static constexpr std::size_t most_lines = 1024;
  /// Nor has one with more bytes than this between digits.
  static constexpr std::size_t most_after = 64;

  void add(std::string_view part);
  /// After the last part: whether the lines describe the text.
  [[nodiscard]] bool finish();
  [[nodiscard]] std::span<const HexLine> lines() const { return lines_; }

 private:
  void take_digit(char c);
  void end_line();

  std::vector<HexLine> lines_;
  HexLine line_;
  bool cased_ = false;  // the line has letters
  bool usable_ = true;
};

}  // namespace formats::text
