// A Macintosh file as it lies in a container: two forks and what the Finder knows of it, whatever carries them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace formats::mac {

enum class MacContainer : std::uint8_t { macbinary, apple_single, apple_double };

/// An entry of AppleSingle or AppleDouble.
struct AppleEntry {
  std::uint32_t id = 0;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// A Macintosh file inside a run of bytes. Offsets count from the first byte of the container; lengths are in bytes,
/// without padding.
struct MacFile {
  std::string name;                             // UTF-8
  std::string stored_name;                      // the same as it stands: MacRoman, whatever the dump's code page
  std::array<char, 4> type{};                   // as stored, four MacRoman characters
  std::array<char, 4> creator{};                // as stored, four MacRoman characters
  std::uint16_t finder_flags = 0;               // fdFlags
  std::array<char, 16> finder_info{};           // FInfo: type, creator, flags, place in the window, folder
  std::array<char, 16> extended_finder_info{};  // FXInfo; of MacBinary only III fills fdScript and fdXFlags
  std::uint32_t created = 0;                    // seconds since 1904-01-01; 0 is unknown
  std::uint32_t modified = 0;                   // likewise
  bool dates_in_utc = false;                    // else they are on the writer's wall clock
  std::uint64_t data_offset = 0;
  std::uint64_t data_length = 0;
  std::uint64_t resource_offset = 0;
  std::uint64_t resource_length = 0;
  std::uint64_t comment_offset = 0;           // the Finder's comment, MacRoman
  std::uint64_t comment_length = 0;           // 0 also where a comment is announced but lies outside the item
  std::uint64_t secondary_header_length = 0;  // of MacBinary, behind the header; nobody knows what would be in it
  std::uint64_t missing = 0;                  // bytes of the forks that the item does not hold
  MacContainer container = MacContainer::macbinary;
  int version = 2;                 // MacBinary: 1, 2 or 3; AppleSingle and AppleDouble: 1 or 2
  bool checksum_wrong = false;     // of a MacBinary II or III header that all else speaks for
  std::uint64_t end = 0;           // of all that the header speaks of, padding left out
  std::vector<AppleEntry> others;  // of AppleSingle and AppleDouble: what has no place above (icons, locks …)
};

/// Seconds since 1970-01-01 on the same clock as the Macintosh date `seconds` (since 1904-01-01); nothing for 0, which
/// is a date that was never set.
[[nodiscard]] std::optional<std::int64_t> unix_seconds(std::uint32_t seconds);

}  // namespace formats::mac
