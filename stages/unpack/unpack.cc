#include "stages/unpack/unpack.h"

#include <string>
#include <utility>

#include "stages/head.h"
#include "stages/unpack/mac_content.h"

namespace stages {
void Unpack::take(Piece piece, pipeline::Sink<Piece>& sink) {
  if (auto* message = std::get_if<Message>(&piece)) {
    // Whether files from DOS clients are wrapped as MacBinary too is unknown: every item but a text is looked at.
    for (Item& item : message->items)
      if (item.kind != formats::ccmail::ItemKind::text) look_into(item, message->damage);
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

void Unpack::look_into(Item& item, std::vector<Damage>& damage) {
  MacFinding found = find_mac_content(item.data);
  item.mac = std::move(found.content);
  if (found.damage.empty()) return;
  damage.push_back(
      {DamageKind::mac_file, item.label.offset(), item.label.length() + item.data.length(), std::move(found.damage)});
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
