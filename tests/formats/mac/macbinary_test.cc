#include "formats/mac/macbinary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "tests/formats/mac/macbinary_bytes.h"

namespace formats::mac {
namespace {

using mac_test::Sample;

tl::expected<MacFile, std::string_view> parse(std::string_view file) { return parse_macbinary(file, file.size()); }

std::string_view part(std::string_view file, std::uint64_t offset, std::uint64_t length) {
  return file.substr(offset, length);
}

TEST(MacBinary, FindsBothForksBehindTheirPadding) {
  const std::string data(200, 'd');
  const std::string file = Sample{.data = data}.file();
  const auto mac = parse(file);
  ASSERT_TRUE(mac);
  EXPECT_EQ(part(file, mac->data_offset, mac->data_length), data);
  EXPECT_EQ(part(file, mac->resource_offset, mac->resource_length), "resource fork");
}

TEST(MacBinary, KeepsWhatTheFinderKnew) {
  const auto mac = parse(Sample{}.file());
  ASSERT_TRUE(mac);
  EXPECT_EQ(mac->version, 2);
  EXPECT_EQ(mac->name, "Read Me");
  EXPECT_THAT(mac->type, testing::ElementsAre('T', 'E', 'X', 'T'));
  EXPECT_THAT(mac->creator, testing::ElementsAre('t', 't', 'x', 't'));
  EXPECT_EQ(mac->finder_flags, 0x2143);
  EXPECT_EQ(std::string(mac->finder_info.data(), 16), std::string("TEXTttxt\x21\x43\0\5\0\6\1\2", 16));
  EXPECT_EQ(mac->created, 0xaf6b2480U);
  EXPECT_EQ(mac->modified, 0xaf6b2481U);
}

TEST(MacBinary, ReadsTheNameAsMacRomanWhateverTheDumpIsIn) {
  const auto mac = parse(Sample{.name = "\x8et\x8e"}.file());
  ASSERT_TRUE(mac);
  EXPECT_EQ(mac->name, "\u00e9t\u00e9");
  EXPECT_EQ(mac->stored_name, "\x8et\x8e");
}

TEST(MacBinary, SkipsASecondaryHeaderPaddedTo128Bytes) {
  const std::string secondary(130, 's');
  const std::string file = Sample{.secondary_header = secondary}.file();
  const auto mac = parse(file);
  ASSERT_TRUE(mac);
  EXPECT_EQ(mac->data_offset, 384U);
  EXPECT_EQ(part(file, mac->data_offset, mac->data_length), "data fork");
  EXPECT_EQ(part(file, mac->resource_offset, mac->resource_length), "resource fork");
}

TEST(MacBinary, FindsTheCommentBehindTheForks) {
  const std::string file = Sample{.comment = "from the Hub"}.file();
  const auto mac = parse(file);
  ASSERT_TRUE(mac);
  EXPECT_EQ(part(file, mac->comment_offset, mac->comment_length), "from the Hub");
}

TEST(MacBinary, ACommentThatIsNotThereDoesNotSpoilTheForks) {
  std::string file = Sample{.comment = "from the Hub"}.file();
  file.resize(file.size() - 128);
  const auto mac = parse(file);
  ASSERT_TRUE(mac);
  EXPECT_EQ(mac->comment_length, 0U);
  EXPECT_EQ(part(file, mac->resource_offset, mac->resource_length), "resource fork");
}

TEST(MacBinary, ReadsScriptAndFlagsThatOnlyMacBinary3Has) {
  std::string header = Sample{}.header();
  mac_test::put(header, 102, "mBIN\x01\x80");
  mac_test::put_number(header, 122, 0x8281, 2);
  mac_test::seal(header);
  const auto mac = parse_macbinary(header, 384);
  ASSERT_TRUE(mac);
  EXPECT_EQ(mac->version, 3);
  EXPECT_EQ(mac->extended_finder_info[8], '\x01');
  EXPECT_EQ(mac->extended_finder_info[9], '\x80');
}

TEST(MacBinary, AFileOfOneForkMayEndWithoutPadding) {
  EXPECT_TRUE(parse_macbinary(Sample{.resource = ""}.header(), 128 + 9));
  EXPECT_EQ(parse_macbinary(Sample{.resource = ""}.header(), 128 + 8)->missing, 1U);
  EXPECT_TRUE(parse_macbinary(Sample{.data = ""}.header(), 128 + 13));
  EXPECT_TRUE(parse_macbinary(Sample{.data = "", .resource = ""}.header(), 128));
}

TEST(MacBinary, SaysHowMuchOfItsForksIsNotThere) {  // Q166561
  const std::string header = Sample{}.header();
  EXPECT_EQ(parse_macbinary(header, 256 + 13)->missing, 0U);
  EXPECT_EQ(parse_macbinary(header, 256 + 12)->missing, 1U);
  EXPECT_EQ(parse_macbinary(header, 128)->missing, 141U);

  std::string huge = header;
  mac_test::put_number(huge, 83, 0xffffffff, 4);
  mac_test::put_number(huge, 87, 0xffffffff, 4);
  mac_test::seal(huge);
  EXPECT_GT(parse_macbinary(huge, 384)->missing, std::uint64_t{1} << 32U);
}

TEST(MacBinary, ForksThatDoNotFitUnderAChecksumAloneAreAnOrdinaryFile) {
  std::string header = Sample{}.header();
  mac_test::put_number(header, 122, 0, 2);
  mac_test::seal(header);
  EXPECT_TRUE(parse_macbinary(header, 256 + 13));
  EXPECT_EQ(parse_macbinary(header, 256 + 12).error(), not_macbinary::forks_too_long);
}

// A length could be what is wrong: nothing may be cut by it.
TEST(MacBinary, EveryWrongBitInTheHeaderIsNoticed) {
  const std::string sound = Sample{}.header();
  for (std::size_t bit = 0; bit < std::size_t{126} * 8; ++bit) {
    std::string header = sound;
    header[bit / 8] = static_cast<char>(header[bit / 8] ^ (1 << bit % 8));
    const auto mac = parse_macbinary(header, 384);
    EXPECT_TRUE(!mac || mac->checksum_wrong) << bit;
  }
}

TEST(MacBinary, AWrongLengthUnderAWrongChecksumIsStillKnownForMacBinary) {
  std::string header = Sample{}.header();
  header[83] = '@';
  const auto mac = parse_macbinary(header, 384);
  ASSERT_TRUE(mac);
  EXPECT_TRUE(mac->checksum_wrong);
}

TEST(MacBinary, AChecksumThatWasNeverComputedIsNotWrong) {
  std::string file = Sample{}.file();
  mac_test::put_number(file, 124, 0, 2);
  const auto mac = parse(file);
  ASSERT_TRUE(mac);
  EXPECT_EQ(mac->version, 2);
  EXPECT_FALSE(mac->checksum_wrong);
  EXPECT_EQ(part(file, mac->resource_offset, mac->resource_length), "resource fork");
  EXPECT_EQ(parse(file + "xyz").error(), not_macbinary::no_proof);
}

TEST(MacBinary, OddBytesDoNotOutweighAChecksumThatHolds) {
  for (const std::size_t at : {std::size_t{74}, std::size_t{82}, std::size_t{110}, std::size_t{127}}) {
    std::string file = Sample{}.file();
    file[at] = '\x01';
    mac_test::seal(file);
    const auto mac = parse(file);
    ASSERT_TRUE(mac) << at;
    EXPECT_EQ(part(file, mac->data_offset, mac->data_length), "data fork");
  }
}

TEST(MacBinary, TakesTheOtherChecksumThatIsFoundButNotForAnOddHeader) {
  std::string file = Sample{}.file();
  file[110] = '\x01';  // so that nothing but the checksum speaks for it
  mac_test::seal_with_usb(file);
  ASSERT_TRUE(parse(file));
  EXPECT_FALSE(parse(file)->checksum_wrong);
  file[74] = '\x01';
  mac_test::seal_with_usb(file);
  EXPECT_EQ(parse(file).error(), not_macbinary::reserved_bytes);
  file[74] = '\0';
  file[122] = '\0';
  mac_test::seal_with_usb(file);
  EXPECT_EQ(parse(file).error(), not_macbinary::no_proof);
}

TEST(MacBinary1, IsTakenWhereAllThatCanBeCheckedHolds) {
  const std::string file = Sample{}.first_version();
  const auto mac = parse(file);
  ASSERT_TRUE(mac);
  EXPECT_EQ(mac->version, 1);
  EXPECT_EQ(mac->name, "Read Me");
  EXPECT_EQ(mac->finder_flags, 0x2100);
  EXPECT_EQ(mac->created, 0xaf6b2480U);
  EXPECT_EQ(part(file, mac->data_offset, mac->data_length), "data fork");
  EXPECT_EQ(part(file, mac->resource_offset, mac->resource_length), "resource fork");
  EXPECT_EQ(mac->comment_length, 0U);
}

TEST(MacBinary1, MayEndWithoutPaddingOrWithALineEnd) {
  const std::string file = Sample{}.first_version();
  for (const std::size_t length : {std::size_t{256 + 13}, std::size_t{383}, std::size_t{384}, std::size_t{386}})
    EXPECT_TRUE(parse_macbinary(file, length)) << length;
  EXPECT_EQ(parse_macbinary(file, 256 + 12)->missing, 1U);
  EXPECT_EQ(parse_macbinary(file, 387).error(), not_macbinary::no_proof);
}

TEST(MacBinary1, OneThingThatIsNotAsItMustBeRefutesIt) {
  const std::string sound = Sample{}.first_version();
  const auto refuted = [&](std::size_t at, std::string_view bytes) {
    std::string file = sound;
    mac_test::put(file, at, bytes);
    return !parse(file);
  };
  for (std::size_t at = 99; at < 128; ++at) EXPECT_TRUE(refuted(at, "\x01")) << at;
  EXPECT_TRUE(refuted(74, "\x01"));
  EXPECT_TRUE(refuted(82, "\x01"));
  EXPECT_TRUE(refuted(3, "\x07"));
  EXPECT_TRUE(refuted(3, ":"));
  EXPECT_TRUE(refuted(65, "\x1f"));
  EXPECT_TRUE(refuted(72, "\x7f"));
  EXPECT_TRUE(refuted(83, "\x01"));  // 16 MiB
  EXPECT_TRUE(refuted(83, std::string(8, '\0')));
}

TEST(MacBinary, SaysWhyAFileIsNone) {
  const std::string sound = Sample{}.header();
  EXPECT_EQ(parse_macbinary("", 0).error(), not_macbinary::too_short);
  EXPECT_EQ(parse_macbinary(sound.substr(0, 127), 384).error(), not_macbinary::too_short);
  EXPECT_EQ(parse_macbinary(std::string(128, '\0'), 384).error(), not_macbinary::no_name);
  EXPECT_EQ(parse_macbinary(Sample{.name = std::string_view()}.header(), 384).error(), not_macbinary::no_name);

  std::string header = sound;
  mac_test::put_number(header, 122, 0, 2);
  header[82] = '\x01';
  mac_test::seal(header);
  EXPECT_EQ(parse_macbinary(header, 384).error(), not_macbinary::reserved_bytes);

  header = sound;
  header[1] = '\x40';
  mac_test::seal(header);
  EXPECT_EQ(parse_macbinary(header, 384).error(), not_macbinary::no_name);

  header = sound;
  header[124] = static_cast<char>(header[124] + 1);
  header[110] = '\x01';
  EXPECT_EQ(parse_macbinary(header, 384).error(), not_macbinary::no_proof);
}

TEST(MacBinary, OrdinaryFilesAreLeftAlone) {
  const auto file = [](std::string_view beginning) {
    std::string bytes(beginning);
    bytes.resize(4096, 'x');
    return bytes;
  };
  for (const std::string_view beginning :
       {std::string_view("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), std::string_view("PK\3\4\x14\0\0\0\x08\0", 10),
        std::string_view("Dear Jeff,\r\n"), std::string_view("\0\0\2\0\6\4\6\0", 8), std::string_view("\0\1\0\0\0", 5),
        std::string_view("\0\5\x16\0\0\2\0\0", 8), std::string_view("\0\0\1\xba", 4)}) {
    EXPECT_FALSE(parse(file(beginning))) << beginning;
  }
}

// What no checksum of 16 bits can promise: one in 65,536 of such headers would pass by chance, and must fit too.
TEST(MacBinary, HeadersThatOnlyLookRightAreRefused) {
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same on every run
  int taken = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string header(128, '\0');
    for (char& byte : header) byte = static_cast<char>(random());
    header[0] = header[74] = header[82] = '\0';
    header[1] = '\x10';
    taken += parse_macbinary(header, 1'000'000) ? 1 : 0;
  }
  EXPECT_EQ(taken, 0);
}

TEST(MacBinary, AnyBytesAreReadWithoutHarm) {
  std::mt19937 random(11);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same on every run
  const std::string sound = Sample{.comment = "tales", .secondary_header = "more"}.file();
  for (int i = 0; i < 20'000; ++i) {
    std::string file = sound;
    for (auto flips = random() % 6; flips > 0; --flips) file[random() % 128] = static_cast<char>(random());
    if (random() % 2 == 0) mac_test::seal(file);
    const std::uint64_t length = random() % 800;
    const auto mac = parse_macbinary(file, length);
    if (!mac) continue;
    EXPECT_EQ(mac->missing == 0,
              std::max(mac->data_offset + mac->data_length,
                       mac->resource_length > 0 ? mac->resource_offset + mac->resource_length : 0) <= length);
    EXPECT_LE(mac->comment_length > 0 ? mac->comment_offset + mac->comment_length : 0, length);
  }
}

TEST(MacDate, IsTheSameWallClockInUnixSeconds) {
  EXPECT_EQ(unix_seconds(2'082'844'800), 0);
  EXPECT_EQ(unix_seconds(3'029'529'600), 946'684'800);
  EXPECT_EQ(unix_seconds(1), -2'082'844'799);
  EXPECT_EQ(unix_seconds(0xffffffff), 2'212'122'495);
}

TEST(MacDate, ADateThatWasNeverSetIsNone) { EXPECT_EQ(unix_seconds(0), std::nullopt); }

}  // namespace
}  // namespace formats::mac
