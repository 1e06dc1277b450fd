#include "tools/ccmail-gen/damaged_dump.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tools/ccmail-gen/composer.h"
#include "tools/ccmail-gen/damage.h"
#include "tools/ccmail-gen/draft.h"
#include "tools/ccmail-gen/hash.h"
#include "tools/ccmail-gen/random.h"
#include "tools/ccmail-gen/truth.h"

namespace ccmail_gen {
namespace {

std::string hash_of(std::string_view bytes) {
  Hash hash;
  hash.update(bytes);
  return hash.finish();
}

ItemHashes hashes_of(const Item& item) {
  ItemHashes hashes;
  hashes.all = hash_of(data_bytes(item));
  if (item.mac) {
    hashes.data = hash_of(content_bytes(item.mac->data));
    hashes.resource = hash_of(content_bytes(item.mac->resource));
  }
  return hashes;
}

std::vector<Draft> drafts_of(const Recipe& recipe, std::uint64_t account) {
  const Composer composer(recipe, account);
  std::string folder;
  std::vector<Draft> drafts;
  drafts.reserve(recipe.messages);
  for (std::uint64_t index = 0; index < recipe.messages; ++index)
    drafts.push_back(draft(composer.message(index), recipe, folder));
  return drafts;
}

// A few messages of somebody else.
std::string foreign_dump(const Recipe& recipe, std::uint64_t account) {
  constexpr std::uint64_t few = 5;
  Recipe other = recipe;
  other.messages = few;
  std::string bytes;
  for (const Draft& draft : drafts_of(other, account))
    for (const Part& part : draft.parts) bytes.append(part.bytes);
  return bytes;
}

}  // namespace

void write_damaged_dump(const Recipe& recipe, const Account& account, Sink& dump, Sink* truth) {
  constexpr std::uint64_t stream = 0xda3a9e;  // of random numbers: apart from those of the messages
  const std::uint64_t seed = mix(mix(recipe.seed, stream), account.number);
  std::vector<Draft> drafts = drafts_of(recipe, account.number);
  const std::string foreign = foreign_dump(recipe, mix(seed, 1));
  const Ward ward{recipe, foreign};
  for (std::uint64_t index = 0; index < drafts.size() && !recipe.damage.empty(); ++index) {
    Random random(mix(seed + 1, index));
    if (random.chance(recipe.damage_share)) harm(drafts[index], recipe.damage, random, ward);
  }
  Random random(mix(seed, 2));
  for (const std::string& name : recipe.dump_damage)
    for (const DumpDamageKind& kind : dump_damage())
      if (kind.name == name) kind.harm(drafts, random, ward);

  for (std::size_t index = 0; index < drafts.size(); ++index) {
    const Draft& draft = drafts[index];
    const std::uint64_t start = dump.offset();
    for (const Part& part : draft.parts) dump.write(part.bytes);
    if (truth == nullptr) continue;
    std::vector<ItemHashes> hashes;
    for (const Item& item : draft.message.items) hashes.push_back(hashes_of(item));
    truth->write(truth_line(account, index + 1, start, draft.message, draft.layout, hashes, &draft));
  }
}

}  // namespace ccmail_gen
