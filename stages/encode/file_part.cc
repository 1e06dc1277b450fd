#include "stages/encode/file_part.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "formats/mac/apple_double.h"
#include "formats/mac/mac_file.h"
#include "formats/mime/media_type.h"
#include "formats/mime/transfer.h"
#include "formats/text/byte_block.h"
#include "stages/encode/part.h"
#include "stages/identity.h"

namespace stages {
namespace {

using formats::ccmail::WallClock;
using formats::mac::MacContainer;
using formats::mac::MacFile;
using formats::mime::Parameter;
using formats::mime::TransferEncoding;

// Of a Finder comment, in bytes: the Finder holds no more.
constexpr std::uint64_t longest_comment = 200;

// Four characters of a Mac type or creator as RFC 1740 writes them: eight hexadecimal digits, since they may be any
// bytes.
std::string hex(const std::array<char, 4>& code) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char c : code) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4U];
    text += digits[byte & 0x0fU];
  }
  return text;
}

bool has_eight_bit(const Extent& data) {
  bool found = false;
  data.visit([&](std::string_view part) {
    if (!found) found = formats::text::length_before(part, [](auto bytes) { return bytes < 0; }) < part.size();
  });
  return found;
}

// Whether anything but filling, the blocks' padding and what separates items, stands behind all that the header tells.
bool has_bytes_behind(const formats::mac::MacFile& file, const Extent& data) {
  constexpr std::string_view filling("\0\r\n\x1a", 4);
  if (file.end >= data.length()) return false;
  bool found = false;
  data.sub(file.end, data.length() - file.end).visit([&](std::string_view part) {
    found = found || part.find_first_not_of(filling) != std::string_view::npos;
  });
  return found;
}

// Entries of AppleSingle that MacFile has no place for, as far as a header should hold them: icons and locks are short.
std::vector<formats::mac::CarriedEntry> carried_entries(const MacContent& mac, Tally& tally) {
  constexpr std::uint64_t most_bytes = std::uint64_t{32} << 10U;
  std::vector<formats::mac::CarriedEntry> carried;
  std::uint64_t bytes = 0;
  for (const formats::mac::AppleEntry& entry : mac.file.others) {
    if (entry.length > most_bytes - bytes) {
      ++tally.mac_entries_left_out;
      continue;
    }
    bytes += entry.length;
    std::string scratch;
    const auto length = static_cast<std::size_t>(entry.length);
    carried.push_back({entry.id, std::string(mac.container.sub(entry.offset, length).head(length, scratch))});
  }
  return carried;
}

void append_description(std::string& out, const FileLabel& label) {
  if (!label.description.empty()) formats::mime::append_unstructured(out, "Content-Description", label.description);
}

}  // namespace

void FilePart::write(const Item& item, const FileLabel& label, std::string_view digits, MailBuffer& mail,
                     Tally& tally) const {
  append_description(mail.text(), label);
  if (!item.mac) {
    write_leaf(label.media_type, item, label, label.name, item.content(), mail);
    return;
  }
  const MacContent& mac = *item.mac;
  if (stays_container(mac, mac_)) {
    write_container(item, label, mail);
    return;
  }
  tally.mac_secondary_headers_left_out += mac.file.secondary_header_length > 0 ? 1 : 0;
  tally.mac_tails_left_out += has_bytes_behind(mac.file, mac.container) ? 1 : 0;
  if (mac_ == MacForm::appledouble && mac.resource.length() > 0) {
    write_apple_double(item, label, digits, mail, tally);
    return;
  }
  tally.mac_entries_left_out += mac.file.others.size();
  tally.resource_forks_left_out += mac.resource.length() > 0 ? 1 : 0;
  tally.mac_comments_left_out += mac.comment.empty() ? 0 : 1;
  write_leaf(label.media_type, item, label, label.name, mac.data, mail);
}

std::uint64_t FilePart::delivered_bytes(const Item& item) const {
  if (!item.mac) return item.content().length();
  const MacContent& mac = *item.mac;
  if (stays_container(mac, mac_)) return mac.container.length();
  return mac.data.length() + (mac_ == MacForm::appledouble ? mac.resource.length() : 0);
}

TextFile raw_text_file(std::uint64_t number) {
  return {"text-" + std::to_string(number) + "-raw.txt", formats::mime::any_bytes};
}

TextFile rich_text_file(std::uint64_t number) { return {"text-" + std::to_string(number) + ".rtf", "application/rtf"}; }

void FilePart::write_raw_text(const Extent& data, std::uint64_t number, std::uint64_t unmappable,
                              MailBuffer& mail) const {
  const std::string text = std::to_string(number);
  const std::string bytes = unmappable == 1 ? "1 byte has" : std::to_string(unmappable) + " bytes have";
  write_text_file(raw_text_file(number),
                  "Text " + text + " as it stands in the export: " + bytes + " no character in code page " +
                      std::string(formats::text::name_of(page_)),
                  data, mail);
}

void FilePart::write_rich_text(const Extent& data, std::uint64_t number, MailBuffer& mail) const {
  const std::string text = std::to_string(number);
  write_text_file(rich_text_file(number), "Text " + text + " as it stands in the export: rich text", data, mail);
}

