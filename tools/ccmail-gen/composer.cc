#include "tools/ccmail-gen/composer.h"

#include <algorithm>
#include <string>

#include "tools/ccmail-gen/attachment.h"
#include "tools/ccmail-gen/people.h"
#include "tools/ccmail-gen/text.h"
#include "tools/ccmail-gen/vocabulary.h"

namespace ccmail_gen {
namespace {

constexpr std::uint64_t minutes_covered = 7ULL * 365 * 24 * 60;  // 1994 to 2001

std::string_view pick(Random& random, const std::vector<std::string_view>& table) {
  return random.pick(std::span<const std::string_view>(table));
}

DateStyle style_of_account(DateOrder order, std::uint64_t seed) {
  Random random(mix(seed, UINT64_MAX));
  return date_style(order, random);
}

// The people with whom the owner of a mailbox mostly writes.
std::vector<Person> circle(std::uint64_t seed, const Lexicon& lexicon, bool every_form) {
  constexpr std::size_t size = 150;
  Random random(mix(seed, UINT64_MAX - 1));
  std::vector<Person> people;
  people.reserve(size);
  while (people.size() < size) people.push_back(sender(random, lexicon, every_form));
  return people;
}

}  // namespace

Composer::Composer(const Recipe& recipe, std::uint64_t account)
    : recipe_(recipe),
      seed_(mix(recipe.seed, account)),
      lexicon_(recipe.page),
      plain_lexicon_(recipe.page, true),
      circle_(circle(seed_, lexicon_, recipe.every_address)),
      date_style_(style_of_account(recipe.date_order, seed_)) {}

Message Composer::message(std::uint64_t index) const {
  Random random(mix(seed_, index));
  const bool unusual = random.chance(recipe_.unusual_share);
  Message message;
  if (recipe_.dialect.folders == Folders::inside) {
    message.folder = pick(random, lexicon_.folders);
  } else if (recipe_.dialect.folders == Folders::between) {
    constexpr std::uint64_t run = 5;
    Random shared(mix(seed_ + 1, index / run));
    message.folder = pick(shared, lexicon_.folders);
  }
  address(random, unusual, message);
  const std::uint64_t gap = std::max<std::uint64_t>(1, minutes_covered / std::max<std::uint64_t>(1, recipe_.messages));
  message.date = when_after(index * gap + random.below(gap));
  message.date_text = date_text(message.date, date_style_);
  add_headers(random, index, unusual, message);
  add_texts(random, unusual, message);
  add_files(random, index, unusual, message);
  return message;
}

Person Composer::correspondent(Random& random) const {
  return random.chance(0.9) ? random.pick(std::span<const Person>(circle_))
                            : sender(random, lexicon_, recipe_.every_address);
}

void Composer::address(Random& random, bool unusual, Message& message) const {
  message.from = correspondent(random);
  const auto add = [&](std::vector<Person>& people, std::uint64_t count) {
    for (; count > 0; --count) people.push_back(recipient(random, lexicon_, correspondent(random), message.from));
  };
  add(message.to, unusual && random.chance(0.2) ? random.between(20, 120) : random.between(1, 3));
  if (random.chance(0.3)) add(message.cc, random.between(1, 4));
  if (random.chance(0.03)) add(message.bcc, random.between(1, 2));
}

void Composer::add_headers(Random& random, std::uint64_t index, bool unusual, Message& message) const {
  message.subject = pick(random, lexicon_.subjects);
  if (random.chance(0.3)) message.subject = "Re: " + message.subject;
  if (random.chance(0.1)) message.subject = "Re[2]: " + message.subject;
  if (unusual && random.chance(0.2)) message.subject.clear();
  if (unusual && random.chance(0.1)) {
    message.subject = pick(random, lexicon_.subjects);
    while (message.subject.size() < 1200) message.subject.append(" ").append(pick(random, lexicon_.words));
  }
  if (random.chance(0.1)) message.others.emplace_back("RRT", "Yes");
  if (random.chance(0.1)) message.others.emplace_back("Priority", random.chance(0.5) ? "Urgent" : "Low");
  if (unusual && random.chance(0.5)) message.others.emplace_back("Msg#", std::to_string(index + 1));
  if (unusual && random.chance(0.5)) message.others.emplace_back("Dossier", pick(random, lexicon_.subjects));
  if (unusual && random.chance(0.2)) message.others.emplace_back("X-Odd_Label", "");
}

Item Composer::text_item(Random& random, bool unusual, std::uint64_t number) const {
  Item item;
  item.kind = "Text";
  if (random.chance(0.8)) item.title = "Text_" + std::to_string(number);
  if (unusual && random.chance(0.2)) item.title = pick(random, lexicon_.subjects);
  if (unusual && random.chance(0.1)) return item;  // Q178122: a text of length zero
  TextWish wish;
  wish.size = random.between(recipe_.text_least, recipe_.text_most);
  wish.unusual = unusual;
  wish.labels_safe = sized();
  item.text = office_text(random, random.chance(recipe_.accent_share) ? lexicon_ : plain_lexicon_, wish);
  const bool dos = recipe_.page != CodePage::mac_roman;
  if (unusual && dos && sized() && random.chance(0.2)) {
    item.data.head = highlighted_bytes(item.text, "report", recipe_.page);
  } else {
    item.data.head = text_bytes(item.text, recipe_.page);
  }
  // Editors of the time ended a text with Ctrl-Z or padded it with NUL.
  if (unusual && sized() && random.chance(0.1))
    item.data.head.append(random.chance(0.5) ? "\x1a" : std::string(2, '\0'));
  return item;
}

void Composer::add_texts(Random& random, bool unusual, Message& message) const {
  std::uint64_t count = random.chance(0.1) ? random.between(2, 3) : 1;
  if (unusual && random.chance(0.1)) count = 0;
  if (unusual && random.chance(0.02)) count = random.between(30, 150);  // Q223383: many items in one message
  for (std::uint64_t number = 1; number <= count; ++number) {
    message.items.push_back(text_item(random, unusual, number));
  }
}

void Composer::add_files(Random& random, std::uint64_t index, bool unusual, Message& message) const {
  if (!sized()) return;
  std::uint64_t count = 0;
  if (recipe_.attachments) {
    count = (index + 1) * *recipe_.attachments / recipe_.messages - index * *recipe_.attachments / recipe_.messages;
  } else if (random.chance(recipe_.attachment_share)) {
    count = random.chance(0.2) ? random.between(2, 3) : 1;
  }
  for (; count > 0; --count) {
    if (random.chance(recipe_.mac_share)) {
      message.items.push_back(mac_item(random, recipe_, unusual));
    } else {
      message.items.push_back(file_item(random, recipe_, lexicon_, unusual));
    }
  }
  if (unusual && random.chance(0.15)) message.items.push_back(fax_item(random));
  if (unusual && random.chance(0.05)) message.items.push_back(odd_item(random));
  if (unusual && random.chance(0.1)) message.items.push_back(attached_export(random, recipe_));
}

}  // namespace ccmail_gen
