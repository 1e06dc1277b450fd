#include "formats/text/utf16.h"

#include <gmock/gmock.h>

#include <string>

namespace formats::text {
namespace {

using namespace std::string_literals;

// In pieces of `step` bytes.
std::string read(const std::string& bytes, std::size_t step) {
  auto reader = Utf16Reader::marked(bytes.substr(0, 2));
  if (!reader) return "not marked";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += step)
    text += reader->read(std::string_view(bytes).substr(at, step));
  return text + std::string(reader->finish());
}

TEST(Utf16, IsReadInPiecesOfAnySize) {
  const std::string little = "\xff\xfe"s + "a\0\xe4\0\x20\x26\x3d\xd8\x00\xde\n\0"s;
  const std::string big = "\xfe\xff"s + "\0a\0\xe4\x26\x20\xd8\x3d\xde\x00\0\n"s;
  for (const std::size_t step : {1U, 2U, 3U, 5U, 100U}) {
    EXPECT_EQ(read(little, step), "aä☠😀\n") << step;
    EXPECT_EQ(read(big, step), "aä☠😀\n") << step;
  }
}

TEST(Utf16, WithoutAMarkIsNone) {
  for (const std::string& head : {""s, "\xff"s, "a\0"s, "\xef\xbb\xbf"s}) EXPECT_FALSE(Utf16Reader::marked(head));
}

TEST(Utf16, HalfACharacterIsReplaced) {
  EXPECT_EQ(read("\xff\xfe\x3d\xd8"s, 1), "\uFFFD");
  EXPECT_EQ(read("\xff\xfe\x3d\xd8"s + "a\0"s, 1),
            "\uFFFD"
            "a");
  EXPECT_EQ(read("\xff\xfe\x00\xde"s + "a\0"s, 1),
            "\uFFFD"
            "a");
  EXPECT_EQ(read("\xff\xfe"s + "a\0b"s, 2), "a\uFFFD");
}

}  // namespace
}  // namespace formats::text
