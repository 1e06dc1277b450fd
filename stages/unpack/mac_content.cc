#include "stages/unpack/mac_content.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "formats/mac/apple_single.h"
#include "formats/mac/macbinary.h"
#include "stages/damage_text.h"

namespace stages {
namespace {

using formats::mac::MacContainer;
using formats::mac::MacFile;

std::shared_ptr<MacContent> content_of(MacFile file, const Extent& bytes) {
  auto content = std::make_shared<MacContent>();
  content->container = bytes;
  content->data = bytes.sub(file.data_offset, file.data_length);
  content->resource = bytes.sub(file.resource_offset, file.resource_length);
  std::string scratch;
  // The Finder holds no longer comment than 200 bytes, and some writers fill all of them.
  std::string_view comment = bytes.sub(file.comment_offset, file.comment_length).head(200, scratch);
  while (comment.ends_with('\0')) comment.remove_suffix(1);
  content->comment = comment;
  content->file = std::move(file);
  return content;
}

MacFinding in_macbinary(MacFile file, const Extent& bytes) {
  const std::uint64_t missing = file.missing;
  const bool data_fork_whole = file.data_offset + file.data_length <= bytes.length();
  const bool certain = file.version > 1;
  const bool checksum_wrong = file.checksum_wrong;
  if (missing > 0 && !certain) return {nullptr, damage_text::mac_file_cut(missing)};
  auto content = content_of(std::move(file), bytes);
  content->stays_one = checksum_wrong || !data_fork_whole;
  if (checksum_wrong) return {std::move(content), damage_text::mac_checksum_wrong()};
  if (missing == 0) return {std::move(content), {}};
  return {std::move(content),
          data_fork_whole ? damage_text::resource_fork_cut(missing) : damage_text::mac_file_cut(missing)};
}

MacFinding in_apple_single(const Extent& bytes, std::string_view first_bytes) {
  const bool has_data_fork = first_bytes[3] == '\0';
  auto file = formats::mac::parse_apple_single(bytes.length(), [&](std::uint64_t offset, std::size_t length) {
    std::string scratch;
    return std::string(bytes.sub(offset, length).head(length, scratch));
  });
  if (!file)
    return {nullptr, damage_text::mac_file_unreadable(has_data_fork ? "AppleSingle" : "AppleDouble", file.error())};
  auto content = content_of(*std::move(file), bytes);
  content->stays_one = content->file.container == MacContainer::apple_double;
  return {std::move(content), {}};
}

}  // namespace

MacFinding find_mac_content(const Extent& bytes) {
  std::string scratch;
  const std::string_view first_bytes = bytes.head(formats::mac::macbinary_header_size, scratch);
  if (auto file = formats::mac::parse_macbinary(first_bytes, bytes.length()))
    return in_macbinary(*std::move(file), bytes);
  if (formats::mac::begins_apple_single(first_bytes)) return in_apple_single(bytes, first_bytes);
  return {};
}

std::vector<Extent> outside_the_forks(const MacContent& content) {
  std::array<const Extent*, 2> forks{&content.data, &content.resource};
  std::ranges::sort(forks, {}, [](const Extent* fork) { return fork->offset(); });
  std::vector<Extent> outside;
  std::uint64_t at = content.container.offset();
  const auto add_up_to = [&](std::uint64_t end) {
    if (end > at) outside.push_back(content.container.sub(at - content.container.offset(), end - at));
  };
  for (const Extent* const fork : forks) {
    if (fork->length() == 0) continue;
    add_up_to(fork->offset());
    at = fork->offset() + fork->length();
  }
  add_up_to(content.container.offset() + content.container.length());
  return outside;
}

}  // namespace stages
