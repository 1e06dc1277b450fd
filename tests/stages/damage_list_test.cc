#include "stages/damage_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace stages {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

// Entries as "offset" or "offset +more <last offset>".
std::vector<std::string> shown(const DamageList& list) {
  std::vector<std::string> entries;
  for (const DamageEntry& entry : list.entries()) {
    std::string text = std::to_string(entry.damage.offset);
    if (entry.more > 0) text += " +" + std::to_string(entry.more) + " <" + std::to_string(entry.last_offset);
    entries.push_back(text);
  }
  return entries;
}

void add(DamageList& list, DamageKind kind, std::uint64_t first, std::uint64_t count) {
  for (std::uint64_t i = 0; i < count; ++i) list.add({kind, first + i, 0, "what"});
}

TEST(DamageList, AMillionOfTheSameTakeThreeEntries) {
  DamageList list;
  add(list, DamageKind::size_wrong, 1, 1'000'000);
  EXPECT_THAT(shown(list), ElementsAre("1", "2", "3 +999997 <1000000"));
  EXPECT_EQ(list.count(), 1'000'000U);
}

TEST(DamageList, AShortRunIsKeptWhole) {
  DamageList list;
  add(list, DamageKind::size_wrong, 1, DamageList::longest_run);
  EXPECT_THAT(list.entries(), SizeIs(DamageList::longest_run));
  add(list, DamageKind::size_wrong, 11, 1);
  EXPECT_THAT(shown(list), ElementsAre("1", "2", "3 +8 <11"));
}

TEST(DamageList, AnotherKindEndsTheRunAndBeginsItsOwn) {
  DamageList list;
  add(list, DamageKind::size_wrong, 0, 20);
  add(list, DamageKind::size_blank, 20, 1);
  add(list, DamageKind::size_wrong, 21, 11);
  EXPECT_THAT(shown(list), ElementsAre("0", "1", "2 +17 <19", "20", "21", "22", "23 +8 <31"));
  EXPECT_EQ(list.count(), 32U);
}

TEST(DamageList, OneKindCannotTakeTheExcerptsOfAnother) {
  DamageList list;
  for (std::uint64_t i = 0; i < 8; ++i) {
    list.add({DamageKind::size_wrong, 2 * i, 0, "what", "wrong"});
    list.add({DamageKind::stray_bytes, 2 * i + 1, 0, "what", i < 2 ? "" : "stray"});
  }
  list.keep_excerpts_of_examples();
  std::vector<std::uint64_t> with_excerpt;
  for (const DamageEntry& entry : list.entries())
    if (!entry.damage.excerpt.empty()) with_excerpt.push_back(entry.damage.offset);
  EXPECT_THAT(with_excerpt, ElementsAre(0, 2, 4, 5, 6, 7, 8, 9));
  EXPECT_THAT(list.entries(), SizeIs(16));
}

TEST(DamageList, DamageThatKeepsChangingStaysBounded) {
  DamageList list;
  constexpr std::uint64_t rounds = DamageList::most_entries;
  for (std::uint64_t i = 0; i < rounds; ++i) {
    list.add({DamageKind::size_wrong, 2 * i, 0, "what"});
    list.add({DamageKind::size_blank, 2 * i + 1, 0, "what"});
  }
  EXPECT_THAT(list.entries(), SizeIs(DamageList::most_entries));
  EXPECT_EQ(list.count(), 2 * rounds);
  EXPECT_EQ(list.entries().back().more, 0U);
}

}  // namespace
}  // namespace stages
