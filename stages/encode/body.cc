#include "stages/encode/body.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "formats/ascii.h"
#include "formats/ccmail/label.h"
#include "stages/encode/part.h"
#include "stages/identity.h"

namespace stages {
namespace {

using formats::ccmail::ItemKind;

bool is_text(const Item& item) { return item.kind == ItemKind::text; }

// The usual title of a text says nothing: `Text_1`.
bool is_usual_title(std::string_view title) {
  constexpr std::string_view usual = "text_";
  if (title.empty()) return true;
  if (title.size() <= usual.size() || !formats::equal_without_case(title.substr(0, usual.size()), usual)) return false;
  title.remove_prefix(usual.size());
  return std::all_of(title.begin(), title.end(), formats::is_digit);
}

}  // namespace

void Body::read_labels(const Message& message, Tally& tally) {
  labels_.read(message.items);
  for (std::size_t i = 0; i < labels_.size(); ++i) tally.unmappable_in_names += labels_[i].unmappable;
}

void Body::write(const Message& message, std::string_view digits, MailBuffer& mail, Tally& tally) {
  const std::vector<Item>& items = message.items;
  const bool one_text = (items.size() <= 1 || join_texts_) && std::all_of(items.begin(), items.end(), is_text);
  const bool in_front = one_text || join_texts_;
  texts_.clear();
  description_.clear();
  if (in_front) {
    gather_texts(items);
    tally.texts += texts_.size();
    const bool shows_all = text_part_.prepare(texts_, tally);
    if (one_text && shows_all) {
      text_part_.write(description_, false, mail);
      return;
    }
  }
  Multipart mixed(mail, "multipart/mixed", boundary(digits, 1));
  if (!texts_.empty()) write_texts(mixed, mail, tally);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!is_text(items[i])) {
      const FileLabel& label = labels_[i];
      ++tally.files;
      TypeFacts& type = tally.types[std::string(label.media_type)];
      ++type.files;
      type.bytes += file_part_.delivered_bytes(items[i]);
      tally.mac_files += items[i].mac ? 1 : 0;
      tally.hex_files += items[i].decoded ? 1 : 0;
      mixed.begin_part();
      file_part_.write(items[i], label, digits, mail, tally);
      mail.flush_if_full();
    } else if (!in_front) {
      texts_.clear();
      description_.clear();
      gather_text(items[i], labels_[i], ++number);
      ++tally.texts;
      static_cast<void>(text_part_.prepare(texts_, tally));
      write_texts(mixed, mail, tally);
    }
  }
  mixed.end();
}

void Body::gather_texts(const std::vector<Item>& items) {
  for (std::size_t i = 0; i < items.size(); ++i)
    if (is_text(items[i])) gather_text(items[i], labels_[i], texts_.size() + 1);
}

void Body::gather_text(const Item& item, const FileLabel& label, std::uint64_t number) {
  texts_.push_back({.data = &item.data, .number = number});
  if (is_usual_title(label.title)) return;
  if (!description_.empty()) description_ += "; ";
  description_ += label.title;
}

// What was prepared, and behind it the texts as they stand in the export where it does not show all of them.
void Body::write_texts(Multipart& mixed, MailBuffer& mail, Tally& tally) {
  mixed.begin_part();
  text_part_.write(description_, true, mail);
  mail.flush_if_full();
  for (const Text& text : texts_) {
    if (text.unmappable == 0 && !text.rich) continue;
    mixed.begin_part();
    if (text.rich) {
      file_part_.write_rich_text(*text.data, text.number, mail);
    } else {
      ++tally.raw_texts;
      file_part_.write_raw_text(*text.data, text.number, text.unmappable, mail);
    }
    mail.flush_if_full();
  }
}

}  // namespace stages
