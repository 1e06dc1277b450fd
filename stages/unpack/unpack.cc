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
    const auto length = static_cast<std::size_t>(message->head.length());
    message->parsed = std::make_unique<const Head>(std::string(message->head.head(length, scratch_)), *words_);
    message->identity = identity_.digits(message->parsed->lines(), *message);
  }
  sink.put(std::move(piece));
}

}  // namespace stages
