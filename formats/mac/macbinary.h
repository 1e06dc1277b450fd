// MacBinary, the wrapper that carries a Macintosh file (two forks and what the Finder knows of it) as one run of
// bytes. Promises that what it takes for MacBinary has a header checksum that holds and forks that fit the item.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace formats::mac {

/// The fixed header, in bytes. All that parse_macbinary() looks at.
inline constexpr std::size_t macbinary_header_size = 128;

/// Why bytes are not MacBinary; parse_macbinary() gives one of these.
namespace not_macbinary {
inline constexpr std::string_view too_short = "shorter than a MacBinary header";
inline constexpr std::string_view no_name = "no MacBinary header: it starts with no file name of 1 to 63 bytes";
inline constexpr std::string_view reserved_bytes = "no MacBinary header: bytes 74 and 82 are not both zero";
inline constexpr std::string_view wrong_checksum = "no MacBinary II header: its checksum does not hold";
inline constexpr std::string_view forks_too_long = "a MacBinary header whose forks are longer than the file";
}  // namespace not_macbinary

/// A Macintosh file inside a run of bytes. Offsets count from the first byte of its header; lengths are in bytes,
/// without padding.
struct MacFile {
  std::string name;                    // UTF-8
  std::string stored_name;             // the same as it stands in the header: MacRoman, whatever the dump's code page
  std::array<char, 4> type{};          // as stored, four MacRoman characters
  std::array<char, 4> creator{};       // as stored, four MacRoman characters
  std::uint16_t finder_flags = 0;      // fdFlags
  std::array<char, 16> finder_info{};  // FInfo: type, creator, flags, place in the window, folder
  std::array<char, 16> extended_finder_info{};  // FXInfo; MacBinary III fills fdScript and fdXFlags, II nothing
  std::uint32_t created = 0;                    // seconds since 1904-01-01 on the writer's wall clock; 0 is unknown
  std::uint32_t modified = 0;                   // likewise
  std::uint64_t data_offset = 0;
  std::uint64_t data_length = 0;
  std::uint64_t resource_offset = 0;
  std::uint64_t resource_length = 0;
  std::uint64_t comment_offset = 0;  // the Finder's comment, MacRoman
  std::uint64_t comment_length = 0;  // 0 also where a comment is announced but lies outside the item
  int version = 2;                   // 2 or 3
};

/// Reads a MacBinary II or III header from the first 128 bytes of an item of `item_length` bytes (more bytes are
/// ignored). Takes it when byte 0 is 0, byte 1 is 1 to 63, bytes 74 and 82 are 0, CRC-16/XMODEM of bytes 0 to 123
/// stands at 124, and both forks, each padded to 128 bytes, fit the item; the padding behind the last one may be
/// missing. A secondary header (length at 120, padded) is skipped. Otherwise one of `not_macbinary`.
/// Source: MacBinary II specification, 1987; MacBinary III, 1996 (docs/format.md, 6).
[[nodiscard]] tl::expected<MacFile, std::string_view> parse_macbinary(std::string_view first_128_bytes,
                                                                      std::uint64_t item_length);

/// Seconds since 1970-01-01 on the same wall clock as the Macintosh date `seconds` (since 1904-01-01, no zone is
/// known); nothing for 0, which is a date that was never set.
[[nodiscard]] std::optional<std::int64_t> unix_seconds(std::uint32_t seconds);

}  // namespace formats::mac
