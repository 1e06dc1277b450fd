#include "formats/mac/apple_double.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "formats/mac/macbinary.h"
#include "tests/formats/mac/macbinary_bytes.h"

namespace formats::mac {
namespace {

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint32_t result = 0;
  for (const char byte : bytes.substr(at, width)) result = result << 8 | static_cast<unsigned char>(byte);
  return result;
}

// Entries by their number, as a reader of the format finds them.
std::map<std::uint32_t, std::string> entries(std::string_view file) {
  std::map<std::uint32_t, std::string> result;
  for (std::size_t i = 0; i < number(file, 24, 2); ++i) {
    const std::size_t at = 26 + 12 * i;
    result[number(file, at, 4)] = file.substr(number(file, at + 4, 4), number(file, at + 8, 4));
  }
  return result;
}

MacFile sample() {
  const mac_test::Sample bytes{.name = "M\x8archen"};
  return *parse_macbinary(bytes.header(), bytes.file().size());
}

TEST(AppleDouble, HoldsAllButTheDataFork) {
  const std::string file = apple_double_header(sample(), "tales", 4) + "FORK";
  EXPECT_EQ(number(file, 0, 4), 0x00051607U);
  EXPECT_EQ(number(file, 4, 4), 0x00020000U);
  EXPECT_EQ(file.substr(8, 16), std::string(16, '\0'));
  const auto parts = entries(file);
  EXPECT_THAT(parts, testing::SizeIs(5));
  EXPECT_EQ(parts.at(2), "FORK");
  EXPECT_EQ(parts.at(3), "M\x8archen");
  EXPECT_EQ(parts.at(4), "tales");
  EXPECT_EQ(parts.at(9), std::string("TEXTttxt\x21\x43\0\5\0\6\1\2", 16) + std::string(16, '\0'));
}

TEST(AppleDouble, TheResourceForkBeginsWhereTheHeaderEnds) {
  for (const std::string_view comment : {"", "tales"}) {
    const std::string header = apple_double_header(sample(), comment, 7);
    const auto count = number(header, 24, 2);
    const std::size_t last = 26 + 12 * (count - 1);
    EXPECT_EQ(number(header, last, 4), 2U);
    EXPECT_EQ(number(header, last + 4, 4), header.size());
    EXPECT_EQ(number(header, last + 8, 4), 7U);
  }
}

TEST(AppleDouble, LeavesOutACommentThatIsEmptyAndCutsOneThatIsTooLong) {
  EXPECT_FALSE(entries(apple_double_header(sample(), "", 0)).contains(4));
  EXPECT_THAT(entries(apple_double_header(sample(), std::string(300, 'c'), 0)).at(4), testing::SizeIs(200));
}

TEST(AppleDouble, CarriesEntriesOverBeforeTheResourceFork) {
  const std::vector<CarriedEntry> carried{{5, "icon"}, {9, std::string(40, 'F')}};
  const std::string file = apple_double_header(sample(), "", 4, carried) + "FORK";
  EXPECT_EQ(number(file, 24, 2), 5U);
  const auto parts = entries(file);
  EXPECT_EQ(parts.at(5), "icon");
  EXPECT_EQ(parts.at(9), std::string(40, 'F'));
  EXPECT_EQ(parts.at(2), "FORK");
}

std::uint32_t created(std::uint32_t mac_seconds) {
  MacFile file = sample();
  file.created = mac_seconds;
  return number(entries(apple_double_header(file, "", 0)).at(8), 0, 4);
}

TEST(AppleDouble, CountsDatesFromTheYear2000) {
  EXPECT_EQ(created(3'029'529'600), 0U);
  EXPECT_EQ(created(3'029'529'600 + 60), 60U);
  EXPECT_EQ(created(3'029'529'600 - 1), 0xffffffffU);
}

TEST(AppleDouble, ADateThatIsNotSetOrCannotBeWrittenIsUnknownAndNot1932) {
  EXPECT_EQ(created(0), 0x80000000U);
  EXPECT_EQ(created(1), 0x80000000U);
  const std::string dates = entries(apple_double_header(sample(), "", 0)).at(8);
  EXPECT_EQ(number(dates, 4, 4), static_cast<std::uint32_t>(std::int64_t{0xaf6b2481} - 3'029'529'600));
  EXPECT_EQ(number(dates, 8, 4), 0x80000000U);
  EXPECT_EQ(number(dates, 12, 4), 0x80000000U);
}

}  // namespace
}  // namespace formats::mac
