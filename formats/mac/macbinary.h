// MacBinary, the wrapper that carries a Macintosh file (two forks and what the Finder knows of it) as one run of
// bytes. Promises that what it takes for MacBinary is proven by a checksum, or by everything else that can be checked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "formats/mac/mac_file.h"

namespace formats::mac {

/// The fixed header, in bytes. All that parse_macbinary() looks at.
inline constexpr std::size_t macbinary_header_size = 128;

/// Why bytes are not MacBinary; parse_macbinary() gives one of these.
namespace not_macbinary {
inline constexpr std::string_view too_short = "shorter than a MacBinary header";
inline constexpr std::string_view no_name = "no MacBinary header: it starts with no file name of 1 to 63 bytes";
inline constexpr std::string_view reserved_bytes = "no MacBinary header: bytes 74 and 82 are not both zero";
inline constexpr std::string_view no_proof =
    "no MacBinary header: no checksum holds, and not all else is as it must be";
inline constexpr std::string_view forks_too_long = "a MacBinary header whose forks are longer than the file";
}  // namespace not_macbinary

/// Reads a MacBinary header from the first 128 bytes of an item of `item_length` bytes (more bytes are ignored). Byte 0
/// is 0, byte 1 is 1 to 63. Beyond that there are three proofs:
/// - The checksum at 124 is CRC-16/XMODEM of bytes 0 to 123. Then bytes 74 and 82 may be anything if the version
///   numbers at 122 are those of MacBinary II or III, and the forks may be longer than the item (`missing` says by how
///   much), but not both of these without the version numbers.
/// - It is CRC-16/USB, bytes 74 and 82 are 0 and the version numbers are as above.
/// - No checksum holds, but all else is as it must be: printable name without a colon, printable type and creator,
///   bytes 74 and 82 are 0, no fork is longer than 8 MiB, at least one is not empty, and both with their padding end
///   where the item ends. Of MacBinary I bytes 99 to 127 are 0 besides; of II and III the version numbers are right,
///   and bytes 102 to 115 are 0 or begin with 'mBIN'. Some writers left the checksum of these 0. Where it is not 0, the
///   lengths are not looked at and `checksum_wrong` is set: nothing in the header can be relied on. A MacBinary I
///   header whose forks are longer than the item is given too, with `missing`: the caller decides what that proves.
/// The padding behind the last fork may be missing. A secondary header (length at 120, padded) is skipped. Otherwise
/// one of `not_macbinary`.
/// Source: MacBinary, 1985; MacBinary II, 1987; MacBinary III, 1996 (docs/format.md, 6). Which odd headers exist:
/// Summers, "Detecting MacBinary format", 2019.
[[nodiscard]] tl::expected<MacFile, std::string_view> parse_macbinary(std::string_view first_128_bytes,
                                                                      std::uint64_t item_length);

}  // namespace formats::mac
