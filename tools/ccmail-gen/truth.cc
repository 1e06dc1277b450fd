#include "tools/ccmail-gen/truth.h"

#include <array>
#include <nlohmann/json.hpp>

#include "tools/ccmail-gen/calendar.h"

namespace ccmail_gen {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t text_head = 65536;  // as much as counts for a Message-ID

std::string base64(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = group << 8U | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      text.push_back(i + j <= bytes.size() ? alphabet[group >> 6U * (3 - j) & 0x3FU] : '=');
    }
  }
  return text;
}

Json person(const Person& person) {
  return {
      {"text", person.text}, {"name", person.name}, {"post_office", person.post_office}, {"address", person.address}};
}

Json people(const std::vector<Person>& list) {
  Json array = Json::array();
  for (const auto& one : list) array.push_back(person(one));
  return array;
}

Json item_truth(const Item& item, const ItemHashes& hashes) {
  Json truth = {{"kind", item.kind}, {"title", item.title}, {"length", data_length(item)}};
  if (item.kind == "Text") {
    truth["text"] = item.text;
    return truth;
  }
  truth["name"] = item.name;
  truth["sha256"] = hashes.all;
  if (item.mac) {
    truth["mac"] = {{"name", item.mac->name},
                    {"type", item.mac->type},
                    {"creator", item.mac->creator},
                    {"data_length", item.mac->data.length()},
                    {"data_sha256", hashes.data},
                    {"resource_length", item.mac->resource.length()},
                    {"resource_sha256", hashes.resource}};
  }
  return truth;
}

constexpr std::string_view name_of(Role role) {
  switch (role) {
    case Role::directive:
      return "directive";
    case Role::message:
      return "message";
    case Role::message_size:
      return "message-size";
    case Role::header:
      return "header";
    case Role::continuation:
      return "continuation";
    case Role::blank:
      return "blank";
    case Role::contents:
      return "contents";
    case Role::contents_size:
      return "contents-size";
    case Role::separator:
      return "separator";
    case Role::item:
      return "item";
    case Role::item_size:
      return "item-size";
    case Role::data:
      return "data";
    case Role::between:
      return "between";
    case Role::junk:
      return "junk";
  }
  return "";
}

// Runs of harmed bytes that touch each other become one.
void add_run(std::array<std::uint64_t, 2> run, Json& harmed) {
  if (!harmed.empty()) {
    Json& last = harmed.back();
    if (last[0].get<std::uint64_t>() + last[1].get<std::uint64_t>() == run[0]) {
      last[1] = last[1].get<std::uint64_t>() + run[1];
      return;
    }
  }
  harmed.push_back(run);
}

void add_damage(const Draft& draft, std::uint64_t offset, Json& truth) {
  Json harmed = Json::array();
  Json parts = Json::array();
  for (const Part& part : draft.parts) {
    for (const Run& run : part.harmed) add_run({offset + run.offset, run.length}, harmed);
    parts.push_back({{"role", name_of(part.role)},
                     {"item", part.item},
                     {"offset", offset},
                     {"length", part.bytes.size()},
                     {"intact", part.intact}});
    offset += part.bytes.size();
  }
  truth["damage"] = draft.damage;
  truth["harmed"] = std::move(harmed);
  truth["parts"] = std::move(parts);
}

}  // namespace

std::string truth_line(const Account& account, std::uint64_t number, std::uint64_t offset, const Message& message,
                       const Layout& layout, const std::vector<ItemHashes>& hashes, const Draft* damaged) {
  Json truth = {{"account", account.name},
                {"file", account.file},
                {"number", number},
                {"offset", offset},
                {"folder", message.folder},
                {"from", person(message.from)},
                {"to", people(message.to)},
                {"cc", people(message.cc)},
                {"bcc", people(message.bcc)},
                {"subject", message.subject},
                {"date_text", message.date_text},
                {"date", iso_text(message.date)},
                {"headers", message.others},
                {"items", Json::array()},
                {"raw_headers", base64(layout.headers)},
                {"raw_labels", Json::array()},
                {"raw_text_head", ""}};
  const Item* first_text = nullptr;
  for (std::size_t i = 0; i < message.items.size(); ++i) {
    truth["items"].push_back(item_truth(message.items[i], hashes[i]));
    truth["raw_labels"].push_back(base64(layout.item_labels[i]));
    if (first_text == nullptr && message.items[i].kind == "Text") first_text = &message.items[i];
  }
  if (first_text != nullptr) {
    truth["raw_text_head"] = base64(std::string_view(first_text->data.head).substr(0, text_head));
  }
  if (damaged != nullptr) add_damage(*damaged, offset, truth);
  return truth.dump() + '\n';
}

}  // namespace ccmail_gen
