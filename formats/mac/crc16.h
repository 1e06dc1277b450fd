// The checksums that MacBinary headers carry: bytes in, checksum out.
#pragma once

#include <cstdint>
#include <string_view>

namespace formats::mac {

/// CRC-16/XMODEM of `bytes`: polynomial 0x1021, initial value 0, no reflection, no final XOR. 0 for no bytes.
/// Source: MacBinary II specification, 1987 (docs/format.md, 6).
[[nodiscard]] std::uint16_t crc16_xmodem(std::string_view bytes);

/// CRC-16/USB of `bytes`: polynomial 0x8005, initial value and final XOR 0xffff, reflected. 0 for no bytes. In no
/// specification of MacBinary, but in some headers.
[[nodiscard]] std::uint16_t crc16_usb(std::string_view bytes);

}  // namespace formats::mac
