#include "tools/ccmail-gen/damage.h"

#include <algorithm>
#include <array>

namespace ccmail_gen {
namespace {

std::array<std::span<const DamageKind>, 4> kinds_of_messages() {
  return {size_damage(), label_damage(), sector_damage(), content_damage()};
}

Harm find(std::string_view name) {
  for (const auto kinds : kinds_of_messages())
    for (const DamageKind& kind : kinds)
      if (kind.name == name) return kind.harm;
  return nullptr;
}

}  // namespace

void harm(Draft& draft, const std::vector<std::string>& names, Random& random, const Ward& ward) {
  const auto first = static_cast<std::size_t>(random.below(names.size()));
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string& name = names[(first + i) % names.size()];
    if (!find(name)(draft, random, ward)) continue;
    draft.damage.push_back(name);
    return;
  }
}

std::string parse_damage(const std::string& text, Recipe& recipe) {
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view name = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    const auto whole = dump_damage();
    if (name == "all") {
      for (const auto kinds : kinds_of_messages())
        for (const DamageKind& kind : kinds) recipe.damage.emplace_back(kind.name);
    } else if (std::any_of(whole.begin(), whole.end(), [name](const auto& kind) { return kind.name == name; })) {
      recipe.dump_damage.emplace_back(name);
    } else if (find(name) != nullptr) {
      recipe.damage.emplace_back(name);
    } else {
      return "unknown damage: " + std::string(name);
    }
  }
  return {};
}

}  // namespace ccmail_gen
