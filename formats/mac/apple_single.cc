#include "formats/mac/apple_single.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "formats/text/code_page.h"

namespace formats::mac {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t version_at = 4;
constexpr std::size_t home_at = 8;  // version 1: the home file system, sixteen characters
constexpr std::size_t count_at = 24;
constexpr std::size_t list_at = 26;
constexpr std::size_t descriptor_size = 12;
constexpr std::uint32_t most_entries = 1024;  // fifteen are defined
constexpr std::size_t longest_name = 255;
constexpr std::size_t finder_info_size = 32;
constexpr std::size_t dates_size = 8;  // as much of them as is read

enum Entry : std::uint32_t {
  data_fork = 1,
  resource_fork = 2,
  real_name = 3,
  comment = 4,
  file_info = 7,
  file_dates = 8,
  finder_info = 9,
};

std::uint32_t u32_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (const char byte : bytes.substr(at, 4)) value = value << 8U | static_cast<unsigned char>(byte);
  return value;
}

std::uint32_t u16_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])) << 8U |
         static_cast<unsigned char>(bytes[at + 1]);
}

// Signed seconds since 2000-01-01 UTC; the smallest value is "unknown", and 1904 cannot be counted on after 2040.
std::uint32_t mac_date(std::uint32_t since_2000) {
  constexpr std::int64_t from_1904_to_2000 = 3'029'529'600;
  const auto seconds = static_cast<std::int32_t>(since_2000);
  if (seconds == std::numeric_limits<std::int32_t>::min()) return 0;
  const std::int64_t mac = seconds + from_1904_to_2000;
  return mac <= std::numeric_limits<std::uint32_t>::max() ? static_cast<std::uint32_t>(mac) : 0;
}

bool overlap(std::vector<AppleEntry> entries, std::uint64_t list_end) {
  std::erase_if(entries, [](const AppleEntry& entry) { return entry.length == 0; });
  std::ranges::sort(entries, {}, &AppleEntry::offset);
  std::uint64_t end = list_end;
  for (const AppleEntry& entry : entries) {
    if (entry.offset < end) return true;
    end = entry.offset + entry.length;
  }
  return false;
}

// Fills a file from its entries.
class Reader {
 public:
  Reader(std::string_view header, const std::vector<AppleEntry>& entries, const ReadItem& bytes)
      : header_(header), entries_(entries), bytes_(bytes) {}

  MacFile read() {
    file_.container = header_[3] == '\0' ? MacContainer::apple_single : MacContainer::apple_double;
    file_.version = u32_at(header_, version_at) == 0x00010000 ? 1 : 2;
    read_name();
    read_finder_info();
    read_dates();
    place(data_fork, file_.data_offset, file_.data_length);
    place(resource_fork, file_.resource_offset, file_.resource_length);
    place(comment, file_.comment_offset, file_.comment_length);
    for (const AppleEntry& entry : entries_) {
      file_.end = std::max(file_.end, entry.offset + entry.length);
      const bool has_place = (entry.id >= data_fork && entry.id <= comment) || entry.id == file_dates ||
                             (entry.id == finder_info && entry.length <= finder_info_size) ||
                             (entry.id == file_info && file_.version == 1);
      if (!has_place) file_.others.push_back(entry);
    }
    return std::move(file_);
  }

 private:
  [[nodiscard]] const AppleEntry* find(std::uint32_t id) const {
    const auto found = std::ranges::find(entries_, id, &AppleEntry::id);
    return found == entries_.end() ? nullptr : &*found;
  }

  // The start of an entry; nothing when there is none.
  [[nodiscard]] std::string start_of(std::uint32_t id, std::size_t most) const {
    const AppleEntry* const entry = find(id);
    if (entry == nullptr || entry->length == 0) return {};
    return bytes_(entry->offset, static_cast<std::size_t>(std::min<std::uint64_t>(entry->length, most)));
  }

  void place(std::uint32_t id, std::uint64_t& offset, std::uint64_t& length) const {
    const AppleEntry* const entry = find(id);
    if (entry == nullptr || entry->length == 0) return;
    offset = entry->offset;
    length = entry->length;
  }

  void read_name() {
    file_.stored_name = start_of(real_name, longest_name);
    file_.name = text::to_utf8(text::CodePage::macroman, file_.stored_name);
  }

  void read_finder_info() {
    std::string info = start_of(finder_info, finder_info_size);
    info.resize(finder_info_size, '\0');
    std::copy_n(info.begin(), 16, file_.finder_info.begin());
    std::copy_n(info.begin() + 16, 16, file_.extended_finder_info.begin());
    std::copy_n(info.begin(), 4, file_.type.begin());
    std::copy_n(info.begin() + 4, 4, file_.creator.begin());
    file_.finder_flags = static_cast<std::uint16_t>(u16_at(info, 8));
  }

  void read_dates() {
    if (const std::string dates = start_of(file_dates, dates_size); dates.size() == dates_size) {
      file_.created = mac_date(u32_at(dates, 0));
      file_.modified = mac_date(u32_at(dates, 4));
      file_.dates_in_utc = true;
      return;
    }
    if (file_.version != 1 || !header_.substr(home_at).starts_with("Macintosh")) return;
    const std::string dates = start_of(file_info, dates_size);
    if (dates.size() < dates_size) return;
    file_.created = u32_at(dates, 0);
    file_.modified = u32_at(dates, 4);
  }

  std::string_view header_;
  const std::vector<AppleEntry>& entries_;
  const ReadItem& bytes_;
  MacFile file_;
};

}  // namespace

bool begins_apple_single(std::string_view first_bytes) {
  if (first_bytes.size() < apple_single_reach || !first_bytes.starts_with("\0\5\x16"sv)) return false;
  const std::uint32_t version = u32_at(first_bytes, version_at);
  return (first_bytes[3] == '\0' || first_bytes[3] == '\x07') && (version == 0x00010000 || version == 0x00020000);
}

tl::expected<MacFile, std::string_view> parse_apple_single(std::uint64_t item_length, const ReadItem& bytes) {
  if (item_length < list_at) return tl::unexpected(not_apple_single::other_magic);
  const std::string header = bytes(0, list_at);
  if (!begins_apple_single(header)) return tl::unexpected(not_apple_single::other_magic);
  const std::uint32_t count = u16_at(header, count_at);
  const std::size_t list_length = count * descriptor_size;
  if (list_length > item_length - list_at) return tl::unexpected(not_apple_single::list_outside);
  if (count > most_entries) return tl::unexpected(not_apple_single::too_many);
  if (count == 0) return tl::unexpected(not_apple_single::no_entries);

  const std::string list = bytes(list_at, list_length);
  std::vector<AppleEntry> entries;
  for (std::size_t at = 0; at < list_length; at += descriptor_size) {
    const AppleEntry entry{u32_at(list, at), u32_at(list, at + 4), u32_at(list, at + 8)};
    if (entry.length > 0 && entry.offset + entry.length > item_length)
      return tl::unexpected(not_apple_single::entry_outside);
    const auto same = [&](const AppleEntry& other) { return other.id == entry.id; };
    if ((entry.id == data_fork || entry.id == resource_fork) && std::ranges::any_of(entries, same))
      return tl::unexpected(not_apple_single::two_forks_alike);
    entries.push_back(entry);
  }
  if (overlap(entries, list_at + list_length)) return tl::unexpected(not_apple_single::entries_overlap);
  return Reader(header, entries, bytes).read();
}

}  // namespace formats::mac
