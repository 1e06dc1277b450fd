#include "stages/encode/body.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "formats/ascii.h"
#include "formats/ccmail/title.h"
#include "formats/mac/apple_double.h"
#include "formats/mime/header.h"
#include "formats/mime/media_type.h"
#include "formats/mime/transfer.h"
#include "stages/identity.h"

namespace stages {
namespace {

using formats::ccmail::ItemKind;
using formats::mime::Parameter;
using formats::mime::TransferEncoding;

// Longer texts are not looked at before they are encoded: they always become quoted-printable.
constexpr std::uint64_t long_text = std::uint64_t{1} << 20U;

void append_transfer_encoding(std::string& out, TransferEncoding encoding) {
  out += "Content-Transfer-Encoding: ";
  out += formats::mime::name_of(encoding);
  out += '\n';
}

void append_delimiter(std::string& out, std::string_view boundary, bool last) {
  out += "--";
  out += boundary;
  out += last ? "--\n" : "\n";
}

// The usual title of a text says nothing: `Text_1`.
bool is_usual_title(std::string_view title) {
  constexpr std::string_view usual = "text_";
  if (title.empty()) return true;
  if (title.size() <= usual.size() || !formats::equal_without_case(title.substr(0, usual.size()), usual)) return false;
  title.remove_prefix(usual.size());
  return std::all_of(title.begin(), title.end(), formats::is_digit);
}

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
    found = found ||
            std::any_of(part.begin(), part.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
  });
  return found;
}

bool has_extension(std::string_view name) {
  const std::size_t dot = name.find_last_of('.');
  return dot != std::string_view::npos && dot + 1 < name.size();
}

}  // namespace

void Body::read_labels(const Message& message) {
  labels_.assign(message.items.size(), {});
  std::string scratch;
  for (std::size_t i = 0; i < message.items.size(); ++i) {
    const Item& item = message.items[i];
    const auto label = formats::ccmail::split_item_label(item.label.head(item.label.length(), scratch));
    FileLabel& read = labels_[i];
    if (!label.title.empty()) read.title = formats::text::to_utf8(page_, label.title);
    if (item.kind == ItemKind::text) continue;
    formats::ccmail::FileTitle title = formats::ccmail::parse_file_title(read.title);
    read.date = title.date;
    // The name in the container was written by the Mac itself (Q237886); its checksum has been checked.
    if (item.mac && !item.mac->file.name.empty())
      read.name = item.mac->file.name;
    else if (!title.name.empty())
      read.name = std::move(title.name);
    else
      read.name = "unnamed-" + std::to_string(i + 1);
    // The fax viewer needed no extension, mail programs do (Q166614, Q184053).
    if (item.kind == ItemKind::fax && !has_extension(read.name)) read.name += ".pcx";
    if (item.kind == ItemKind::other) read.title = formats::text::to_utf8(page_, label.name) + ": " + read.title;
  }
}

void Body::write(const Message& message, std::string_view digits, MailBuffer& mail, Tally& tally) {
  const std::vector<Item>& items = message.items;
  if (items.empty()) {
    write_text({}, {}, false, mail, tally);
    return;
  }
  if (items.size() == 1 && items.front().kind == ItemKind::text) {
    ++tally.texts;
    write_text(items.front().data, labels_.front().title, false, mail, tally);
    return;
  }
  const std::string outer = boundary(digits, 1);
  mail.text() += "Content-Type: multipart/mixed; boundary=\"" + outer + "\"\n";
  for (std::size_t i = 0; i < items.size(); ++i) {
    mail.text() += '\n';
    append_delimiter(mail.text(), outer, false);
    if (items[i].kind == ItemKind::text) {
      ++tally.texts;
      write_text(items[i].data, labels_[i].title, true, mail, tally);
    } else {
      ++tally.files;
      tally.mac_files += items[i].mac ? 1 : 0;
      write_file(items[i], labels_[i], digits, mail);
    }
    mail.flush_if_full();
  }
  mail.text() += '\n';
  append_delimiter(mail.text(), outer, true);
}

void Body::count(const formats::text::TextCounts& counts, Tally& tally) {
  tally.control_glyphs += counts.controls;
  tally.highlight_marks += counts.highlight_marks;
  tally.unmappable += counts.unmappable;
}

void Body::write_text(const Extent& data, std::string_view description, bool inside_multipart, MailBuffer& mail,
                      Tally& tally) {
  std::string& out = mail.text();
  out += "Content-Type: text/plain; charset=utf-8\n";
  if (inside_multipart) out += "Content-Disposition: inline\n";
  if (!is_usual_title(description)) formats::mime::append_unstructured(out, "Content-Description", description);
  if (data.length() > long_text) {
    append_transfer_encoding(out, TransferEncoding::quoted_printable);
    out += '\n';
    write_long_text(data, mail, tally);
    return;
  }
  decoded_.clear();
  formats::text::TextDecoder decoder(page_);
  data.visit([&](std::string_view part) { decoder.decode(part, decoded_); });
  decoder.finish(decoded_);
  count(decoder.counts(), tally);
  encoded_.clear();
  append_transfer_encoding(out, formats::mime::encode_text(decoded_, encoded_));
  out += '\n';
  out += encoded_;
}

