#include "tools/ccmail-gen/attachment.h"

#include <string>

#include "tools/ccmail-gen/composer.h"
#include "tools/ccmail-gen/layout.h"
#include "tools/ccmail-gen/mac_binary.h"
#include "tools/ccmail-gen/text.h"
#include "tools/ccmail-gen/vocabulary.h"

namespace ccmail_gen {
namespace {

Content random_content(Random& random, std::string head, std::uint64_t length) {
  Content content;
  content.head = std::move(head);
  if (content.head.size() > length) content.head.resize(static_cast<std::size_t>(length));
  content.random_length = length - content.head.size();
  content.seed = random.next();
  return content;
}

std::uint64_t wished_length(Random& random, const Recipe& recipe) {
  return random.between(recipe.attachment_least, recipe.attachment_most);
}

// A label's date follows the sender's client (Q192700), so each is of a style of its own.
std::string glued_date(Random& random) {
  const When when = when_after(random.below(5ULL * 365 * 24 * 60));
  DateStyle style = date_style(static_cast<DateOrder>(random.below(3)), random);
  style.clock = Clock::glued_12;
  return ' ' + (random.chance(0.6) ? date_text(when, style) : day_text(when, style));
}

std::string exported(const Recipe& recipe, std::uint64_t account) {
  const Composer composer(recipe, account);
  std::string folder;
  std::string bytes;
  for (std::uint64_t index = 0; index < recipe.messages; ++index) {
    const Message message = composer.message(index);
    for (const auto& segment : lay_out(message, recipe.dialect, recipe.page, folder).segments) {
      bytes.append(segment.item ? message.items[*segment.item].data.head : segment.bytes);
    }
  }
  return bytes;
}

}  // namespace

Item file_item(Random& random, const Recipe& recipe, const Lexicon& lexicon, bool unusual) {
  constexpr std::uint64_t longest_text = 100000;
  Item item;
  item.kind = "File";
  const std::uint64_t length = unusual && random.chance(0.1) ? 0 : wished_length(random, recipe);
  if (length <= longest_text && random.chance(0.15)) {
    item.name = "NOTES" + std::to_string(random.below(100)) + ".TXT";
    TextWish wish;
    wish.size = length;
    wish.unusual = unusual;
    wish.labels_safe = true;
    item.data.head = text_bytes(office_text(random, lexicon, wish), recipe.page);
  } else {
    const auto& kind = random.pick(std::span<const vocabulary::FileKind>(vocabulary::file_kinds));
    const bool writable = encodable(kind.stem, recipe.page);
    const bool in_own_language = !lexicon.file_stems.empty() && (!writable || random.chance(0.5));
    item.name = in_own_language ? random.pick(std::span<const std::string_view>(lexicon.file_stems)) : kind.stem;
    item.name.append(kind.extension);
    item.data = random_content(random, std::string(kind.magic), length);
  }
  item.title = item.name;
  if (random.chance(0.6)) item.title += glued_date(random);
  return item;
}

Item mac_item(Random& random, const Recipe& recipe, bool unusual) {
  constexpr std::uint32_t seconds_to_1996 = 2903299200U;
  const auto& kind = random.pick(std::span<const vocabulary::MacKind>(vocabulary::mac_kinds));
  Item item;
  item.kind = "File";
  MacFile mac;
  mac.name = kind.name;
  mac.type = kind.type;
  mac.creator = kind.creator;
  const std::uint64_t length = wished_length(random, recipe);
  const bool with_resource = random.chance(0.7);
  const bool with_data = !(with_resource && unusual && random.chance(0.3));
  mac.data = random_content(random, "", with_data ? length : 0);
  mac.resource = random_content(random, "", with_resource ? random.between(1, 4000) : 0);
  mac.header = mac_binary_header(encoded(mac.name, CodePage::mac_roman), mac.type, mac.creator,
                                 static_cast<std::uint32_t>(mac.data.length()),
                                 static_cast<std::uint32_t>(mac.resource.length()),
                                 seconds_to_1996 + static_cast<std::uint32_t>(random.below(100000000)));
  item.name = mac.name;
  if (encodable(mac.name, recipe.page) && !(unusual && random.chance(0.2))) {
    item.title = mac.name;
    if (random.chance(0.3)) item.title += glued_date(random);
  }
  item.mac = std::move(mac);
  return item;
}

Item fax_item(Random& random) {
  Item item;
  item.kind = "Fax";
  item.name = "FAX" + std::to_string(random.between(10000, 99999));
  item.title = item.name;
  item.data = random_content(random, std::string("\x0a\x05\x01\x01", 4), random.between(128, 20000));
  return item;
}

Item odd_item(Random& random) {
  Item item;
  item.kind = random.chance(0.5) ? "Graphics" : "Voice";
  item.name = "Item" + std::to_string(random.below(100));
  item.title = item.name;
  item.data = random_content(random, std::string("\x01\xff", 2), random.between(2, 5000));
  return item;
}

Item attached_export(Random& random, const Recipe& recipe) {
  Recipe inner = recipe;
  inner.messages = 2;
  inner.attachments = 0;
  inner.unusual_share = 0;
  inner.text_least = 100;
  inner.text_most = 500;
  Item item;
  item.kind = "File";
  item.name = "OLDMAIL.EXP";
  item.title = item.name;
  item.data.head = exported(inner, random.next());
  return item;
}

}  // namespace ccmail_gen
