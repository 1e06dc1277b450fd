#include "formats/text/hex.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace formats::text {
namespace {

using namespace std::string_view_literals;

bool is_hex(std::string_view text) {
  HexScan scan;
  return scan.add(text) && scan.is_hex();
}

std::uint64_t broken_at(std::string_view text) {
  HexScan scan;
  EXPECT_FALSE(scan.add(text));
  return scan.position();
}

std::string hex_of(std::string_view bytes, std::size_t line) {
  constexpr std::string_view digits = "0123456789abcdefABCDEF";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    text += digits[byte >> 4U];
    const unsigned low = byte & 15U;
    text += low > 9 && i % 2 == 0 ? digits[low + 6] : digits[low];
    if (line > 0 && i % line == line - 1) text += "\r\n";
  }
  return text;
}

TEST(Hex, ReadsPairsInWhateverLinesTheyStand) {
  EXPECT_EQ(decode_hex("48656C6c6f", 99), "Hello");
  EXPECT_EQ(decode_hex(" 48 65\r\n6C\t6c\n\n6f \r\n", 99), "Hello");
  EXPECT_EQ(decode_hex("4\r\n8 6 5", 99), "He");
  EXPECT_EQ(decode_hex("48656C6c6f", 2), "He");
  EXPECT_EQ(decode_hex("", 99), "");
}

TEST(Hex, IsNothingButPairsAndBlanks) {
  EXPECT_TRUE(is_hex("00ff"));
  EXPECT_TRUE(is_hex(" \r\n"));
  EXPECT_TRUE(is_hex("00ff\r\n\x1a\0\0"sv));
  EXPECT_FALSE(is_hex("00f"));
  EXPECT_EQ(broken_at("00fg"), 3U);
  EXPECT_EQ(broken_at("00-ff"), 2U);
  EXPECT_EQ(broken_at("00\x1a 11"), 4U);
  EXPECT_EQ(broken_at("00ff\xe9"), 4U);
}

TEST(Hex, StaysBrokenWhateverFollows) {
  HexScan scan;
  EXPECT_FALSE(scan.add("0x"));
  EXPECT_FALSE(scan.add("00"));
  EXPECT_FALSE(scan.is_hex());
  EXPECT_EQ(scan.position(), 1U);
}

TEST(Hex, IsTheSameInPartsOfAnySize) {
  std::mt19937 random(5);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same on every run
  std::string bytes(1000, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  const std::string text = hex_of(bytes, 37);
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{4096}}) {
    HexScan scan;
    std::string decoded(bytes.size(), '\0');
    HexDecoder decoder(0, decoded);
    for (std::size_t at = 0; at < text.size(); at += size) {
      EXPECT_TRUE(scan.add(std::string_view(text).substr(at, size)));
      decoder.add(std::string_view(text).substr(at, size));
    }
    EXPECT_TRUE(scan.is_hex());
    EXPECT_EQ(scan.length(), bytes.size());
    EXPECT_TRUE(decoder.full());
    EXPECT_EQ(decoded, bytes);
  }
}

TEST(Hex, CanBeDecodedFromEachPlaceItNames) {
  std::mt19937 random(6);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same on every run
  std::string bytes(3 * HexScan::step + 5, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  const std::string text = "\r\n" + hex_of(bytes, 40);
  HexScan scan;
  ASSERT_TRUE(scan.add(text));
  ASSERT_EQ(scan.starts().size(), 4U);
  for (std::size_t i = 0; i < scan.starts().size(); ++i)
    EXPECT_EQ(decode_hex(std::string_view(text).substr(scan.starts()[i]), 5), bytes.substr(i * HexScan::step, 5));
}

}  // namespace
}  // namespace formats::text
