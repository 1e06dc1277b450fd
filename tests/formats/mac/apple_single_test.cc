#include "formats/mac/apple_single.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "tests/formats/mac/apple_single_bytes.h"

namespace formats::mac {
namespace {

using mac_test::AppleFile;
using namespace std::string_literals;
using namespace std::string_view_literals;

tl::expected<MacFile, std::string_view> parse(const std::string& file) {
  return parse_apple_single(file.size(), [&](std::uint64_t offset, std::size_t length) {
    EXPECT_LE(offset + length, file.size());
    return file.substr(offset, length);
  });
}

TEST(AppleSingle, HasBothForksAndWhatTheFinderKnew) {
  const std::string file = AppleFile()
                               .entry(3, "M\x8archen")
                               .entry(4, "tales")
                               .entry(9, mac_test::finder_info())
                               .entry(2, "resource fork")
                               .entry(1, "data fork")
                               .bytes();
  const auto mac = parse(file);
  ASSERT_TRUE(mac);
  EXPECT_EQ(mac->container, MacContainer::apple_single);
  EXPECT_EQ(mac->version, 2);
  EXPECT_EQ(mac->name, "M\u00e4rchen");
  EXPECT_EQ(mac->stored_name, "M\x8archen");
  EXPECT_EQ(file.substr(mac->data_offset, mac->data_length), "data fork");
  EXPECT_EQ(file.substr(mac->resource_offset, mac->resource_length), "resource fork");
  EXPECT_EQ(file.substr(mac->comment_offset, mac->comment_length), "tales");
  EXPECT_THAT(mac->type, testing::ElementsAre('T', 'E', 'X', 'T'));
  EXPECT_THAT(mac->creator, testing::ElementsAre('t', 't', 'x', 't'));
  EXPECT_EQ(mac->finder_flags, 0x2143);
  EXPECT_EQ(mac->extended_finder_info[15], '\x20');
  EXPECT_EQ(mac->end, file.size());
  EXPECT_TRUE(mac->others.empty());
}

TEST(AppleSingle, DatesOfVersion2AreInUtcSince2000) {
  const auto mac = parse(AppleFile().entry(8, "\x00\x00\x00\x3c\xff\xff\xff\xff\x80\0\0\0\x80\0\0\0"sv).bytes());
  ASSERT_TRUE(mac);
  EXPECT_EQ(unix_seconds(mac->created), 946'684'860);
  EXPECT_EQ(unix_seconds(mac->modified), 946'684'799);
  EXPECT_TRUE(mac->dates_in_utc);
  const auto unknown = parse(AppleFile().entry(8, "\x80\0\0\0\x7f\xff\xff\xff"sv).bytes());
  EXPECT_EQ(unknown->created, 0U);
  EXPECT_EQ(unknown->modified, 0U);
}

TEST(AppleSingle, DatesOfVersion1AreOnTheWallClockOfAMac) {
  const std::string dates = "\xaf\x6b\x24\x80\xaf\x6b\x24\x81\0\0\0\0\0\0\0\0"s;
  const auto mac = parse(AppleFile().version_1("Macintosh       ").entry(7, dates).bytes());
  ASSERT_TRUE(mac);
  EXPECT_EQ(mac->version, 1);
  EXPECT_EQ(mac->created, 0xaf6b2480U);
  EXPECT_EQ(mac->modified, 0xaf6b2481U);
  EXPECT_FALSE(mac->dates_in_utc);
  EXPECT_EQ(parse(AppleFile().version_1("MS-DOS          ").entry(7, dates).bytes())->created, 0U);
}

TEST(AppleDouble, IsToldFromAppleSingleByItsMagic) {
  const auto mac = parse(AppleFile().apple_double().entry(2, "fork").bytes());
  ASSERT_TRUE(mac);
  EXPECT_EQ(mac->container, MacContainer::apple_double);
  EXPECT_EQ(mac->data_length, 0U);
  EXPECT_EQ(mac->resource_length, 4U);
}

TEST(AppleSingle, EntriesThatNobodyReadsAreKeptInMind) {
  const auto mac = parse(AppleFile().entry(5, std::string(128, 'i')).entry(1, "x").entry(0x80000001, "own").bytes());
  ASSERT_TRUE(mac);
  ASSERT_EQ(mac->others.size(), 2U);
  EXPECT_EQ(mac->others[0].id, 5U);
  EXPECT_EQ(mac->others[0].length, 128U);
  EXPECT_EQ(mac->others[1].id, 0x80000001U);
}

TEST(AppleSingle, HolesAndEntriesWithoutLengthAreAllowed) {
  const std::string file = AppleFile().entry(4, "").at(9999).entry(1, "x").hole(100).entry(2, "y").bytes();
  const auto mac = parse(file);
  ASSERT_TRUE(mac);
  EXPECT_EQ(file.substr(mac->data_offset, mac->data_length), "x");
  EXPECT_EQ(file.substr(mac->resource_offset, mac->resource_length), "y");
  EXPECT_EQ(mac->comment_length, 0U);
}

TEST(AppleSingle, AShortEntryGivesWhatItHas) {
  const auto mac = parse(AppleFile().entry(9, "TEXTtt").entry(8, "\0\0\0\1"sv).entry(1, "x").bytes());
  ASSERT_TRUE(mac);
  EXPECT_THAT(mac->creator, testing::ElementsAre('t', 't', '\0', '\0'));
  EXPECT_EQ(mac->created, 0U);
  EXPECT_FALSE(mac->dates_in_utc);
}

TEST(AppleSingle, SaysWhatIsWrongWithItsEntries) {
  EXPECT_EQ(parse("Dear Jeff, this is no Mac file").error(), not_apple_single::other_magic);
  EXPECT_EQ(parse(AppleFile().bytes()).error(), not_apple_single::no_entries);
  const std::string sound = AppleFile().entry(2, "resource").entry(1, "data").bytes();
  EXPECT_TRUE(parse(sound));
  EXPECT_EQ(parse(sound.substr(0, 49)).error(), not_apple_single::list_outside);
  EXPECT_EQ(parse(sound.substr(0, sound.size() - 1)).error(), not_apple_single::entry_outside);
  EXPECT_EQ(parse(AppleFile().entry(1, "data").at(1U << 31U).bytes()).error(), not_apple_single::entry_outside);
  EXPECT_EQ(parse(AppleFile().entry(1, "data").at(30).bytes()).error(), not_apple_single::entries_overlap);
  EXPECT_EQ(parse(AppleFile().entry(1, "data").entry(2, "fork").at(51).bytes()).error(),
            not_apple_single::entries_overlap);
  EXPECT_EQ(parse(AppleFile().entry(1, "data").entry(1, "more").bytes()).error(), not_apple_single::two_forks_alike);
  std::string many = sound;
  many.replace(24, 2, "\x04\x01");
  EXPECT_EQ(parse(many + std::string(20'000, '\0')).error(), not_apple_single::too_many);
}

TEST(AppleSingle, OtherVersionsAndOtherFilesAreNone) {
  EXPECT_TRUE(begins_apple_single("\0\5\x16\0\0\2\0\0"sv));
  EXPECT_TRUE(begins_apple_single("\0\5\x16\7\0\1\0\0"sv));
  EXPECT_FALSE(begins_apple_single("\0\5\x16\0\0\3\0\0"sv));
  EXPECT_FALSE(begins_apple_single("\0\5\x16\1\0\2\0\0"sv));
  EXPECT_FALSE(begins_apple_single("\0\5\x16\0\0\2\0"sv));
  EXPECT_FALSE(begins_apple_single(""));
}

TEST(AppleSingle, AnyBytesAreReadWithoutHarm) {
  std::mt19937 random(13);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same on every run
  const std::string sound = AppleFile()
                                .entry(3, "name")
                                .entry(8, std::string(16, '\1'))
                                .entry(9, "TEXTttxt")
                                .entry(2, "resource")
                                .entry(1, "data")
                                .bytes();
  for (int i = 0; i < 20'000; ++i) {
    std::string file = sound;
    for (auto flips = random() % 4; flips > 0; --flips) file[4 + random() % 82] = static_cast<char>(random());
    file.resize(random() % (sound.size() + 10), 'x');
    const auto mac = parse(file);
    if (!mac) continue;
    EXPECT_LE(mac->end, file.size());
    EXPECT_LE(mac->data_offset + mac->data_length, file.size());
    EXPECT_LE(mac->resource_offset + mac->resource_length, file.size());
  }
}

}  // namespace
}  // namespace formats::mac
