#include "formats/text/hex_layout.h"

#include <gmock/gmock.h>

#include <string>

namespace formats::text {
namespace {

using ::testing::ElementsAre;

// The text again, of its digits in lower case; "none" where it has no layout.
std::string again(const std::string& text, std::size_t step) {
  HexLayout layout;
  for (std::size_t at = 0; at < text.size(); at += step) layout.add(std::string_view(text).substr(at, step));
  if (!layout.finish()) return "none";
  std::string digits;
  for (const char c : text)
    if (std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos) digits += c;
  std::string out;
  std::size_t at = 0;
  for (const HexLine& line : layout.lines()) {
    for (std::uint64_t i = 0; i < line.times; ++i) {
      for (std::uint64_t digit = 0; digit < line.digits; ++digit, ++at) {
        const char c = digits.at(at);
        const bool letter = c > '9';
        out += letter ? static_cast<char>(line.upper ? c & ~0x20 : c | 0x20) : c;
      }
      out += line.after;
    }
  }
  return out;
}

TEST(HexLayout, AllTextIsWrittenAgainAsItWas) {
  std::string regular;
  for (int i = 0; i < 5000; ++i) regular += "00112233AABBCCDD\r\n";
  for (const std::string& text :
       {std::string(), std::string("00"), std::string("  \r\n0a0b"), std::string("0a 0B 0c\n0D0e\r\n\x1a"),
        std::string("aAbBcC11"), std::string("123456\n789\n"), std::string("1\n2\n3a\n4\n5\n"), regular + "0a"})
    for (const std::size_t step : {1U, 2U, 7U, 100'000U}) EXPECT_EQ(again(text, step), text) << step;
}

TEST(HexLayout, ManyLinesOfAKindAreOne) {
  HexLayout layout;
  for (int i = 0; i < 100'000; ++i) layout.add(i % 3 == 0 ? "00112233\r\n" : "AABBCCDD\r\n");
  layout.add("AA\r\n");
  ASSERT_TRUE(layout.finish());
  EXPECT_THAT(layout.lines(),
              ElementsAre(HexLine{1, 8, false, "\r\n"}, HexLine{99'999, 8, true, "\r\n"}, HexLine{1, 2, true, "\r\n"}));
}

TEST(HexLayout, WithoutOrderThereIsNoneAndNothingGrows) {
  std::string text;
  for (std::size_t i = 0; i < 2 * HexLayout::most_lines; ++i) text += i % 2 == 0 ? "aa\n" : "AA\n";
  EXPECT_EQ(again(text, 1000), "none");
  EXPECT_EQ(again("aa" + std::string(HexLayout::most_after + 1, ' ') + "aa", 10), "none");
  EXPECT_NE(again("aa" + std::string(HexLayout::most_after, ' ') + "aa", 10), "none");
}

}  // namespace
}  // namespace formats::text
