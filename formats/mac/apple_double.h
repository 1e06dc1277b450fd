// AppleDouble, the header file that carries all of a Macintosh file but its data fork (RFC 1740). Writes it in front
// of a resource fork that the caller streams.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "formats/mac/mac_file.h"

namespace formats::mac {

/// An entry that goes from one container to another as it is.
struct CarriedEntry {
  std::uint32_t id = 0;
  std::string bytes;
};

/// All bytes of an AppleDouble header file (magic 0x00051607, version 2) that stand before the resource fork; the
/// caller appends exactly `resource_length` bytes of it. Entries: real name (3, as stored), comment (4, left out when
/// empty), file dates (8), Finder info (9), those that are carried over, resource fork (2), whose data come last.
/// `comment` is MacRoman, cut at the 200 bytes that the format and the Finder hold. Dates keep the clock they were
/// written with, whose distance to UTC may not be known; a date that was never set, or that lies before 1932, is
/// written as unknown. `resource_length` is at most 2^32 - 1, as in every wrapper a fork comes from. Source: RFC 1740,
/// appendix A and B; AppleSingle/AppleDouble Formats for Foreign Files, Apple 1990.
[[nodiscard]] std::string apple_double_header(const MacFile& file, std::string_view comment,
                                              std::uint32_t resource_length,
                                              std::span<const CarriedEntry> carried = {});

}  // namespace formats::mac
