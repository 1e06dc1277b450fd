// Writes MacBinary II, the form in which EXPORT's /FILES/MACBIN2 carries Macintosh files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ccmail_gen {

constexpr std::size_t mac_block = 128;

/// Bytes of padding behind a fork of `length` bytes.
[[nodiscard]] constexpr std::uint64_t mac_padding(std::uint64_t length) {
  return (mac_block - length % mac_block) % mac_block;
}

/// The header of 128 bytes. `name` is MacRoman, 1 to 63 bytes; `type` and `creator` have 4 bytes; fork lengths are in
/// bytes; `seconds` count from 1904. Source: the MacBinary II standard of 1987.
[[nodiscard]] std::string mac_binary_header(std::string_view name, std::string_view type, std::string_view creator,
                                            std::uint32_t data_length, std::uint32_t resource_length,
                                            std::uint32_t seconds);

}  // namespace ccmail_gen
