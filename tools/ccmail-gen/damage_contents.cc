// Header lines and items that EXPORT, or who wrote the message, got wrong. Their sizes are right.
#include <algorithm>
#include <array>

#include "tools/ccmail-gen/damage.h"

namespace ccmail_gen {
namespace {

Part* header_line(Draft& draft, std::string_view name, const Ward& ward) {
  const std::string start = encoded(ward.recipe.dialect.word(name), ward.recipe.page) + ":";
  for (Part& part : draft.parts)
    if (part.role == Role::header && part.bytes.starts_with(start)) return &part;
  return nullptr;
}

bool set_header(Draft& draft, std::string_view name, std::string_view value, const Ward& ward) {
  Part* const line = header_line(draft, name, ward);
  if (line == nullptr) return false;
  const std::size_t start = line->bytes.find(':') + 1;
  const std::size_t length = line->bytes.size() - 2 - start;
  replace(*line, start, length, value.empty() ? "" : " " + encoded(value, ward.recipe.page));
  seal(draft, ward.recipe);
  return true;
}

void add_header(Draft& draft, std::string_view name, std::string_view value, const Ward& ward) {
  const auto last = std::find_if(draft.parts.rbegin(), draft.parts.rend(), [](const Part& part) {
    return part.role == Role::header || part.role == Role::continuation;
  });
  Part line{
      Role::header,
      encoded(ward.recipe.dialect.word(name), ward.recipe.page) + ": " + encoded(value, ward.recipe.page) + "\r\n",
      0,
      true,
      {}};
  line.harmed.push_back({0, line.bytes.size()});
  draft.parts.insert(last.base(), std::move(line));
  seal(draft, ward.recipe);
}

// The parts that hold the data of items for which `wanted` is true.
template <typename Wanted>
std::vector<std::size_t> data_of(const Draft& draft, Wanted wanted) {
  std::vector<std::size_t> numbers;
  for (const std::size_t part : parts_of(draft, Role::data))
    if (wanted(draft.message.items[draft.parts[part].item], draft.parts[part])) numbers.push_back(part);
  return numbers;
}

// Q233325. A reader keeps the message, and takes the month's last day for it.
bool date_impossible(Draft& draft, Random& random, const Ward& ward) {
  struct Impossible {
    std::array<std::string_view, 3> text;  // in the orders mdy, dmy, ymd
    When taken;
  };
  const auto dates =
      std::to_array<Impossible>({{{"2/31/99  8:39", "31/2/99  8:39", "99/2/31  8:39"}, {1999, 2, 28, 8, 39}},
                                 {{"2/30/96 16:05", "30/2/96 16:05", "96/2/30 16:05"}, {1996, 2, 29, 16, 5}},
                                 {{"4/31/97 10:00", "31/4/97 10:00", "97/4/31 10:00"}, {1997, 4, 30, 10, 0}}});
  const Impossible& chosen = random.pick(std::span<const Impossible>(dates));
  draft.message.date_text = chosen.text.at(static_cast<std::size_t>(ward.recipe.date_order));
  draft.message.date = chosen.taken;
  return set_header(draft, "Date", draft.message.date_text, ward);
}

bool date_missing(Draft& draft, Random& random, const Ward& ward) {
  Part* const line = header_line(draft, "Date", ward);
  if (line == nullptr) return false;
  if (random.chance(0.5)) {
    replace(*line, "");
    seal(draft, ward.recipe);
  } else {
    set_header(draft, "Date", random.chance(0.5) ? "" : "--/--/--", ward);
  }
  line->intact = false;
  return true;
}

// Q192594: mail from the internet had no sender.
bool from_empty(Draft& draft, Random& /*random*/, const Ward& ward) {
  if (!set_header(draft, "From", "", ward)) return false;
  header_line(draft, "From", ward)->intact = false;
  return true;
}

// Q166499: heads over 4 KB.
bool head_long(Draft& draft, Random& random, const Ward& ward) {
  const std::uint64_t length = random.between(4200, 9000);
  for (std::uint64_t written = 0; written < length;) {
    std::string value = "Note " + std::to_string(draft.message.others.size());
    while (value.size() < 100) value += " of the registry";
    written += value.size();
    draft.message.others.emplace_back("Dossier", value);
    add_header(draft, "Dossier", value, ward);
  }
  return true;
}

// Q197114: such an address may have any length.
bool address_long(Draft& draft, Random& random, const Ward& ward) {
  Person person;
  person.name = "internet!mhs!";
  while (person.name.size() < 120) person.name += "company" + std::to_string(random.below(100)) + "!";
  person.name += "psmith";
  person.post_office = "ATTMAIL";
  person.text = person.name + " at " + person.post_office;
  draft.message.to.push_back(person);
  add_header(draft, "To", person.text, ward);
  return true;
}

// Q178122.
bool text_empty(Draft& draft, Random& random, const Ward& ward) {
  const auto texts =
      data_of(draft, [](const Item& item, const Part& part) { return item.kind == "Text" && !part.bytes.empty(); });
  if (texts.empty()) return false;
  Part& part = draft.parts[random.pick(texts)];
  replace(part, "");
  part.intact = true;
  draft.message.items[part.item].text.clear();
  draft.message.items[part.item].data.head.clear();
  seal(draft, ward.recipe);
  return true;
}

// Q174255: folders such as Stationery hold messages without a subject and without a text.
bool message_bare(Draft& draft, Random& /*random*/, const Ward& ward) {
  const auto is_of_an_item = [](const Part& part) {
    return part.role == Role::separator || part.role == Role::item || part.role == Role::item_size ||
           part.role == Role::data;
  };
  draft.parts.erase(std::remove_if(draft.parts.begin(), draft.parts.end(), is_of_an_item), draft.parts.end());
  draft.message.items.clear();
  draft.layout.item_labels.clear();
  draft.message.subject.clear();
  Part* const line = header_line(draft, "Subject", ward);
  return line != nullptr && set_header(draft, "Subject", "", ward);
}

// Q184991: titles were cut at 30 characters.
bool title_cut(Draft& draft, Random& random, const Ward& ward) {
  const auto files = data_of(draft, [](const Item& item, const Part&) { return item.kind == "File" && !item.mac; });
  if (files.empty()) return false;
  const std::size_t number = draft.parts[random.pick(files)].item;
  Item& item = draft.message.items[number];
  item.title = item.name = "Minutes of the quarterly meeting with everybody.doc";
  item.title.resize(30);
  item.name.resize(30);
  for (Part& part : draft.parts) {
    if (part.role != Role::item || part.item != number) continue;
    const std::size_t start = part.bytes.find(':') + 1;
    replace(part, start, part.bytes.size() - 2 - start, " " + item.title);
    draft.layout.item_labels[number] = part.bytes.substr(0, part.bytes.size() - 2);
  }
  seal(draft, ward.recipe);
  return true;
}

// Q181130: marks of an attribute byte each round a word.
bool highlight(Draft& draft, Random& random, const Ward& ward) {
  // A blank is never the second half of a double-byte character; a text with marks already stays as it is.
  const auto texts = data_of(draft, [](const Item& item, const Part& part) {
    return item.kind == "Text" && part.bytes.find(' ') != std::string::npos &&
           part.bytes.find_first_of("\x1e\x1f") == std::string::npos;
  });
  if (texts.empty() || ward.recipe.page == CodePage::mac_roman) return false;
  Part& part = draft.parts[random.pick(texts)];
  const std::size_t start = part.bytes.find(' ', static_cast<std::size_t>(random.below(part.bytes.rfind(' ') + 1)));
  const std::size_t end = std::min(part.bytes.find_first_of(" \r", start + 1), part.bytes.size());
  replace(part, end, 0, "\x1fp");
  replace(part, start, 0, "\x1ep");
  draft.message.items[part.item].data.head = part.bytes;
  seal(draft, ward.recipe);
  return true;
}

// Q202240: EXPORT may not finish a message; the next one follows at once.
bool truncated(Draft& draft, Random& random, const Ward& ward) {
  const auto items = parts_of(draft, Role::data);
  if (items.empty() || ward.recipe.dialect.sizes == Sizes::none) return false;
  Part& last = draft.parts[items.back()];
  if (last.bytes.empty()) return false;
  const auto kept = static_cast<std::size_t>(random.below(last.bytes.size()));
  replace(last, kept, last.bytes.size() - kept, "");
  last.intact = false;
  for (std::size_t i = items.back() + 1; i < draft.parts.size(); ++i) replace(draft.parts[i], "");
  return true;
}

bool is_mac(const Item& item, const Part& /*part*/) { return item.mac.has_value(); }

// Q166561: the header does not fit the file.
bool mac_malformed(Draft& draft, Random& random, const Ward& /*ward*/) {
  const auto files = data_of(draft, is_mac);
  if (files.empty()) return false;
  Part& part = draft.parts[random.pick(files)];
  switch (random.below(3)) {
    case 0:
      replace(part, 124, 1, std::string(1, static_cast<char>(part.bytes[124] ^ 0x55)));  // the checksum
      break;
    case 1:
      replace(part, 83, 1, "@");  // the length of the data fork: a gigabyte
      break;
    default:
      replace(part, 0, 1, "\x01");  // the first byte, which is always 0
  }
  part.intact = false;
  return true;
}

// Q166561: the forks are not all there.
bool mac_truncated(Draft& draft, Random& random, const Ward& ward) {
  const auto files = data_of(draft, is_mac);
  if (files.empty()) return false;
  Part& part = draft.parts[random.pick(files)];
  const auto kept = static_cast<std::size_t>(random.below(part.bytes.size()));
  replace(part, kept, part.bytes.size() - kept, "");
  part.intact = false;
  seal(draft, ward.recipe);
  return true;
}

constexpr auto kinds = std::to_array<DamageKind>({{"date-impossible", date_impossible},
                                                  {"date-missing", date_missing},
                                                  {"from-empty", from_empty},
                                                  {"head-long", head_long},
                                                  {"address-long", address_long},
                                                  {"text-empty", text_empty},
                                                  {"message-bare", message_bare},
                                                  {"title-cut", title_cut},
                                                  {"highlight", highlight},
                                                  {"truncated", truncated},
                                                  {"mac-malformed", mac_malformed},
                                                  {"mac-truncated", mac_truncated}});

}  // namespace

std::span<const DamageKind> content_damage() { return kinds; }

}  // namespace ccmail_gen
