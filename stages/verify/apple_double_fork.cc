#include "stages/verify/apple_double_fork.h"

#include <algorithm>
#include <cstddef>

namespace stages::verify {
namespace {

// RFC 1740, appendix A: magic, version, filler, the number of entries; of each its number, offset and length.
constexpr std::size_t fixed_bytes = 26;
constexpr std::size_t entry_bytes = 12;
constexpr std::uint64_t apple_double = 0x00051607;
constexpr std::uint64_t resource_fork = 2;

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  for (const char c : bytes.substr(at, length)) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

}  // namespace

// False: more bytes are needed.
bool AppleDoubleFork::read_head() {
  if (head_.size() < fixed_bytes) return false;
  const std::uint64_t entries = number(head_, 0, 4) == apple_double ? number(head_, fixed_bytes - 2, 2) : 0;
  if (head_.size() < fixed_bytes + entries * entry_bytes) return false;
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = fixed_bytes + i * entry_bytes;
    if (number(head_, at, 4) != resource_fork) continue;
    begin_ = number(head_, at + 4, 4);
    end_ = begin_ + number(head_, at + 8, 4);
  }
  return true;
}

void AppleDoubleFork::take(std::string_view bytes) {
  if (!known_) {
    head_ += bytes;
    if (!read_head()) return;
    known_ = true;
    bytes = head_;
  }
  const std::uint64_t from = std::clamp(begin_, at_, at_ + bytes.size());
  const std::uint64_t to = std::clamp(end_, at_, at_ + bytes.size());
  if (from < to) visit_(bytes.substr(static_cast<std::size_t>(from - at_), static_cast<std::size_t>(to - from)));
  at_ += bytes.size();
}

}  // namespace stages::verify
