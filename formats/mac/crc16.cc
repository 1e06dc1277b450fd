#include "formats/mac/crc16.h"

#include <array>
#include <cstddef>

namespace formats::mac {
namespace {

constexpr std::array<std::uint16_t, 256> make_table() {
  std::array<std::uint16_t, 256> table{};
  for (unsigned byte = 0; byte < table.size(); ++byte) {
    unsigned remainder = byte << 8;
    for (int bit = 0; bit < 8; ++bit) {
      const bool carry = (remainder & 0x8000U) != 0;
      remainder = (remainder << 1) & 0xffffU;
      if (carry) remainder ^= 0x1021U;
    }
    table.at(byte) = static_cast<std::uint16_t>(remainder);
  }
  return table;
}

constexpr std::array<std::uint16_t, 256> table = make_table();

}  // namespace

std::uint16_t crc16_xmodem(std::string_view bytes) {
  unsigned crc = 0;
  for (const char byte : bytes) {
    const std::size_t index = (crc >> 8) ^ static_cast<unsigned char>(byte);
    crc = ((crc << 8) & 0xffffU) ^ table[index];
  }
  return static_cast<std::uint16_t>(crc);
}

// Needed once in a blue moon: no table.
std::uint16_t crc16_usb(std::string_view bytes) {
  constexpr unsigned reflected_polynomial = 0xa001;
  unsigned crc = 0xffff;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? (crc >> 1U) ^ reflected_polynomial : crc >> 1U;
  }
  return static_cast<std::uint16_t>(crc ^ 0xffffU);
}

}  // namespace formats::mac
