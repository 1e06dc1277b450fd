#include "formats/text/hex.h"

#include <algorithm>
#include <array>

namespace formats::text {
namespace {

// What a byte is in hexadecimal text: a digit's value, or one of these.
enum Class : std::uint8_t { blank = 16, end = 17, other = 18 };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  classes.fill(other);
  for (std::uint8_t digit = 0; digit < 10; ++digit) classes.at(static_cast<std::size_t>('0') + digit) = digit;
  for (std::uint8_t digit = 10; digit < 16; ++digit) {
    classes.at(static_cast<std::size_t>('a') + digit - 10U) = digit;
    classes.at(static_cast<std::size_t>('A') + digit - 10U) = digit;
  }
  for (const char c : {' ', '\t', '\r', '\n', '\f'}) classes.at(static_cast<unsigned char>(c)) = blank;
  classes.at(0) = end;
  classes.at(0x1a) = end;
  return classes;
}

constexpr std::array<std::uint8_t, 256> classes = make_classes();

std::uint8_t class_of(char c) { return classes[static_cast<unsigned char>(c)]; }

}  // namespace

bool HexScan::add(std::string_view part) {
  if (broken_) return false;
  for (const char c : part) {
    const std::uint8_t what = class_of(c);
    if (what < blank) {
      if (ended_) return !(broken_ = true);
      if (digits_ % (2 * step) == 0) starts_.push_back(position_);
      ++digits_;
    } else if (what == end) {
      ended_ = true;
    } else if (what == other) {
      return !(broken_ = true);
    }
    ++position_;
  }
  return true;
}

void HexDecoder::add(std::string_view part) {
  for (const char c : part) {
    const std::uint8_t what = class_of(c);
    if (what >= blank) continue;
    if (high_ < 0) {
      high_ = what;
      continue;
    }
    const int byte = high_ << 4 | what;
    high_ = -1;
    if (skip_ > 0) {
      --skip_;
    } else if (!full()) {
      into_[used_++] = static_cast<char>(byte);
    } else {
      return;
    }
  }
}

std::string decode_hex(std::string_view text, std::size_t most) {
  HexScan scan;
  static_cast<void>(scan.add(text));
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(scan.length(), most)), '\0');
  HexDecoder(0, bytes).add(text);
  return bytes;
}

}  // namespace formats::text
