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
constexpr std::size_t reserved_at = 108;  // eight bytes
constexpr std::size_t secondary_length_at = 120;
constexpr std::size_t version_at = 122;  // the writer's, then what a reader needs
constexpr std::size_t checksum_at = 124;

constexpr std::string_view macbinary_3_signature = "mBIN";

enum class Proof : std::uint8_t { none, xmodem, usb, structure };

std::uint8_t byte_at(std::string_view header, std::size_t at) { return static_cast<std::uint8_t>(header[at]); }

std::uint16_t u16_at(std::string_view header, std::size_t at) {
  return static_cast<std::uint16_t>(byte_at(header, at) << 8 | byte_at(header, at + 1));
}

std::uint32_t u32_at(std::string_view header, std::size_t at) {
  return static_cast<std::uint32_t>(u16_at(header, at)) << 16 | u16_at(header, at + 2);
}

std::uint64_t padded(std::uint64_t length) { return (length + 127) / 128 * 128; }

bool all_zero(std::string_view bytes) { return bytes.find_first_not_of('\0') == std::string_view::npos; }

bool printable(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

bool has_signature(std::string_view header) {
  return header.substr(signature_at, macbinary_3_signature.size()) == macbinary_3_signature;
}

bool has_versions(std::string_view header) {
  const auto known = [](std::uint8_t version) { return version == 0x81 || version == 0x82; };
  return known(byte_at(header, version_at)) && known(byte_at(header, version_at + 1));
}

bool zeros_hold(std::string_view header) { return header[zero_at] == '\0' && header[second_zero_at] == '\0'; }

// All that is the same in every version and can be checked in the header alone, but the lengths.
bool names_look_sound(std::string_view header) {
  const std::string_view name = header.substr(name_at, byte_at(header, name_length_at));
  return zeros_hold(header) && printable(name) && name.find(':') == std::string_view::npos &&
         printable(header.substr(type_at, 8));
}

bool lengths_look_sound(std::string_view header) {
  constexpr std::uint32_t longest_fork = 0x7fffff;  // MacBinary, 1985
  const std::uint32_t data = u32_at(header, data_length_at);
  const std::uint32_t resource = u32_at(header, resource_length_at);
  return data <= longest_fork && resource <= longest_fork && data + resource > 0;
}

bool is_macbinary_1(std::string_view header) {
  return names_look_sound(header) && lengths_look_sound(header) &&
         all_zero(header.substr(comment_length_at, macbinary_header_size - comment_length_at));
}

// But for the checksum. Where that is not merely missing, the lengths are not relied on either.
bool is_macbinary_2(std::string_view header) {
  const bool tail = has_signature(header) ? all_zero(header.substr(reserved_at, 8))
                                          : all_zero(header.substr(signature_at, reserved_at + 8 - signature_at));
  return names_look_sound(header) && has_versions(header) && tail &&
         (u16_at(header, checksum_at) != 0 || lengths_look_sound(header));
}

// Where the forks lie, as the header has it; whether they lie inside the item is a question of its own.
void read_extents(std::string_view header, MacFile& file) {
  file.secondary_header_length = file.version == 1 ? 0 : u16_at(header, secondary_length_at);
  file.data_offset = macbinary_header_size + padded(file.secondary_header_length);
  file.data_length = u32_at(header, data_length_at);
  file.resource_offset = file.data_offset + padded(file.data_length);
  file.resource_length = u32_at(header, resource_length_at);
  file.comment_offset = file.resource_offset + padded(file.resource_length);
  file.comment_length = file.version == 1 ? 0 : u16_at(header, comment_length_at);
}

// The padding behind the last fork may be missing: there is nothing behind it that it would move.
std::uint64_t end_of_forks(const MacFile& file) {
  return file.resource_length > 0 ? file.resource_offset + file.resource_length : file.data_offset + file.data_length;
}

// Both forks end where the item ends: with the last padding or without, with a comment or without, and whatever line
// end a writer put behind an item.
bool ends_with_item(const MacFile& file, std::uint64_t item_length) {
  constexpr std::uint64_t line_end = 2;
  const auto ends_at = [&](std::uint64_t end) { return item_length >= end && item_length <= padded(end) + line_end; };
  return ends_at(end_of_forks(file)) || (file.comment_length > 0 && ends_at(file.comment_offset + file.comment_length));
}

void read_finder_info(std::string_view header, MacFile& file) {
  std::ranges::copy(header.substr(type_at, file.type.size()), file.type.begin());
  std::ranges::copy(header.substr(creator_at, file.creator.size()), file.creator.begin());
  const char low_flags = file.version == 1 ? '\0' : header[finder_flags_low_at];
  file.finder_flags =
      static_cast<std::uint16_t>(byte_at(header, finder_flags_high_at) << 8 | static_cast<std::uint8_t>(low_flags));

  auto& info = file.finder_info;
  std::ranges::copy(header.substr(type_at, 8), info.begin());
  info[8] = header[finder_flags_high_at];
  info[9] = low_flags;
  std::ranges::copy(header.substr(place_at, 6), info.begin() + 10);

  if (file.version == 3) {
    file.extended_finder_info[8] = header[script_at];
    file.extended_finder_info[9] = header[extended_flags_at];
  }
}

// A checksum that holds, and what must hold besides so that it cannot hold by chance.
Proof proof_of(std::string_view header) {
  const std::uint16_t stated = u16_at(header, checksum_at);
  const std::string_view covered = header.substr(0, checksum_at);
  if (crc16_xmodem(covered) == stated) return Proof::xmodem;
  if (!zeros_hold(header)) return Proof::none;
  if (is_macbinary_1(header)) return Proof::structure;
  if (has_versions(header) && crc16_usb(covered) == stated) return Proof::usb;
  return is_macbinary_2(header) ? Proof::structure : Proof::none;
}

}  // namespace