void Body::write_long_text(const Extent& data, MailBuffer& mail, Tally& tally) {
  formats::text::TextDecoder decoder(page_);
  formats::mime::QuotedPrintableEncoder encoder;
  data.visit([&](std::string_view part) {
    decoded_.clear();
    decoder.decode(part, decoded_);
    encoder.encode(decoded_, mail.text());
    mail.flush_if_full();
  });
  decoded_.clear();
  decoder.finish(decoded_);
  encoder.encode(decoded_, mail.text());
  encoder.finish(mail.text());
  count(decoder.counts(), tally);
}

std::string Body::description_of(const Item& item, const FileLabel& label) {
  // What the label said beyond the name: a glued date (Q166610), another name than the Mac's, an unknown kind.
  return item.kind == ItemKind::other || label.title != label.name ? label.title : std::string();
}

void Body::write_file(const Item& item, const FileLabel& label, std::string_view digits, MailBuffer& mail) {
  if (item.mac && item.mac->resource.length() > 0) {
    write_apple_double(item, label, digits, mail);
    return;
  }
  std::string& out = mail.text();
  const std::string description = description_of(item, label);
  if (!description.empty()) formats::mime::append_unstructured(out, "Content-Description", description);
  const std::string_view media_type =
      item.kind == ItemKind::fax ? "image/x-pcx" : formats::mime::media_type_for(label.name);
  write_file_part(media_type, item, label, item.mac ? item.mac->data : item.data, mail);
}

void Body::write_file_part(std::string_view media_type, const Item& item, const FileLabel& label, const Extent& data,
                           MailBuffer& mail) {
  std::string& out = mail.text();
  std::vector<Parameter> parameters;
  if (formats::mime::is_text_type(media_type))
    parameters.push_back({"charset", has_eight_bit(data) ? std::string(formats::text::charset_of(page_)) : "us-ascii"});
  if (item.mac) {
    parameters.push_back({"x-mac-type", hex(item.mac->file.type)});
    parameters.push_back({"x-mac-creator", hex(item.mac->file.creator)});
  }
  parameters.push_back({"name", label.name});
  formats::mime::append_content_type(out, media_type, parameters);
  formats::mime::append_content_disposition(out, "attachment", label.name);
  append_transfer_encoding(out, TransferEncoding::base64);
  out += '\n';
  write_base64({}, data, mail);
}

// RFC 1740: first the header file with the resource fork, then the data fork, also when that is empty.
void Body::write_apple_double(const Item& item, const FileLabel& label, std::string_view digits, MailBuffer& mail) {
  const MacContent& mac = *item.mac;
  std::string& out = mail.text();
  const std::string inner = boundary(digits, 2);
  const std::string description = description_of(item, label);
  if (!description.empty()) formats::mime::append_unstructured(out, "Content-Description", description);
  const std::array<Parameter, 2> outer_parameters{{{"boundary", inner}, {"name", label.name}}};
  formats::mime::append_content_type(out, "multipart/appledouble", outer_parameters);
  formats::mime::append_content_disposition(out, "attachment", label.name);
  out += '\n';
  append_delimiter(out, inner, false);
  const std::array<Parameter, 1> header_parameters{{{"name", label.name}}};
  formats::mime::append_content_type(out, "application/applefile", header_parameters);
  formats::mime::append_content_disposition(out, "attachment", label.name);
  append_transfer_encoding(out, TransferEncoding::base64);
  out += '\n';
  const auto resource_length = static_cast<std::uint32_t>(mac.resource.length());  // 32 bits in the container too
  write_base64(formats::mac::apple_double_header(mac.file, mac.comment, resource_length), mac.resource, mail);
  mail.text() += '\n';
  append_delimiter(mail.text(), inner, false);
  write_file_part(formats::mime::media_type_for(label.name), item, label, mac.data, mail);
  mail.text() += '\n';
  append_delimiter(mail.text(), inner, true);
}

void Body::write_base64(std::string_view before, const Extent& data, MailBuffer& mail) {
  formats::mime::Base64Encoder encoder;
  encoder.encode(before, mail.text());
  data.visit([&](std::string_view part) {
    encoder.encode(part, mail.text());
    mail.flush_if_full();
  });
  encoder.finish(mail.text());
}

}  // namespace stages
