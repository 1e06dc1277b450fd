#include "stages/report/external_sort.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <random>
#include <vector>

#include "tests/stages/write/tree.h"

namespace stages::testing {
namespace {

std::vector<std::uint64_t> sorted(ExternalSort<std::uint64_t>& sort) {
  std::vector<std::uint64_t> all;
  sort.visit([&](std::uint64_t number) { all.push_back(number); });
  return all;
}

TEST(ExternalSort, GivesTheSameHoweverLittleItHolds) {
  std::mt19937_64 random(1);
  std::vector<std::uint64_t> numbers(20'000);
  for (std::uint64_t& number : numbers) number = random() % 10'000;
  std::vector<std::uint64_t> wanted = numbers;
  std::sort(wanted.begin(), wanted.end());
  for (const std::size_t held : {std::size_t{7}, std::size_t{5'000}, std::size_t{6'000}, std::size_t{20'000}}) {
    const TemporaryDirectory dir;
    ExternalSort<std::uint64_t> sort(dir.path(""), held);
    for (const std::uint64_t number : numbers) sort.add(number);
    EXPECT_TRUE(sorted(sort) == wanted) << held;
    EXPECT_TRUE(sorted(sort) == wanted) << "a second time";
    EXPECT_TRUE(std::filesystem::is_empty(dir.path(""))) << "scratch files have no name";
  }
}

TEST(ExternalSort, NothingIsNothing) {
  const TemporaryDirectory dir;
  ExternalSort<std::uint64_t> sort(dir.path(""), 3);
  EXPECT_TRUE(sorted(sort).empty());
}

}  // namespace
}  // namespace stages::testing
