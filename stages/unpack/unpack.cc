#include "stages/unpack/unpack.h"

#include <string>
#include <utility>

#include "formats/mac/macbinary.h"
#include "stages/head.h"

namespace stages {
namespace {

std::shared_ptr<const MacContent> mac_content_of(const Extent& data) {
  std::string scratch;
  auto file = formats::mac::parse_macbinary(data.head(formats::mac::macbinary_header_size, scratch), data.length());
  if (!file) return nullptr;
  auto content = std::make_shared<MacContent>();
  content->data = data.sub(file->data_offset, file->data_length);
  content->resource = data.sub(file->resource_offset, file->resource_length);
  std::string comment_scratch;
  // The Finder holds no longer comment than 200 bytes.
  content->comment = data.sub(file->comment_offset, file->comment_length).head(200, comment_scratch);
  content->file = std::move(*file);
  return content;
}

}  // namespace

void Unpack::take(Piece piece, pipeline::Sink<Piece>& sink) {
  if (auto* message = std::get_if<Message>(&piece)) {
    // Whether files from DOS clients are wrapped as MacBinary too is unknown: every item but a text is looked at.
    for (Item& item : message->items)
      if (item.kind != formats::ccmail::ItemKind::text) item.mac = mac_content_of(item.data);
    message->parsed = std::make_unique<const Head>(message->head, *words_);
    message->identity = identity_.digits(message->parsed->lines(), *message);
    read_date(*message);
    census_.add(*message);
  } else if (const auto* quarantined = std::get_if<Quarantined>(&piece)) {
    census_.add(*quarantined, *words_);
  } else if (auto* accounted = std::get_if<DumpAccounted>(&piece)) {
    accounted->unknown_labels = census_.take();
  }
  sink.put(std::move(piece));
}

void Unpack::read_date(Message& message) {
  const std::string_view raw = joined_value(message.parsed->lines(), formats::ccmail::Meaning::date, joined_);
  scratch_.clear();
  formats::text::append_utf8(scratch_, page_.value_or(message.survey->code_page.page), raw);
  message.date.before = before_;
  message.date.stated = formats::ccmail::parse_date(scratch_, order_.value_or(message.survey->date_order.order));
  if (message.date.stated) before_ = message.date.stated;
}

}  // namespace stages
