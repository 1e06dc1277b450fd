// AppleSingle, one file that carries all of a Macintosh file as a list of entries, and AppleDouble, the same without
// the data fork. Reads both, in either version. Promises that the entries it gives lie in the item and do not overlap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "formats/mac/mac_file.h"

namespace formats::mac {

/// Bytes that begins_apple_single() looks at.
inline constexpr std::size_t apple_single_reach = 8;

/// Whether a file begins like AppleSingle (magic 0x00051600) or AppleDouble (0x00051607) of version 1 or 2.
[[nodiscard]] bool begins_apple_single(std::string_view first_bytes);

/// Why a file that begins like AppleSingle cannot be read as it; parse_apple_single() gives one of these.
namespace not_apple_single {
inline constexpr std::string_view other_magic = "no AppleSingle or AppleDouble header";
inline constexpr std::string_view list_outside = "its list of entries is longer than the file";
inline constexpr std::string_view too_many = "it has more than 1,024 entries";
inline constexpr std::string_view no_entries = "it has no entries";
inline constexpr std::string_view entry_outside = "an entry reaches past the end of the file";
inline constexpr std::string_view entries_overlap = "two entries overlap";
inline constexpr std::string_view two_forks_alike = "a fork is listed twice";
}  // namespace not_apple_single

/// Gives the bytes [offset, offset + length) of an item, all of which lie in it.
using ReadItem = std::function<std::string(std::uint64_t offset, std::size_t length)>;

/// Reads the header, its entries and the short ones of these: real name (at most 255 bytes count), dates (entry 8, or
/// the file information of version 1, entry 7, where the home file system is "Macintosh"), Finder information. Dates of
/// entry 8 are in UTC (RFC 1740), those of entry 7 on the writer's wall clock. Forks and comment are given as extents.
/// Entries may leave holes; one of no length may lie anywhere. Of entries with the same number but the forks' the first
/// counts. Source: AppleSingle/AppleDouble Formats for Foreign Files, Apple 1990; version 1: A/UX Toolbox, 6.
[[nodiscard]] tl::expected<MacFile, std::string_view> parse_apple_single(std::uint64_t item_length,
                                                                         const ReadItem& bytes);

}  // namespace formats::mac
