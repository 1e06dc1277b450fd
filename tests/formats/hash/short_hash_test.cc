#include "formats/hash/short_hash.h"

#include <gmock/gmock.h>

#include <thread>

namespace formats::hash {
namespace {

std::string short_hash(std::string_view bytes, std::size_t digits) {
  std::string result;
  append_short_hash(result, bytes, digits);
  return result;
}

TEST(ShortHash, GivesTheFirstDigitsOfSha256) {
  EXPECT_EQ(short_hash("", 6), "e3b0c4");
  EXPECT_EQ(short_hash("j müller", 6), "0092eb");
  EXPECT_EQ(short_hash("abc", 64), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ShortHash, NeverGivesMoreDigitsThanThereAre) { EXPECT_EQ(short_hash("abc", 1000).size(), 64U); }

TEST(ShortHash, IsTheSameFromEveryThread) {
  std::string elsewhere;
  std::thread([&elsewhere] { append_short_hash(elsewhere, "r&d", 6); }).join();
  EXPECT_EQ(elsewhere, "dacc7c");
  EXPECT_EQ(short_hash("r&d", 6), "dacc7c");
}

}  // namespace
}  // namespace formats::hash
