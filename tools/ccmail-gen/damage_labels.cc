// Labels that are lost or written otherwise, and what stands, or does not stand, between blocks.
#include <algorithm>
#include <array>
#include <cctype>

#include "tools/ccmail-gen/damage.h"
#include "tools/ccmail-gen/line_ends.h"

namespace ccmail_gen {
namespace {

constexpr auto labels = std::to_array<Role>({Role::message, Role::contents, Role::item});

bool is_label(const Part& part) { return std::find(labels.begin(), labels.end(), part.role) != labels.end(); }

// The runs of line ends that separate blocks: none of them carries a meaning.
bool separates(const Part& part) {
  return part.role == Role::separator || part.role == Role::between || part.role == Role::blank;
}

// Writes what `made` gives in place of each separator; EXPORT meant it so, and counted it.
template <typename Made>
bool separate(Draft& draft, const Ward& ward, Made made) {
  bool changed = false;
  for (Part& part : draft.parts) {
    if (!separates(part)) continue;
    const std::string bytes = made(part.bytes);
    if (bytes == part.bytes) continue;
    replace(part, bytes);
    part.intact = true;
    changed = true;
  }
  seal(draft, ward.recipe);
  return changed;
}

bool separators_missing(Draft& draft, Random& /*random*/, const Ward& ward) {
  return separate(draft, ward, [](const std::string&) { return ""; });
}

bool separators_doubled(Draft& draft, Random& /*random*/, const Ward& ward) {
  return separate(draft, ward, [](const std::string& bytes) { return bytes.empty() ? "\r\n" : bytes + bytes; });
}

bool separators_mixed(Draft& draft, Random& random, const Ward& ward) {
  constexpr auto all = std::to_array<std::string_view>({"", "\r\n", "\r\n\r\n", "\n", "\r"});
  return separate(draft, ward, [&](const std::string&) { return std::string(random.pick(all)); });
}

// Q184391: a text ends in 6 and the next label follows it in the same line. The dump is sound.
bool label_after_digit(Draft& draft, Random& random, const Ward& ward) {
  std::vector<std::size_t> texts;
  for (const std::size_t part : parts_of(draft, Role::data)) {
    const std::string& bytes = draft.parts[part].bytes;
    const bool plain_end = bytes.find_last_not_of("\r\n ") != std::string::npos && bytes.back() == '\n';
    if (draft.message.items[draft.parts[part].item].kind == "Text" && plain_end) texts.push_back(part);
  }
  if (texts.empty() || ward.recipe.dialect.sizes == Sizes::none) return false;
  const std::size_t chosen = random.pick(texts);
  Part& data = draft.parts[chosen];
  const std::size_t end = data.bytes.find_last_not_of("\r\n ") + 1;
  replace(data, end, data.bytes.size() - end, " 6");
  Item& item = draft.message.items[data.item];
  item.text.resize(item.text.find_last_not_of("\n ") + 1);
  item.text += " 6";
  item.data.head = data.bytes;
  Part& behind = draft.parts[chosen + 1];
  if (!behind.bytes.empty()) replace(behind, "");
  behind.intact = true;
  seal(draft, ward.recipe);
  return true;
}

bool noise_runs(Draft& draft, Random& random, const Ward& /*ward*/) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < draft.parts.size(); ++i)
    if (draft.parts[i].role == Role::separator || draft.parts[i].role == Role::between ||
        draft.parts[i].role == Role::message)
      places.push_back(i);
  const std::uint64_t length = random.chance(0.5) ? random.between(1, 20) : random.between(20, 2000);
  insert_junk(draft, random.pick(places),
              std::string(static_cast<std::size_t>(length), random.chance(0.5) ? '\0' : '\x1a'));
  return true;
}

bool message_label_lost(Draft& draft, Random& random, const Ward& /*ward*/) {
  replace(draft.parts[parts_of(draft, Role::message).front()], "");
  if (random.chance(0.5)) replace(draft.parts[parts_of(draft, Role::message_size).front()], "");
  return true;
}

// Q234745.
bool contents_missing(Draft& draft, Random& random, const Ward& ward) {
  if (draft.message.items.empty()) return false;
  replace(draft.parts[parts_of(draft, Role::contents).front()], "");
  replace(draft.parts[parts_of(draft, Role::contents_size).front()], "");
  if (random.chance(0.5)) seal(draft, ward.recipe);
  return true;
}

bool label_case(Draft& draft, Random& random, const Ward& /*ward*/) {
  const bool upper = random.chance(0.5);
  for (Part& part : draft.parts) {
    if (!is_label(part)) continue;
    // An item's title keeps its case: it is a name.
    std::string word = part.bytes.substr(0, part.bytes.find(':'));
    for (char& c : word) {
      if (c >= 'a' && c <= 'z' && upper) c = static_cast<char>(c - 'a' + 'A');
      if (c >= 'A' && c <= 'Z' && !upper) c = static_cast<char>(c - 'A' + 'a');
    }
    replace(part, 0, word.size(), word);
  }
  return true;
}

bool blanks_before_colon(Draft& draft, Random& random, const Ward& ward) {
  for (Part& part : draft.parts)
    if (is_label(part)) replace(part, part.bytes.find(':'), 0, std::string(random.between(1, 3), ' '));
  seal(draft, ward.recipe);
  return true;
}

// As if this part of the dump had been copied in text mode: the sizes count what is no longer there.
bool line_ends_lf(Draft& draft, Random& /*random*/, const Ward& /*ward*/) {
  for (Part& part : draft.parts) drop_carriage_returns(draft, part);
  return true;
}

constexpr auto kinds = std::to_array<DamageKind>({{"separators-missing", separators_missing},
                                                  {"separators-doubled", separators_doubled},
                                                  {"separators-mixed", separators_mixed},
                                                  {"label-after-digit", label_after_digit},
                                                  {"noise-runs", noise_runs},
                                                  {"message-label-lost", message_label_lost},
                                                  {"contents-missing", contents_missing},
                                                  {"label-case", label_case},
                                                  {"blanks-before-colon", blanks_before_colon},
                                                  {"line-ends-lf", line_ends_lf}});

}  // namespace

std::span<const DamageKind> label_damage() { return kinds; }

}  // namespace ccmail_gen
