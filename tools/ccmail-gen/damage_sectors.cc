// Bytes that were overwritten, lost or came in between, whatever they were: disks, and EXPORT's own screen output.
#include <algorithm>
#include <array>

#include "tools/ccmail-gen/damage.h"
#include "tools/ccmail-gen/sector.h"

namespace ccmail_gen {
namespace {

// A run of at most a sector anywhere from `Message:` up to the end of the message, so that no neighbour is touched.
Run sector_within(const Draft& draft, Random& random) {
  std::size_t first = 0;
  std::size_t end = 0;
  for (const Part& part : draft.parts) {
    if (part.role == Role::directive) first += part.bytes.size();
    end += part.bytes.size();
  }
  const std::size_t longest = std::min(sector_size, end - first);
  const auto at = first + static_cast<std::size_t>(random.below(end - first - longest + 1));
  return {at, longest};
}

bool sector_zeros(Draft& draft, Random& random, const Ward& /*ward*/) {
  const Run run = sector_within(draft, random);
  overwrite(draft, run, std::string(run.length, '\0'));
  return true;
}

bool sector_random(Draft& draft, Random& random, const Ward& /*ward*/) {
  const Run run = sector_within(draft, random);
  std::string bytes(run.length, '\0');
  random.fill(std::span(bytes));
  overwrite(draft, run, bytes);
  return true;
}

bool sector_foreign(Draft& draft, Random& random, const Ward& ward) {
  const Run run = sector_within(draft, random);
  overwrite(draft, run, foreign_bytes(ward, random, run.length));
  return true;
}

bool sector_removed(Draft& draft, Random& random, const Ward& /*ward*/) {
  overwrite(draft, sector_within(draft, random), "");
  return true;
}

// Puts `line` in front of one of the parts that may have one before it.
template <typename Accepts>
bool put_line(Draft& draft, Random& random, const std::string& line, Accepts accepts) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < draft.parts.size(); ++i)
    if (accepts(draft.parts[i].role)) places.push_back(i);
  insert_junk(draft, random.pick(places), line);
  return true;
}

// Q179072: what EXPORT says on the screen, inside a header.
bool screen_line(Draft& draft, Random& random, const Ward& /*ward*/) {
  constexpr auto lines =
      std::to_array<std::string_view>({"Exporting messages in mailbox \"Grewal, Jeff\" to file EXPORT\\MSG4A27.CCM\r\n",
                                       "Exporting messages in mailbox \"Admin\" to file C:\\EXPORT\\SD1.2\r\n"});
  return put_line(draft, random, std::string(random.pick(lines)), [](Role role) {
    return role == Role::header || role == Role::continuation || role == Role::contents;
  });
}

// Q180641: undeliverable messages have lines such as these in between.
bool reason_line(Draft& draft, Random& random, const Ward& ward) {
  constexpr auto lines =
      std::to_array<std::string_view>({"***  Addressee unknown at post office  ***\r\n",
                                       "***  Date field invalid in message  ***\r\n", "***  Can't read item  ***\r\n"});
  const bool mid_line = ward.recipe.dialect.separators == Separators::none;
  return put_line(draft, random, std::string(random.pick(lines)), [mid_line](Role role) {
    return role == Role::header || role == Role::contents ||
           (!mid_line && (role == Role::message || role == Role::item));
  });
}

constexpr auto kinds = std::to_array<DamageKind>({{"sector-zeros", sector_zeros},
                                                  {"sector-random", sector_random},
                                                  {"sector-foreign", sector_foreign},
                                                  {"sector-removed", sector_removed},
                                                  {"screen-line", screen_line},
                                                  {"reason-line", reason_line}});

}  // namespace

std::span<const DamageKind> sector_damage() { return kinds; }

}  // namespace ccmail_gen
