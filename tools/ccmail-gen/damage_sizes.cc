// Sizes that lie, are blank or no numbers. The bytes that they count stay as they are; the sizes around them, unless
// they lie too, count the size line as it stands.
#include <algorithm>
#include <array>

#include "tools/ccmail-gen/damage.h"

namespace ccmail_gen {
namespace {

constexpr std::uint64_t closest = 8;      // bytes: a size that is off by so many is the commonest damage
constexpr std::uint64_t farthest = 3000;  // and one by so many is as good as any other wrong one

bool sized(const Ward& ward) { return ward.recipe.dialect.sizes != Sizes::none; }

void write_size(Part& part, std::string text, const Ward& ward) {
  replace(part, 0, part.bytes.size() - 2, size_field(std::move(text), ward.recipe.dialect.sizes));
  part.intact = false;
}

// `size` or a little more or less, never the same.
std::string off_by(std::uint64_t size, std::uint64_t most, Random& random) {
  const std::uint64_t distance = random.between(1, most);
  const bool less = random.chance(0.5) && distance <= size;
  return std::to_string(less ? size - distance : size + distance);
}

std::uint64_t size_of_item(const Draft& draft, std::size_t size_part) {
  const std::size_t item = draft.parts[size_part].item;
  for (const Part& part : draft.parts)
    if (part.role == Role::data && part.item == item) return part.bytes.size();
  return 0;
}

// Writes what `text` makes of the true size in place of one item's size.
template <typename Text>
bool lie_about_an_item(Draft& draft, Random& random, const Ward& ward, Text text) {
  const auto sizes = parts_of(draft, Role::item_size);
  if (!sized(ward) || sizes.empty()) return false;
  const std::size_t chosen = random.pick(sizes);
  write_size(draft.parts[chosen], text(size_of_item(draft, chosen)), ward);
  seal(draft, ward.recipe);
  return true;
}

bool item_size_off(Draft& draft, Random& random, const Ward& ward) {
  return lie_about_an_item(draft, random, ward,
                           [&random](std::uint64_t size) { return off_by(size, closest, random); });
}

bool item_size_wrong(Draft& draft, Random& random, const Ward& ward) {
  return lie_about_an_item(draft, random, ward,
                           [&random](std::uint64_t size) { return off_by(size, farthest, random); });
}

bool item_size_zero(Draft& draft, Random& random, const Ward& ward) {
  return lie_about_an_item(draft, random, ward, [](std::uint64_t) { return "0"; });
}

bool item_size_billion(Draft& draft, Random& random, const Ward& ward) {
  return lie_about_an_item(draft, random, ward, [](std::uint64_t) { return "1000000000"; });
}

bool item_size_all_ones(Draft& draft, Random& random, const Ward& ward) {
  return lie_about_an_item(draft, random, ward, [](std::uint64_t) { return "4294967295"; });
}

bool item_size_negative(Draft& draft, Random& random, const Ward& ward) {
  return lie_about_an_item(draft, random, ward, [](std::uint64_t size) { return "-" + std::to_string(size); });
}

bool item_size_no_number(Draft& draft, Random& random, const Ward& ward) {
  static constexpr auto words = std::to_array<std::string_view>({"12x4", "0x1F40", "none", "1,024", "3.2K", "?"});
  return lie_about_an_item(draft, random, ward, [&random](std::uint64_t) { return std::string(random.pick(words)); });
}

// A size without a field of its own leaves no blanks.
bool padded(const Ward& ward) { return sized(ward) && ward.recipe.dialect.sizes != Sizes::bare; }

bool item_size_blank(Draft& draft, Random& random, const Ward& ward) {
  return padded(ward) && lie_about_an_item(draft, random, ward, [](std::uint64_t) { return ""; });
}

bool item_sizes_wrong(Draft& draft, Random& random, const Ward& ward) {
  const auto sizes = parts_of(draft, Role::item_size);
  if (!sized(ward) || sizes.empty()) return false;
  for (const std::size_t size : sizes)
    write_size(draft.parts[size], off_by(size_of_item(draft, size), farthest, random), ward);
  seal(draft, ward.recipe);
  return true;
}

bool lie_about_the_block(Draft& draft, Role role, const std::string& text, const Ward& ward) {
  if (!sized(ward)) return false;
  write_size(draft.parts[parts_of(draft, role).front()], text, ward);
  seal(draft, ward.recipe);
  return true;
}

bool contents_size_wrong(Draft& draft, Random& random, const Ward& ward) {
  const std::uint64_t most = random.chance(0.5) ? closest : farthest;
  return lie_about_the_block(draft, Role::contents_size, off_by(block_size(draft, Role::contents_size), most, random),
                             ward);
}

bool message_size_wrong(Draft& draft, Random& random, const Ward& ward) {
  const std::uint64_t most = random.chance(0.5) ? closest : farthest;
  return lie_about_the_block(draft, Role::message_size, off_by(block_size(draft, Role::message_size), most, random),
                             ward);
}

bool outer_sizes_wrong(Draft& draft, Random& random, const Ward& ward) {
  return contents_size_wrong(draft, random, ward) && message_size_wrong(draft, random, ward);
}

// Both by the same number of bytes, so that they seem to prove each other.
bool outer_sizes_agree(Draft& draft, Random& random, const Ward& ward) {
  if (!sized(ward)) return false;
  const std::uint64_t size = block_size(draft, Role::contents_size);
  const std::uint64_t wrong = std::stoull(off_by(size, random.chance(0.5) ? closest : farthest, random));
  lie_about_the_block(draft, Role::contents_size, std::to_string(wrong), ward);
  const std::uint64_t message = block_size(draft, Role::message_size) - size + wrong;
  return lie_about_the_block(draft, Role::message_size, std::to_string(message), ward);
}

bool contents_size_blank(Draft& draft, Random& /*random*/, const Ward& ward) {
  return padded(ward) && lie_about_the_block(draft, Role::contents_size, "", ward);
}

bool message_size_blank(Draft& draft, Random& /*random*/, const Ward& ward) {
  return padded(ward) && lie_about_the_block(draft, Role::message_size, "", ward);
}

bool message_size_zero(Draft& draft, Random& /*random*/, const Ward& ward) {
  return lie_about_the_block(draft, Role::message_size, "0", ward);
}

bool sizes_blank(Draft& draft, Random& random, const Ward& ward) {
  if (!message_size_blank(draft, random, ward) || !contents_size_blank(draft, random, ward)) return false;
  for (const std::size_t size : parts_of(draft, Role::item_size)) write_size(draft.parts[size], "", ward);
  seal(draft, ward.recipe);
  return true;
}

constexpr auto kinds = std::to_array<DamageKind>({{"item-size-off", item_size_off},
                                                  {"item-size-wrong", item_size_wrong},
                                                  {"item-size-zero", item_size_zero},
                                                  {"item-size-billion", item_size_billion},
                                                  {"item-size-all-ones", item_size_all_ones},
                                                  {"item-size-negative", item_size_negative},
                                                  {"item-size-no-number", item_size_no_number},
                                                  {"item-size-blank", item_size_blank},
                                                  {"item-sizes-wrong", item_sizes_wrong},
                                                  {"contents-size-wrong", contents_size_wrong},
                                                  {"message-size-wrong", message_size_wrong},
                                                  {"outer-sizes-wrong", outer_sizes_wrong},
                                                  {"outer-sizes-agree", outer_sizes_agree},
                                                  {"contents-size-blank", contents_size_blank},
                                                  {"message-size-blank", message_size_blank},
                                                  {"message-size-zero", message_size_zero},
                                                  {"sizes-blank", sizes_blank}});

}  // namespace

std::span<const DamageKind> size_damage() { return kinds; }

}  // namespace ccmail_gen
