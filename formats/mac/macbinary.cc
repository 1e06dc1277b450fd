#include "formats/mac/macbinary.h"

#include <algorithm>
#include <utility>

#include "formats/mac/crc16.h"
#include "formats/text/code_page.h"

namespace formats::mac {
namespace {

// Where things stand in the header.
constexpr std::size_t name_length_at = 1;
constexpr std::size_t name_at = 2;
constexpr std::size_t longest_name = 63;
constexpr std::size_t type_at = 65;
constexpr std::size_t creator_at = 69;
constexpr std::size_t finder_flags_high_at = 73;
constexpr std::size_t zero_at = 74;
constexpr std::size_t place_at = 75;  // in its window, and the window: six bytes
constexpr std::size_t second_zero_at = 82;
constexpr std::size_t data_length_at = 83;
constexpr std::size_t resource_length_at = 87;
constexpr std::size_t created_at = 91;
constexpr std::size_t modified_at = 95;
constexpr std::size_t comment_length_at = 99;
constexpr std::size_t finder_flags_low_at = 101;
constexpr std::size_t signature_at = 102;
constexpr std::size_t script_at = 106;
constexpr std::size_t extended_flags_at = 107;
constexpr std::size_t secondary_length_at = 120;
constexpr std::size_t checksum_at = 124;

constexpr std::string_view macbinary_3_signature = "mBIN";

// Between 1904-01-01 and 1970-01-01.
constexpr std::int64_t seconds_to_unix = 2'082'844'800;

std::uint8_t byte_at(std::string_view header, std::size_t at) { return static_cast<std::uint8_t>(header[at]); }

std::uint16_t u16_at(std::string_view header, std::size_t at) {
  return static_cast<std::uint16_t>(byte_at(header, at) << 8 | byte_at(header, at + 1));
}

std::uint32_t u32_at(std::string_view header, std::size_t at) {
  return static_cast<std::uint32_t>(u16_at(header, at)) << 16 | u16_at(header, at + 2);
}

std::uint64_t padded(std::uint64_t length) { return (length + 127) / 128 * 128; }

bool checksum_holds(std::string_view header) {
  return crc16_xmodem(header.substr(0, checksum_at)) == u16_at(header, checksum_at);
}

// Where the forks lie, as the header has it; whether they lie inside the item is a question of its own.
void read_extents(std::string_view header, MacFile& file) {
  file.data_offset = macbinary_header_size + padded(u16_at(header, secondary_length_at));
  file.data_length = u32_at(header, data_length_at);
  file.resource_offset = file.data_offset + padded(file.data_length);
  file.resource_length = u32_at(header, resource_length_at);
  file.comment_offset = file.resource_offset + padded(file.resource_length);
  file.comment_length = u16_at(header, comment_length_at);
}

// The padding behind the last fork may be missing: there is nothing behind it that it would move.
bool forks_fit(const MacFile& file, std::uint64_t item_length) {
  const std::uint64_t end =
      file.resource_length > 0 ? file.resource_offset + file.resource_length : file.data_offset + file.data_length;
  return end <= item_length;
}

void read_finder_info(std::string_view header, MacFile& file) {
  std::ranges::copy(header.substr(type_at, file.type.size()), file.type.begin());
  std::ranges::copy(header.substr(creator_at, file.creator.size()), file.creator.begin());
  file.finder_flags =
      static_cast<std::uint16_t>(byte_at(header, finder_flags_high_at) << 8 | byte_at(header, finder_flags_low_at));

  auto& info = file.finder_info;
  std::ranges::copy(header.substr(type_at, 8), info.begin());
  info[8] = header[finder_flags_high_at];
  info[9] = header[finder_flags_low_at];
  std::ranges::copy(header.substr(place_at, 6), info.begin() + 10);

  if (file.version == 3) {
    file.extended_finder_info[8] = header[script_at];
    file.extended_finder_info[9] = header[extended_flags_at];
  }
}

}  // namespace

tl::expected<MacFile, std::string_view> parse_macbinary(std::string_view first_128_bytes, std::uint64_t item_length) {
  const std::string_view header = first_128_bytes.substr(0, macbinary_header_size);
  if (header.size() < macbinary_header_size) return tl::unexpected(not_macbinary::too_short);

  const std::size_t name_length = byte_at(header, name_length_at);
  if (header[0] != '\0' || name_length < 1 || name_length > longest_name) {
    return tl::unexpected(not_macbinary::no_name);
  }
  if (header[zero_at] != '\0' || header[second_zero_at] != '\0') return tl::unexpected(not_macbinary::reserved_bytes);
  if (!checksum_holds(header)) return tl::unexpected(not_macbinary::wrong_checksum);

  MacFile file;
  read_extents(header, file);
  if (!forks_fit(file, item_length)) return tl::unexpected(not_macbinary::forks_too_long);
  if (file.comment_offset + file.comment_length > item_length) file.comment_length = 0;

  file.version = header.substr(signature_at, macbinary_3_signature.size()) == macbinary_3_signature ? 3 : 2;
  file.stored_name = header.substr(name_at, name_length);
  file.name = text::to_utf8(text::CodePage::macroman, file.stored_name);
  read_finder_info(header, file);
  file.created = u32_at(header, created_at);
  file.modified = u32_at(header, modified_at);
  return file;
}

std::optional<std::int64_t> unix_seconds(std::uint32_t seconds) {
  if (seconds == 0) return std::nullopt;
  return std::int64_t{seconds} - seconds_to_unix;
}

}  // namespace formats::mac
