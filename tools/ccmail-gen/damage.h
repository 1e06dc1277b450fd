// What can be done to a message on its way into a dump: each kind of damage has a name, for --damage, and a function.
// docs/testing.md lists them. All are pure functions of the message and the random numbers.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/ccmail-gen/draft.h"
#include "tools/ccmail-gen/random.h"
#include "tools/ccmail-gen/recipe.h"

namespace ccmail_gen {

/// What a kind of damage may want to know besides the message.
struct Ward {
  const Recipe& recipe;
  std::string_view foreign;  // another dump
};

/// Harms the message; false, and nothing is changed, where it has nothing that could be harmed so.
using Harm = bool (*)(Draft& draft, Random& random, const Ward& ward);

struct DamageKind {
  std::string_view name;
  Harm harm;
};

/// Sizes that lie, are blank or no numbers.
[[nodiscard]] std::span<const DamageKind> size_damage();
/// Labels and what stands between blocks.
[[nodiscard]] std::span<const DamageKind> label_damage();
/// Bytes that were overwritten, lost or came in between, whatever they were.
[[nodiscard]] std::span<const DamageKind> sector_damage();
/// Header lines and items that EXPORT itself got wrong.
[[nodiscard]] std::span<const DamageKind> content_damage();

/// Does one of the kinds in `names` to the message, the first that can be done from a random one on. `names` are those
/// of kinds of damage to a message.
void harm(Draft& draft, const std::vector<std::string>& names, Random& random, const Ward& ward);

/// Damage to a dump as a whole: the drafts of its messages, in order.
using DumpHarm = void (*)(std::vector<Draft>& drafts, Random& random, const Ward& ward);

struct DumpDamageKind {
  std::string_view name;
  DumpHarm harm;
};

[[nodiscard]] std::span<const DumpDamageKind> dump_damage();

/// Takes the names of `text`, separated by commas, apart into kinds of damage to a message (`all`: each of them) and to
/// a dump. Returns what is wrong with it, or nothing.
[[nodiscard]] std::string parse_damage(const std::string& text, Recipe& recipe);

}  // namespace ccmail_gen
