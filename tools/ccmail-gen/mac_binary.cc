#include "tools/ccmail-gen/mac_binary.h"

namespace ccmail_gen {
namespace {

void put(std::string& header, std::size_t offset, std::uint32_t value, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) {
    header[offset + i] = static_cast<char>(value >> 8U * (width - 1 - i) & 0xFFU);
  }
}

// CRC-16/XMODEM, one bit at a time: headers are few.
std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint32_t>(static_cast<unsigned char>(byte)) << 8U;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x8000U) != 0 ? (crc << 1U ^ 0x1021U) : crc << 1U;
    crc &= 0xFFFFU;
  }
  return crc;
}

}  // namespace

std::string mac_binary_header(std::string_view name, std::string_view type, std::string_view creator,
                              std::uint32_t data_length, std::uint32_t resource_length, std::uint32_t seconds) {
  constexpr std::size_t crc_offset = 124;
  std::string header(mac_block, '\0');
  header[1] = static_cast<char>(name.size());
  header.replace(2, name.size(), name);
  header.replace(65, 4, type);
  header.replace(69, 4, creator);
  put(header, 73, 0x01, 1);  // Finder flags: the icon was placed by the Finder
  put(header, 83, data_length, 4);
  put(header, 87, resource_length, 4);
  put(header, 91, seconds, 4);
  put(header, 95, seconds + 86400, 4);
  put(header, 122, 0x81, 1);
  put(header, 123, 0x81, 1);
  put(header, crc_offset, crc_of(std::string_view(header).substr(0, crc_offset)), 2);
  return header;
}

}  // namespace ccmail_gen
