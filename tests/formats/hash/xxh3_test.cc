#include "formats/hash/xxh3.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace formats::hash {
namespace {

std::string hex_of(Xxh3& hash) {
  const auto hex = hash.hex();
  return {hex.data(), hex.size()};
}

// As `xxh128sum` prints them.
TEST(Xxh3, GivesWhatXxh128sumPrints) {
  Xxh3 hash;
  EXPECT_EQ(hex_of(hash), "99aa06d3014798d86001c324468d497f");
  hash.update("hello\n");
  EXPECT_EQ(hex_of(hash), "6bba86c7e069f56d5a10b435f1c8e49c");
}

TEST(Xxh3, PiecesDoNotMatter) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += static_cast<char>(i * 7);
  Xxh3 whole;
  whole.update(text);
  Xxh3 pieces;
  for (std::string_view rest = text; !rest.empty(); rest.remove_prefix(std::min<std::size_t>(rest.size(), 17)))
    pieces.update(rest.substr(0, 17));
  pieces.update({});
  EXPECT_EQ(hex_of(pieces), hex_of(whole));
}

}  // namespace
}  // namespace formats::hash
