#include "formats/mac/apple_double.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace formats::mac {
namespace {

constexpr std::uint32_t magic = 0x00051607;
constexpr std::uint32_t version = 0x00020000;
constexpr std::size_t filler = 16;
constexpr std::size_t header_size = 26;
constexpr std::size_t descriptor_size = 12;
constexpr std::size_t longest_comment = 200;

enum Entry : std::uint32_t { resource_fork = 2, real_name = 3, comment_of_finder = 4, file_dates = 8, finder_info = 9 };

void append_u16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value >> 8 & 0xffU);
  out += static_cast<char>(value & 0xffU);
}

void append_u32(std::string& out, std::uint32_t value) {
  append_u16(out, value >> 16);
  append_u16(out, value & 0xffffU);
}

// Seconds since 2000-01-01, two's complement; the smallest value is "unknown".
std::uint32_t apple_double_date(std::uint32_t mac_seconds) {
  constexpr std::int32_t unknown = std::numeric_limits<std::int32_t>::min();
  constexpr std::int64_t from_1904_to_2000 = 3'029'529'600;
  const std::int64_t seconds = std::int64_t{mac_seconds} - from_1904_to_2000;
  const bool fits = mac_seconds != 0 && seconds > unknown;
  return static_cast<std::uint32_t>(fits ? static_cast<std::int32_t>(seconds) : unknown);
}

std::string dates_of(const MacFile& file) {
  std::string dates;
  append_u32(dates, apple_double_date(file.created));
  append_u32(dates, apple_double_date(file.modified));
  append_u32(dates, apple_double_date(0));  // last backup
  append_u32(dates, apple_double_date(0));  // last access
  return dates;
}

std::string finder_info_of(const MacFile& file) {
  std::string info(file.finder_info.data(), file.finder_info.size());
  info.append(file.extended_finder_info.data(), file.extended_finder_info.size());
  return info;
}

}  // namespace

std::string apple_double_header(const MacFile& file, std::string_view comment, std::uint32_t resource_length,
                                std::span<const CarriedEntry> carried) {
  std::vector<CarriedEntry> parts;
  parts.push_back({real_name, file.stored_name});
  if (!comment.empty()) parts.push_back({comment_of_finder, std::string(comment.substr(0, longest_comment))});
  parts.push_back({file_dates, dates_of(file)});
  const auto is_finder_info = [](const CarriedEntry& entry) { return entry.id == finder_info; };
  if (std::ranges::none_of(carried, is_finder_info)) parts.push_back({finder_info, finder_info_of(file)});
  parts.insert(parts.end(), carried.begin(), carried.end());

  std::string out;
  append_u32(out, magic);
  append_u32(out, version);
  out.append(filler, '\0');
  const std::size_t entries = parts.size() + 1;
  append_u16(out, static_cast<std::uint32_t>(entries));

  std::size_t offset = header_size + entries * descriptor_size;
  const auto describe = [&](std::uint32_t id, std::size_t length) {
    append_u32(out, static_cast<std::uint32_t>(id));
    append_u32(out, static_cast<std::uint32_t>(offset));
    append_u32(out, static_cast<std::uint32_t>(length));
    offset += length;
  };
  for (const CarriedEntry& part : parts) describe(part.id, part.bytes.size());
  describe(resource_fork, resource_length);
  for (const CarriedEntry& part : parts) out += part.bytes;
  return out;
}

}  // namespace formats::mac
