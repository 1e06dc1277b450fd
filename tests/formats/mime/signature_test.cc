#include "formats/mime/signature.h"

#include <gmock/gmock.h>

#include <random>
#include <string>

namespace formats::mime {
namespace {

using namespace std::string_view_literals;

TEST(Signature, FindsBytesBehindTheStart) {
  EXPECT_EQ(signature_of("\x1F\x37-lh5-\0\0\0\0"sv).media_type, "application/x-lha");
  EXPECT_EQ(signature_of("RIFF\0\0\0\0WAVEfmt ").media_type, "");  // cut at the NUL: too short
  EXPECT_EQ(signature_of("RIFF\0\0\0\0WAVEfmt "sv).media_type, "audio/x-wav");
  EXPECT_EQ(signature_of("RIFF\0\0\0\0CDR6"sv).media_type, "application/x-coreldraw");
  EXPECT_EQ(signature_of("\0\1\0\0Standard Jet DB\0"sv).media_type, "application/vnd.ms-access");
  EXPECT_EQ(signature_of("\0\0\x1A\0\5\x10\4\0"sv).extension, ".123");
}

TEST(Signature, TheFaxFormatsAreToldApart) {
  EXPECT_EQ(signature_of("\x0A\5\1\1"sv).extension, ".pcx");
  EXPECT_EQ(signature_of("\x0A\1\1\1"sv).extension, "");  // there is no version 1
  EXPECT_EQ(signature_of("\xB1\x68\xDE\x3A"sv).extension, ".dcx");
  EXPECT_EQ(signature_of("II*\0"sv).extension, ".tif");
}

TEST(Signature, NoTextIsTakenForAFormat) {
  for (const std::string_view text :
       {""sv, "MZ is a country code"sv, "BM wrote:"sv, "ZOO animals"sv, "SIT! said the dog"sv, "RIFF raff"sv,
        "AC1015 is a part"sv, "abmoov"sv, "  -lh- dashes"sv, "WordPro is a program"sv, "Re: GIF89a"sv, "II* two"sv,
        "\r\n\r\nhello"sv, "PK in Zurich"sv, "FORM 12345\r\n"sv}) {
    EXPECT_FALSE(signature_of(text)) << text;
  }
  std::mt19937 random(3);
  for (int i = 0; i < 100'000; ++i) {
    std::string text;
    for (int n = 0; n < 40; ++n) text += static_cast<char>(' ' + random() % 95);
    EXPECT_FALSE(signature_of(text)) << text;
  }
}

TEST(Signature, BehindItsReachNothingIsSeen) {
  std::string bytes = "MZ" + std::string(signature_reach, 'x');
  bytes += '\0';
  EXPECT_FALSE(signature_of(bytes));
  bytes[signature_reach - 1] = '\0';
  EXPECT_TRUE(signature_of(bytes));
}

TEST(Signature, AnyBytesAreLookedAt) {
  std::mt19937 random(4);
  for (int i = 0; i < 100'000; ++i) {
    std::string bytes(random() % 60, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const Signature found = signature_of(bytes);
    EXPECT_EQ(static_cast<bool>(found), found.media_type.find('/') != std::string_view::npos);
  }
}

TEST(Signature, AllowsItsOwnTypeAndThoseThatBeginAlike) {
  const Signature word = signature_of("\x31\xBE\0\0"sv);
  EXPECT_TRUE(word.allows("application/msword"));
  EXPECT_TRUE(word.allows("application/x-mswrite"));
  EXPECT_FALSE(word.allows("application/x-ms"));
  EXPECT_FALSE(word.allows(""));
}

}  // namespace
}  // namespace formats::mime
