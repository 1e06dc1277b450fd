#include "stages/unpack/hex_text.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace stages {
namespace {

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
    if (i % 39 == 38) text += "\r\n";
  }
  return text;
}

// An item that lies in pieces of `piece` bytes somewhere in a dump.
Extent item(std::string_view text, std::size_t piece) {
  std::vector<Segment> segments;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    const std::string_view part = text.substr(at, piece);
    segments.push_back({77 + at, part.size(), pipeline::Slice::own(std::string(part)), nullptr, 0});
  }
  return {std::make_shared<const Region>(std::move(segments)), 77, text.size()};
}

std::string text_of(const Extent& extent) {
  std::string text;
  extent.visit([&](std::string_view part) { text += part; });
  return text;
}

TEST(HexText, IsTheBytesItStandsForFromAnywhere) {
  std::mt19937 random(3);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same on every run
  std::string bytes(700'000, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  const auto decoded = decode_hex_item(item(hex_of(bytes), 100'003));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->length(), bytes.size());
  EXPECT_EQ(text_of(*decoded), bytes);
  for (int i = 0; i < 100; ++i) {
    const std::uint64_t from = random() % bytes.size();
    const std::uint64_t length = random() % 200'000;
    EXPECT_EQ(text_of(decoded->sub(from, length)), bytes.substr(from, length));
  }
  EXPECT_EQ(text_of(decoded->sub(65536, 65536)), bytes.substr(65536, 65536));
  std::string scratch;
  EXPECT_EQ(decoded->head(128, scratch), bytes.substr(0, 128));
}

TEST(HexText, AnEmptyFileIsEmpty) {
  for (const std::string_view text : {"", "\r\n"}) {
    const auto decoded = decode_hex_item(text.empty() ? Extent() : item(text, 9));
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->length(), 0U);
    EXPECT_EQ(text_of(*decoded), "");
  }
}

TEST(HexText, SaysWhereItIsNone) {
  EXPECT_EQ(decode_hex_item(item("48656C6C6F, 20", 3)).error().at, 10U);
  EXPECT_EQ(decode_hex_item(item("48656C6C6", 100)).error().at, 9U);
}

}  // namespace
}  // namespace stages
