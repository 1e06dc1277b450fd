#include "stages/resync/file_survey.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/formats/mac/macbinary_bytes.h"

namespace stages {
namespace {

using testing::ElementsAre;

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4U];
    text += digits[static_cast<unsigned char>(c) & 15U];
  }
  return text + "\r\n";
}

FileBytesGuess judge(const std::vector<std::pair<std::string, std::string>>& files) {
  FileSurvey survey;
  for (const auto& [title, bytes] : files)
    survey.add(title, std::string_view(bytes).substr(0, FileSurvey::reach), bytes.size());
  return survey.result();
}

TEST(FileSurvey, APictureThatIsOneDecodedProvesIt) {
  const auto guess = judge({{"LOGO.GIF 1/1/98", hex_of("GIF89a and so on")}});
  EXPECT_EQ(guess.bytes, FileBytes::hex);
  EXPECT_FALSE(guess.certain);
  EXPECT_THAT(guess.evidence, ElementsAre("LOGO.GIF"));
}

TEST(FileSurvey, TwoThatMakeSenseMakeItCertain) {
  const auto guess = judge({{"LOGO.GIF", hex_of("GIF89a and so on")}, {"Read Me", hex_of(mac_test::Sample{}.file())}});
  EXPECT_EQ(guess.bytes, FileBytes::hex);
  EXPECT_TRUE(guess.certain);
  EXPECT_EQ(judge({{"A.TXT", hex_of("Dear Jeff, this is")}, {"B.TXT", hex_of("quite a plain text")}}).bytes,
            FileBytes::hex);
}

TEST(FileSurvey, ATextOfDigitsIsATextOfDigits) {
  EXPECT_EQ(judge({{"NUMBERS.TXT", "12345678\r\n"}}).bytes, FileBytes::raw);
  EXPECT_EQ(judge({{"DUMP.TXT", hex_of("GIF89a and so on")}}).bytes, FileBytes::raw);
  EXPECT_EQ(judge({{"DUMP.TXT", hex_of("Dear Jeff, this is")}}).bytes, FileBytes::raw);
  EXPECT_EQ(judge({{"UNKNOWN", hex_of("Dear Jeff, this is")}, {"OTHER", hex_of("nothing known")}}).bytes,
            FileBytes::raw);
}

TEST(FileSurvey, OneFileThatIsNoneRefutesIt) {
  EXPECT_EQ(judge({{"LOGO.GIF", hex_of("GIF89a and so on")}, {"LOGO2.GIF", "GIF89a"}}).bytes, FileBytes::raw);
  EXPECT_EQ(judge({{"LOGO.GIF", hex_of("GIF89a and so on")}, {"ODD.GIF", "123"}}).bytes, FileBytes::raw);
}

TEST(FileSurvey, EmptyFilesSayNothing) {
  EXPECT_EQ(judge({{"LOGO.GIF", hex_of("GIF89a and so on")}, {"EMPTY.DAT", ""}, {"BLANK.DAT", "\r\n"}}).bytes,
            FileBytes::hex);
  EXPECT_EQ(judge({{"EMPTY.DAT", ""}}).bytes, FileBytes::raw);
  EXPECT_EQ(judge({}).bytes, FileBytes::raw);
}

TEST(FileSurvey, OfALongFileTheBeginningCounts) {
  EXPECT_EQ(judge({{"LOGO.GIF", hex_of("GIF89a" + std::string(10'000, 'x'))}}).bytes, FileBytes::hex);
}

TEST(FileSurvey, SaysWhereAPersonShouldLook) {
  EXPECT_TRUE(judge({{"UNKNOWN", hex_of(std::string(200, '\x7f'))}}).could_be_hex);
  EXPECT_FALSE(judge({{"NUMBERS.TXT", "12345678\r\n"}}).could_be_hex);
  EXPECT_FALSE(judge({{"A.TXT", "plain"}}).could_be_hex);
}

}  // namespace
}  // namespace stages
