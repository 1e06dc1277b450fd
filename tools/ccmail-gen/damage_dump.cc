// What happens to a dump as a whole: copied in text mode, joined with another, cut off, its first sector lost.
#include <algorithm>
#include <array>

#include "tools/ccmail-gen/composer.h"
#include "tools/ccmail-gen/damage.h"
#include "tools/ccmail-gen/line_ends.h"
#include "tools/ccmail-gen/sector.h"

namespace ccmail_gen {
namespace {

// Notes the damage with each message that it touched.
void note(Draft& draft, std::string_view name) { draft.damage.emplace_back(name); }

// All line ends become LF, in files too, and every size is off by the number of its lines.
void text_mode(std::vector<Draft>& drafts, Random& /*random*/, const Ward& /*ward*/) {
  for (Draft& draft : drafts) {
    for (Part& part : draft.parts) drop_carriage_returns(draft, part);
    note(draft, "text-mode");
  }
}

void mixed_line_ends(std::vector<Draft>& drafts, Random& random, const Ward& /*ward*/) {
  for (Draft& draft : drafts) {
    for (Part& part : draft.parts)
      if (random.chance(0.5)) drop_carriage_returns(draft, part);
    note(draft, "mixed-line-ends");
  }
}

void all_sizes_blank(std::vector<Draft>& drafts, Random& /*random*/, const Ward& ward) {
  if (ward.recipe.dialect.sizes == Sizes::none) return;
  for (Draft& draft : drafts) {
    for (Part& part : draft.parts) {
      if (part.role != Role::message_size && part.role != Role::contents_size && part.role != Role::item_size) continue;
      if (part.bytes.empty()) continue;
      replace(part, 0, part.bytes.find_first_of("\r\n"), size_field("", ward.recipe.dialect.sizes));
      part.intact = false;
    }
    note(draft, "all-sizes-blank");
  }
}

// Another dump behind this one, with the end-of-file mark that `COPY A+B C` leaves between them.
void glued(std::vector<Draft>& drafts, Random& random, const Ward& ward) {
  const Composer composer(ward.recipe, random.next());
  std::string folder;
  if (!drafts.empty() && random.chance(0.5)) {
    drafts.back().parts.push_back({Role::junk, "\x1a", 0, false, {{0, 1}}});
    note(drafts.back(), "glued");
  }
  for (std::uint64_t index = 0; index < ward.recipe.messages; ++index)
    drafts.push_back(draft(composer.message(index), ward.recipe, folder));
}

void overwrite_start(Draft& first, std::string_view bytes) {
  std::size_t length = 0;
  for (const Part& part : first.parts) length += part.bytes.size();
  length = std::min(length, sector_size);
  overwrite(first, {0, length}, bytes.substr(0, length));
}

void zeros_at_start(std::vector<Draft>& drafts, Random& /*random*/, const Ward& /*ward*/) {
  if (drafts.empty()) return;
  overwrite_start(drafts.front(), std::string(sector_size, '\0'));
  note(drafts.front(), "zeros-at-start");
}

void foreign_at_start(std::vector<Draft>& drafts, Random& random, const Ward& ward) {
  if (drafts.empty()) return;
  overwrite_start(drafts.front(), foreign_bytes(ward, random, sector_size));
  note(drafts.front(), "foreign-at-start");
}

void zeros_before(std::vector<Draft>& drafts, Random& random, const Ward& /*ward*/) {
  if (drafts.empty()) return;
  insert_junk(drafts.front(), 0, std::string(sector_size * random.between(1, 8), '\0'));
  note(drafts.front(), "zeros-before");
}

// The dump ends inside its last message.
void cut_end(std::vector<Draft>& drafts, Random& random, const Ward& /*ward*/) {
  if (drafts.empty()) return;
  Draft& last = drafts.back();
  std::size_t length = 0;
  for (const Part& part : last.parts) length += part.bytes.size();
  const auto kept = static_cast<std::size_t>(random.below(length));
  overwrite(last, {kept, length - kept}, "");
  note(last, "cut-end");
}

constexpr auto kinds = std::to_array<DumpDamageKind>({{"text-mode", text_mode},
                                                      {"mixed-line-ends", mixed_line_ends},
                                                      {"all-sizes-blank", all_sizes_blank},
                                                      {"glued", glued},
                                                      {"zeros-at-start", zeros_at_start},
                                                      {"foreign-at-start", foreign_at_start},
                                                      {"zeros-before", zeros_before},
                                                      {"cut-end", cut_end}});

}  // namespace

std::span<const DumpDamageKind> dump_damage() { return kinds; }

}  // namespace ccmail_gen