void FilePart::write_text_file(const TextFile& file, std::string_view description, const Extent& data,
                               MailBuffer& mail) const {
  std::string& out = mail.text();
  formats::mime::append_unstructured(out, "Content-Description", description);
  const std::array<Parameter, 1> type_parameters{{{"name", file.name}}};
  formats::mime::append_content_type(out, file.media_type, type_parameters);
  formats::mime::append_content_disposition(out, "attachment", file.name, disposition({}, data));
  append_transfer_encoding(out, TransferEncoding::base64);
  out += '\n';
  write_base64({}, data, mail);
}

void FilePart::write_leaf(std::string_view media_type, const Item& item, const FileLabel& label, std::string_view name,
                          const Extent& data, MailBuffer& mail) const {
  std::string& out = mail.text();
  std::vector<Parameter> parameters;
  append_charset(parameters, media_type, item, data);
  if (item.mac) {
    parameters.push_back({"x-mac-type", hex(item.mac->file.type)});
    parameters.push_back({"x-mac-creator", hex(item.mac->file.creator)});
  }
  parameters.push_back({"name", std::string(name)});
  formats::mime::append_content_type(out, media_type, parameters);
  formats::mime::append_content_disposition(out, "attachment", name, disposition(label, data));
  append_transfer_encoding(out, TransferEncoding::base64);
  out += '\n';
  write_base64({}, data, mail);
}

// Text out of a Macintosh is in its own character set, whatever the post office's. A page of HTML says its own, which a
// parameter would overrule.
void FilePart::append_charset(std::vector<Parameter>& parameters, std::string_view media_type, const Item& item,
                              const Extent& data) const {
  if (!formats::mime::is_text_type(media_type) || media_type == "text/html") return;
  const auto page = item.mac ? formats::text::CodePage::macroman : page_;
  parameters.push_back({"charset", has_eight_bit(data) ? std::string(formats::text::charset_of(page)) : "us-ascii"});
}

// As it stands in the export. AppleDouble has its name from the label, which tells it from its data file.
void FilePart::write_container(const Item& item, const FileLabel& label, MailBuffer& mail) const {
  const Extent& bytes = item.mac->container;
  switch (item.mac->file.container) {
    case MacContainer::macbinary:
      write_leaf("application/macbinary", item, label, label.name + ".bin", bytes, mail);
      break;
    case MacContainer::apple_single:
      write_leaf("application/applefile", item, label, label.name + ".as", bytes, mail);
      break;
    case MacContainer::apple_double:
      write_leaf("application/applefile", item, label, label.name, bytes, mail);
      break;
  }
}

// RFC 1740: first the header file with the resource fork, then the data fork, also when that is empty.
void FilePart::write_apple_double(const Item& item, const FileLabel& label, std::string_view digits, MailBuffer& mail,
                                  Tally& tally) const {
  const MacContent& mac = *item.mac;
  std::string& out = mail.text();
  Multipart both(mail, "multipart/appledouble", boundary(digits, 2), label.name);
  formats::mime::append_content_disposition(out, "attachment", label.name);

  both.begin_part();
  const std::array<Parameter, 1> header_parameters{{{"name", label.name}}};
  formats::mime::append_content_type(out, "application/applefile", header_parameters);
  formats::mime::append_content_disposition(out, "attachment", label.name);
  append_transfer_encoding(out, TransferEncoding::base64);
  out += '\n';
  tally.mac_comments_cut += mac.file.comment_length > longest_comment ? 1 : 0;
  const auto resource_length = static_cast<std::uint32_t>(mac.resource.length());  // 32 bits in the container too
  write_base64(formats::mac::apple_double_header(with_dates_in_utc(mac.file), mac.comment, resource_length,
                                                 carried_entries(mac, tally)),
               mac.resource, mail);

  both.begin_part();
  write_leaf(label.media_type, item, label, label.name, mac.data, mail);
  both.end();
}

// RFC 2183, 2.4 to 2.7.
std::vector<Parameter> FilePart::disposition(const FileLabel& label, const Extent& data) const {
  std::vector<Parameter> parameters;
  if (label.created) parameters.push_back({"creation-date", date_time(*label.created, label.dates_in_utc)});
  if (label.date) parameters.push_back({"modification-date", date_time(*label.date, label.dates_in_utc)});
  parameters.push_back({"size", std::to_string(data.length())});
  return parameters;
}

std::string FilePart::date_time(const WallClock& clock, bool in_utc) const {
  if (in_utc) return formats::ccmail::format_rfc5322(clock, 0);
  if (!zone_) return formats::ccmail::format_rfc5322(clock);
  const formats::time::Resolved placed = zone_->resolve(clock);
  return formats::ccmail::format_rfc5322(placed.shown, placed.offset_minutes);
}

// MacBinary has the wall clock, AppleDouble UTC. Without a zone the wall clock counts as UTC, as for messages.
MacFile FilePart::with_dates_in_utc(MacFile file) const {
  if (!zone_ || file.dates_in_utc) return file;
  for (std::uint32_t* const seconds : {&file.created, &file.modified}) {
    const auto wall = formats::mac::unix_seconds(*seconds);
    if (!wall) continue;
    const std::int64_t moment = zone_->resolve(formats::ccmail::from_unix_seconds(*wall)).unix_seconds;
    *seconds = static_cast<std::uint32_t>(*seconds + (moment - *wall));
  }
  return file;
}

}  // namespace stages
