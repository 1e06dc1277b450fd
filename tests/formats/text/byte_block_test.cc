#include "formats/text/byte_block.h"

#include <gmock/gmock.h>

#include <random>
#include <string>
#include <vector>

namespace formats::text {
namespace {

using ::testing::ElementsAreArray;

constexpr auto control = [](auto bytes) { return unprintable(bytes); };

TEST(ByteBlock, BitsAreTheSameOnEveryProcessor) {
  std::mt19937 random(2);
  for (int round = 0; round < 10'000; ++round) {
    std::string bytes(sizeof(ByteBlock), '\0');
    std::uint64_t expected = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = random() % 2 == 0 ? 'x' : static_cast<char>(random());
      if (bytes[i] == 'x') expected |= std::uint64_t{1} << i;
    }
    const ByteBlock found = first_block(bytes) == 'x';
    ASSERT_EQ(bits_of(found), expected);
    ASSERT_EQ(bits_of_any(found), expected);
  }
}

TEST(StopList, HoldsEveryStopOfATextOfAnyLengthAndNoOther) {
  std::mt19937 random(1);
  for (std::size_t length = 0; length <= StopList::reach; ++length) {
    std::string text(length, 'a');
    const auto share = 1 + random() % 40;
    std::vector<std::uint16_t> expected;
    for (std::size_t i = 0; i < length; ++i) {
      if (random() % share == 0) text[i] = static_cast<char>(random());
      if (text[i] < ' ' || text[i] > '~') expected.push_back(static_cast<std::uint16_t>(i));
    }
    const StopList stops(text, control);
    ASSERT_THAT(stops.places(), ElementsAreArray(expected)) << length;
    ASSERT_EQ(length_before(text, control), expected.empty() ? length : expected.front()) << length;
  }
}

TEST(StopList, TakesATextThatIsAllStops) {
  const std::string text(StopList::reach, '\n');
  EXPECT_EQ(StopList(text, control).places().size(), StopList::reach);
}

}  // namespace
}  // namespace formats::text
