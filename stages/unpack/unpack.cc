#include "stages/unpack/unpack.h"

#include <string>
#include <utility>

#include "formats/ccmail/excerpt.h"
#include "stages/damage_text.h"
#include "stages/head.h"
#include "stages/unpack/hex_text.h"
#include "stages/unpack/mac_content.h"

namespace stages {
void Unpack::take(Piece piece, pipeline::Sink<Piece>& sink) {
  if (auto* message = std::get_if<Message>(&piece)) {
    message->number = ++messages_;
    // Whether files from DOS clients are wrapped as MacBinary too is unknown: every item but a text is looked at.
    for (Item& item : message->items)
      if (item.kind != formats::ccmail::ItemKind::text) look_into(*message, item);
    message->parsed = std::make_unique<const Head>(message->head, *words_);
    read_date(*message);
    selector_.mark(*message, page_.value_or(message->survey->code_page.page));
    census_.add(*message);
  } else if (const auto* quarantined = std::get_if<Quarantined>(&piece)) {
    census_.add(*quarantined, *words_);
  } else if (auto* accounted = std::get_if<DumpAccounted>(&piece)) {
    accounted->unknown_labels = census_.take();
  }
  sink.put(std::move(piece));
}

void Unpack::look_into(Message& message, Item& item) const {
  const auto report = [&](DamageKind kind, std::string what) {
    constexpr std::size_t reach = 256;
    std::string scratch;
    message.damage.push_back({kind, item.label.offset(), item.label.length() + item.data.length(), std::move(what),
                              formats::ccmail::structure_excerpt(item.label.head(reach, scratch), *words_)});
  };
  if (item.data.length() > 0 && files_.value_or(message.survey->files.bytes) == FileBytes::hex) {
    if (auto decoded = decode_hex_item(item.data)) {
      item.decoded = std::make_shared<const Extent>(*std::move(decoded));
    } else {
      report(DamageKind::hex_text, damage_text::not_hex(decoded.error().at));
    }
  }
  MacFinding found = find_mac_content(item.content());
  item.mac = std::move(found.content);
  if (!found.damage.empty()) report(DamageKind::mac_file, std::move(found.damage));
}

void Unpack::read_date(Message& message) {
  const std::string_view raw = message.parsed->value(formats::ccmail::Meaning::date, joined_);
  scratch_.clear();
  formats::text::append_utf8(scratch_, page_.value_or(message.survey->code_page.page), raw);
  message.date.before = before_;
  message.date.stated = formats::ccmail::parse_date(scratch_, order_.value_or(message.survey->date_order.order));
  if (message.date.stated) before_ = message.date.stated;
}

}  // namespace stages
