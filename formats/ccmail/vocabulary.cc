#include "formats/ccmail/vocabulary.h"

#include <algorithm>

#include "formats/ascii.h"

namespace formats::ccmail {
namespace {

template <typename Value>
struct Named {
  std::string_view name;
  Value value;
};

constexpr Sense block(LabelKind kind, ItemKind item = {}) { return {kind, item, Meaning::unknown}; }
constexpr Sense header(Meaning meaning) { return {std::nullopt, {}, meaning}; }

constexpr auto senses = std::to_array<Named<Sense>>({{"message", block(LabelKind::message)},
                                                     {"contents", block(LabelKind::contents)},
                                                     {"text", block(LabelKind::item, ItemKind::text)},
                                                     {"file", block(LabelKind::item, ItemKind::file)},
                                                     {"fax", block(LabelKind::item, ItemKind::fax)},
                                                     {"other", block(LabelKind::item, ItemKind::other)},
                                                     {"from", header(Meaning::from)},
                                                     {"date", header(Meaning::date)},
                                                     {"to", header(Meaning::to)},
                                                     {"cc", header(Meaning::cc)},
                                                     {"bcc", header(Meaning::bcc)},
                                                     {"subject", header(Meaning::subject)},
                                                     {"folder", header(Meaning::folder)},
                                                     {"number", header(Meaning::number)},
                                                     {"priority", header(Meaning::priority)},
                                                     {"receipt", header(Meaning::receipt)},
                                                     {"read", header(Meaning::read)},
                                                     {"keep", header(Meaning::kept)}});

// Spellings: From, Date, To, Subject are seen in a sample; RRT is documented (Q262989); the others are inferred. How
// the read state is spelled nobody knows.
constexpr auto header_names = std::to_array<Named<Meaning>>({{"from", Meaning::from},
                                                             {"date", Meaning::date},
                                                             {"to", Meaning::to},
                                                             {"cc", Meaning::cc},
                                                             {"bcc", Meaning::bcc},
                                                             {"subject", Meaning::subject},
                                                             {"folder", Meaning::folder},
                                                             {"msg#", Meaning::number},
                                                             {"priority", Meaning::priority},
                                                             {"rrt", Meaning::receipt},
                                                             {"return receipt", Meaning::receipt}});

constexpr auto block_labels = std::to_array<Named<Sense>>({{"message", block(LabelKind::message)},
                                                           {"contents", block(LabelKind::contents)},
                                                           {"text item", block(LabelKind::item, ItemKind::text)},
                                                           {"file item", block(LabelKind::item, ItemKind::file)},
                                                           {"fax item", block(LabelKind::item, ItemKind::fax)}});

template <typename Table>
auto find(const Table& table, std::string_view name) {
  return std::find_if(table.begin(), table.end(),
                      [name](const auto& entry) { return equal_without_case(entry.name, name); });
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

std::optional<Sense> sense_named(std::string_view name) {
  const auto* const found = find(senses, name);
  return found == senses.end() ? std::nullopt : std::optional(found->value);
}

std::string sense_names() {
  std::string names;
  for (const auto& sense : senses) {
    if (!names.empty()) names += ", ";
    names += sense.name;
  }
  return names;
}

std::optional<Sense> built_in_sense(std::string_view word) {
  if (const auto* const found = find(block_labels, word); found != block_labels.end()) return found->value;
  if (const auto* const found = find(header_names, word); found != header_names.end()) return header(found->value);
  return std::nullopt;
}

bool Vocabulary::teach(std::string_view word, Sense sense) {
  if (built_in_sense(word)) return false;
  std::string key(word);
  std::transform(key.begin(), key.end(), key.begin(), lower);
  if (!taught_.try_emplace(key, sense).second) return false;
  if (!sense.label) return true;
  for (const char c : {key.front(), upper(key.front())}) edges_.at(static_cast<unsigned char>(c)) |= starts;
  for (const char c : {key.back(), upper(key.back())}) edges_.at(static_cast<unsigned char>(c)) |= ends;
  phrases_.push_back({std::move(key), *sense.label, sense.item});
  return true;
}

Vocabulary::Header Vocabulary::header_named(std::string_view name) const {
  if (const auto* const found = find(header_names, name); found != header_names.end())
    return {found->value, Origin::built_in};
  const Sense* const taught = taught_sense(name);
  if (taught == nullptr || taught->label) return {};
  return {taught->header, Origin::taught};
}

bool Vocabulary::lists(std::string_view word) const { return built_in_sense(word) || taught_sense(word) != nullptr; }

const Sense* Vocabulary::taught_sense(std::string_view word) const {
  if (taught_.empty() || word.size() > longest_word) return nullptr;
  std::array<char, longest_word> key{};
  std::transform(word.begin(), word.end(), key.begin(), lower);
  const auto taught = taught_.find(std::string_view(key.data(), word.size()));
  return taught != taught_.end() ? &taught->second : nullptr;
}

}  // namespace formats::ccmail
