#include "stages/encode/file_label.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "formats/ccmail/label.h"
#include "formats/ccmail/title.h"
#include "formats/mac/mac_file.h"
#include "formats/mime/attachment_name.h"
#include "formats/mime/media_type.h"
#include "formats/mime/signature.h"

namespace stages {
namespace {

using formats::ccmail::ItemKind;
using formats::ccmail::WallClock;
using formats::mime::FileEvidence;
using formats::mime::FileType;

std::optional<WallClock> wall_clock(std::uint32_t mac_seconds) {
  const auto seconds = formats::mac::unix_seconds(mac_seconds);
  if (!seconds) return std::nullopt;
  return formats::ccmail::from_unix_seconds(*seconds);
}

FileType type_of(const Item& item, std::string_view name) {
  std::string scratch;
  const Extent& data = item.mac ? item.mac->data : item.content();
  FileEvidence evidence{.name = name, .first_bytes = data.head(formats::mime::signature_reach, scratch)};
  if (item.mac) {
    const formats::mac::MacFile& mac = item.mac->file;
    evidence.mac_type = {mac.type.data(), mac.type.size()};
    evidence.mac_creator = {mac.creator.data(), mac.creator.size()};
  }
  return formats::mime::type_of_file(evidence);
}

// The file's name and type. `title` is the label's, without its date.
void name_file(FileLabel& read, const Item& item, std::string_view title, std::size_t number) {
  const std::string of_mac = item.mac ? formats::mime::safe_attachment_name(item.mac->file.name) : std::string();
  const bool header_only = item.mac && item.mac->file.container == formats::mac::MacContainer::apple_double;
  if (!header_only) read.name = of_mac;
  if (read.name.empty()) read.name = formats::mime::safe_attachment_name(formats::mime::without_path(title));
  if (read.name.empty()) read.name = of_mac;
  FileType type = type_of(item, read.name);
  // What the fax viewer of cc:Mail needed no extension for, mail programs do.
  const bool is_fax = item.kind == ItemKind::fax;
  if (is_fax && type.media_type == formats::mime::any_bytes) type = {.media_type = "image/x-pcx", .extension = ".pcx"};
  read.media_type = type.media_type;
  const bool made = read.name.empty();
  if (made) read.name = "unnamed-" + std::to_string(number);
  if (made || (is_fax && formats::mime::type_of_name(read.name) != type.media_type)) read.name += type.extension;
}

// What stands nowhere else: the label where it says more than the name, the Mac's name as it was.
void describe(FileLabel& read, const Item& item, std::string_view kind) {
  if (item.kind == ItemKind::other) {
    read.description.append(kind).append(": ").append(read.title);
  } else if (read.title != read.name) {
    read.description = read.title;
  }
  if (!item.mac || item.mac->file.name == read.name) return;
  const std::string& true_name = item.mac->file.name;
  if (read.description.empty()) {
    read.description = true_name;
  } else if (read.description.find(true_name) == std::string::npos) {
    read.description.append(" (").append(true_name).append(")");
  }
}

}  // namespace

FileLabel read_label(const Item& item, std::size_t number, formats::text::CodePage page) {
  FileLabel read;
  std::string scratch;
  const auto label = formats::ccmail::split_item_label(item.label.head(item.label.length(), scratch));
  if (!label.title.empty()) read.unmappable = formats::text::append_utf8(read.title, page, label.title);
  if (item.kind == ItemKind::text) return read;

  formats::ccmail::FileTitle title = formats::ccmail::parse_file_title(read.title);
  read.date = title.date;
  if (item.mac) {
    read.created = wall_clock(item.mac->file.created);
    if (const auto modified = wall_clock(item.mac->file.modified)) read.date = modified;
    read.dates_in_utc = item.mac->file.dates_in_utc && (item.mac->file.created != 0 || item.mac->file.modified != 0);
  }
  name_file(read, item, title.name, number);
  describe(read, item, formats::text::to_utf8(page, label.name));
  return read;
}

void FileLabels::read(const std::vector<Item>& items) {
  items_ = items;
  labels_.clear();
  for (std::size_t i = 0; i < std::min(items.size(), kept_); ++i) labels_.push_back(read_label(items[i], i + 1, page_));
}

const FileLabel& FileLabels::operator[](std::size_t index) {
  if (index < labels_.size()) return labels_[index];
  return other_ = read_label(items_[index], index + 1, page_);
}

}  // namespace stages