tl::expected<MacFile, std::string_view> parse_macbinary(std::string_view first_128_bytes, std::uint64_t item_length) {
  const std::string_view header = first_128_bytes.substr(0, macbinary_header_size);
  if (header.size() < macbinary_header_size) return tl::unexpected(not_macbinary::too_short);

  const std::size_t name_length = byte_at(header, name_length_at);
  if (header[0] != '\0' || name_length < 1 || name_length > longest_name) {
    return tl::unexpected(not_macbinary::no_name);
  }
  const Proof proof = proof_of(header);
  if (proof == Proof::none)
    return tl::unexpected(zeros_hold(header) ? not_macbinary::no_proof : not_macbinary::reserved_bytes);
  const bool versions = has_versions(header);
  if (!zeros_hold(header) && !versions) return tl::unexpected(not_macbinary::reserved_bytes);

  MacFile file;
  const bool proven = proof != Proof::structure;
  file.checksum_wrong = !proven && versions && u16_at(header, checksum_at) != 0;
  if (!proven && !versions) {
    file.version = 1;
  } else {
    file.version = has_signature(header) ? 3 : 2;
  }
  read_extents(header, file);
  const std::uint64_t end = end_of_forks(file);
  file.missing = end > item_length ? end - item_length : 0;
  const bool may_be_cut = file.version == 1 || file.checksum_wrong || (proven && versions);
  if (file.missing > 0 && !may_be_cut) return tl::unexpected(not_macbinary::forks_too_long);
  if (file.missing == 0 && !proven && !file.checksum_wrong && !ends_with_item(file, item_length))
    return tl::unexpected(not_macbinary::no_proof);
  if (file.comment_offset + file.comment_length > item_length) file.comment_length = 0;
  file.end = file.comment_length > 0 ? file.comment_offset + file.comment_length : end;

  file.stored_name = header.substr(name_at, name_length);
  file.name = text::to_utf8(text::CodePage::macroman, file.stored_name);
  read_finder_info(header, file);
  file.created = u32_at(header, created_at);
  file.modified = u32_at(header, modified_at);
  return file;
}

}  // namespace formats::mac
