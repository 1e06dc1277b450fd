#include "stages/decode/decompress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "stages/decode/input_file.h"
#include "tests/stages/decode/packed.h"

namespace stages {
namespace {

using decode_test::pack;
using decode_test::Portions;
using decode_test::unpack;
using decode_test::Unpacked;
using decode_test::words;
using testing::StartsWith;

class Decompress : public testing::TestWithParam<Container> {
 protected:
  [[nodiscard]] static std::string name() { return std::string(name_of(GetParam())); }
  [[nodiscard]] static std::string too_early() { return "the " + name() + " data end too early"; }
  [[nodiscard]] static std::string left_out() {
    return "what follows the " + name() + " data is not " + name() + "; left out";
  }
};

INSTANTIATE_TEST_SUITE_P(Formats, Decompress,
                         testing::Values(Container::gzip, Container::bzip2, Container::xz, Container::zstd),
                         [](const auto& format) { return std::string(name_of(format.param)); });

TEST_P(Decompress, GivesBackWhatWasPacked) {
  for (const std::size_t size : {0U, 1U, 1000U, 400'000U}) {
    const std::string bytes = words(size);
    const Unpacked result = unpack(GetParam(), pack(GetParam(), bytes));
    EXPECT_EQ(result.bytes, bytes);
    EXPECT_EQ(result.reason(), "");
  }
}

TEST_P(Decompress, SeveralStreamsAreOne) {
  const std::string first = words(5000, 1);
  const std::string last = words(300'000, 2);
  const std::string packed = pack(GetParam(), first) + pack(GetParam(), "") + pack(GetParam(), last);
  const Unpacked result = unpack(GetParam(), packed);
  EXPECT_EQ(result.bytes, first + last);
  EXPECT_EQ(result.reason(), "");
}

TEST_P(Decompress, PortionsOfAnySizeGiveTheSame) {
  const std::string bytes = words(8'000);
  const std::string packed = pack(GetParam(), bytes) + pack(GetParam(), bytes) + "junk";
  for (const std::size_t portion : {1U, 2U, 7U, 4096U}) {
    for (const std::size_t room : {1U, 13U, 70'000U}) {
      const Unpacked result = unpack(GetParam(), packed, portion, room);
      EXPECT_EQ(result.bytes, bytes + bytes) << portion << " into " << room;
      EXPECT_EQ(result.reason(), left_out());
    }
  }
  for (unsigned seed = 0; seed < 5; ++seed) {
    Portions random(packed, 3000, seed);
    EXPECT_EQ(unpack(GetParam(), random, 1000).bytes, bytes + bytes) << seed;
  }
}

TEST_P(Decompress, AFileCutAtAnyByteGivesTheBeginningAndSaysSo) {
  const std::string bytes = words(3000);
  const std::string packed = pack(GetParam(), bytes);
  std::size_t most = 0;
  for (std::size_t cut = 0; cut < packed.size(); ++cut) {
    const Unpacked result = unpack(GetParam(), std::string_view(packed).substr(0, cut), 1 + cut % 50, 1 + cut % 700);
    ASSERT_THAT(bytes, StartsWith(result.bytes)) << cut;
    ASSERT_GE(result.bytes.size(), most) << cut;
    ASSERT_EQ(result.reason(), too_early()) << cut;
    ASSERT_EQ(result.fault->stored_offset, cut);
    ASSERT_EQ(result.fault->offset, result.bytes.size());
    most = result.bytes.size();
  }
  EXPECT_EQ(most, bytes.size()) << "the checksum at the end holds no data back";
}

TEST_P(Decompress, ACutInTheSecondStreamCostsNothingOfTheFirst) {
  const std::string first = words(2000, 1);
  const std::string packed_first = pack(GetParam(), first);
  const std::string packed = packed_first + pack(GetParam(), words(2000, 2));
  EXPECT_EQ(unpack(GetParam(), packed_first).reason(), "");
  for (std::size_t cut = packed_first.size() + 1; cut < packed.size(); ++cut) {
    const Unpacked result = unpack(GetParam(), std::string_view(packed).substr(0, cut));
    ASSERT_THAT(result.bytes, StartsWith(first)) << cut;
    ASSERT_EQ(result.reason(), too_early()) << cut;
  }
}

TEST_P(Decompress, JunkBehindCostsNothingAndIsReportedWhereItBegins) {
  const std::string bytes = words(120'000);
  const std::string packed = pack(GetParam(), bytes);
  for (const std::string_view junk : {"j", "BZ?", "junk behind it\r\n", "\x1f\x8c", "\xfd\x38"}) {
    for (const std::size_t portion : {1U, 100'000U}) {
      const Unpacked result = unpack(GetParam(), packed + std::string(junk), portion);
      EXPECT_EQ(result.bytes, bytes);
      EXPECT_EQ(result.reason(), left_out()) << junk;
      EXPECT_EQ(result.fault->stored_offset, packed.size());
      EXPECT_EQ(result.fault->offset, bytes.size());
    }
  }
}

TEST_P(Decompress, JunkThatLooksLikeAnotherStreamCostsNothingEither) {
  const std::string bytes = words(5000);
  const std::string packed = pack(GetParam(), bytes);
  const Unpacked result = unpack(GetParam(), packed + packed.substr(0, 10) + std::string(500, '\x55'));
  EXPECT_THAT(result.bytes, StartsWith(bytes));
  EXPECT_NE(result.reason(), "");
}

// What a block or a frame holds before the damage is not lost with it.
TEST_P(Decompress, ADamagedByteSparesWhatStandsWellBeforeIt) {
  const std::string bytes = words(600'000);
  const std::string sound = pack(GetParam(), bytes);
  std::string packed = sound;
  packed[sound.size() / 2] = static_cast<char>(packed[sound.size() / 2] ^ 0x10);
  for (const std::size_t room : {1000U, 1U << 20}) {
    const Unpacked result = unpack(GetParam(), packed, 1 << 16, room);
    EXPECT_EQ(result.bytes.substr(0, 100'000), bytes.substr(0, 100'000));
    EXPECT_THAT(result.reason(), StartsWith("the " + name() + " data are damaged"));
    EXPECT_EQ(result.fault->offset, result.bytes.size());
  }
}

TEST_P(Decompress, RandomDamageNeverHangsOrThrows) {
  const std::string sound = pack(GetParam(), words(2000)) + pack(GetParam(), words(50));
  std::mt19937 random(3);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same on every run
  for (int i = 0; i < 500; ++i) {
    std::string packed = sound;
    for (int damage = 0; damage < 3; ++damage) packed[random() % packed.size()] = static_cast<char>(random());
    const Unpacked result = unpack(GetParam(), packed, 64, 500);
    EXPECT_LT(result.bytes.size(), 50'000'000U);
  }
}

TEST_P(Decompress, WhatIsNoSuchFormatIsAFaultAndNoBytes) {
  const Unpacked junk = unpack(GetParam(), "Message:\r\nFrom: A");
  EXPECT_EQ(junk.bytes, "");
  EXPECT_EQ(junk.reason(), "there are no " + name() + " data");
  EXPECT_EQ(unpack(GetParam(), "").reason(), too_early());
}

class Failing final : public ByteStream {
 public:
  explicit Failing(std::string_view bytes) : bytes_(bytes, bytes.size()) {}
  std::size_t read(std::span<char> into) override {
    const std::size_t count = bytes_.read(into);
    if (count == 0) throw InputError("disk", 7, "Input/output error");
    return count;
  }

 private:
  Portions bytes_;
};

TEST_P(Decompress, AnInputErrorComesAfterAllThatCouldBeUnpacked) {
  const std::string bytes = words(3000);
  const std::string packed = pack(GetParam(), bytes);
  const std::string_view half = std::string_view(packed).substr(0, packed.size() - 20);
  Failing stream(half);
  const auto unpacked = make_decompressor(GetParam(), stream);
  std::string result;
  std::vector<char> buffer(100'000);
  const auto read_all = [&] {
    while (const std::size_t count = unpacked->read(buffer)) result.append(buffer.data(), count);
  };
  EXPECT_THROW(read_all(), InputError);
  EXPECT_EQ(result, unpack(GetParam(), half).bytes);
}

TEST_P(Decompress, StaysAtItsEnd) {
  const std::string packed = pack(GetParam(), "x");
  Portions stream(packed, 5);
  const auto unpacked = make_decompressor(GetParam(), stream);
  std::vector<char> buffer(10);
  EXPECT_EQ(unpacked->read(buffer), 1U);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(unpacked->read(buffer), 0U);
}

TEST(DecompressPlain, HandsBytesOn) {
  const Unpacked result = unpack(Container::plain, "Message:\r\n", 3);
  EXPECT_EQ(result.bytes, "Message:\r\n");
  EXPECT_EQ(result.reason(), "");
}

TEST(DecompressGzip, PassesOverZerosThatFillATape) {
  const std::string packed = decode_test::gzip("first") + std::string(70'000, '\0');
  EXPECT_EQ(unpack(Container::gzip, packed).reason(), "");
  const Unpacked further = unpack(Container::gzip, packed + decode_test::gzip("second"));
  EXPECT_EQ(further.bytes, "firstsecond");
  EXPECT_EQ(further.reason(), "");
  EXPECT_EQ(unpack(Container::gzip, packed + "junk").fault->stored_offset, packed.size());
}

TEST(DecompressGzip, AChecksumThatDoesNotHoldCostsNoBytes) {
  std::string packed = decode_test::gzip("all of it");
  packed[packed.size() - 5] = static_cast<char>(packed[packed.size() - 5] ^ 1);
  const Unpacked result = unpack(Container::gzip, packed);
  EXPECT_EQ(result.bytes, "all of it");
  EXPECT_EQ(result.reason(), "the gzip data are damaged (the checksum does not hold)");
}

// A stored block of 3 bytes, then a copy from 6 bytes back: made by a bit that flipped in the first lines of a dump.
TEST(DecompressGzip, ACopyFromBeforeTheStartDoesNotEndTheFile) {
  const std::string header("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
  const std::string stored(
      "\0\x03\0\xfc\xff"
      "abc",
      8);
  // Fixed Huffman codes: length 3, distance 6 (code 4, one extra bit), "z", end of block.
  const std::string copy_then_z("\x03\x92\x55\x00", 4);
  const Unpacked result = unpack(Container::gzip, header + stored + copy_then_z + std::string(8, '\0'));
  EXPECT_EQ(result.bytes, std::string("abc\0\0\0z", 7));
  EXPECT_EQ(result.reason(), "the gzip data are damaged (the checksum does not hold)");
}

TEST(DecompressGzip, ReadsEveryFieldAHeaderMayHave) {
  const std::string packed = decode_test::gzip("text");
  std::string header("\x1f\x8b\x08\x1e\0\0\0\0\0\x03\x02\0xyname\0comment\0", 27);
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(header.data()), static_cast<uInt>(header.size()));
  header += static_cast<char>(sum & 0xffU);
  header += static_cast<char>(sum >> 8 & 0xffU);
  for (const std::size_t portion : {1U, 100U}) {
    const Unpacked result = unpack(Container::gzip, header + packed.substr(10), portion);
    EXPECT_EQ(result.bytes, "text");
    EXPECT_EQ(result.reason(), "");
  }
}

// bzip2 and zstd can give nothing of a block before all of it is there; but then all of it.
TEST(DecompressBzip2, GivesWholeBlocksOfAFileThatIsCut) {
  const std::string bytes = words(250'000);
  const std::string packed = decode_test::bzip2(bytes);
  std::set<std::size_t> sizes;
  for (std::size_t cut = 0; cut < packed.size(); cut += 4999) {
    sizes.insert(unpack(Container::bzip2, std::string_view(packed).substr(0, cut)).bytes.size());
  }
  EXPECT_THAT(sizes, testing::SizeIs(testing::Ge(3U)));
  EXPECT_THAT(*std::next(sizes.begin()), testing::AllOf(testing::Gt(99'000U), testing::Lt(100'001U)));
}

TEST(DecompressZstd, GivesWholeBlocksOfAFileThatIsCut) {
  const std::string bytes = words(300'000);
  const std::string packed = decode_test::zstd(bytes);
  std::set<std::size_t> sizes;
  for (std::size_t cut = 0; cut < packed.size(); cut += 4999) {
    sizes.insert(unpack(Container::zstd, std::string_view(packed).substr(0, cut)).bytes.size());
  }
  EXPECT_THAT(sizes, testing::ElementsAre(0U, 131'072U, 262'144U));
}

TEST(DecompressZstd, PassesOverSkippableFrames) {
  const std::string skippable("\x5a\x2a\x4d\x18\x05\0\0\0hello", 13);
  const std::string frame = decode_test::zstd("text");
  const Unpacked result = unpack(Container::zstd, skippable + frame + skippable + frame + skippable, 3);
  EXPECT_EQ(result.bytes, "texttext");
  EXPECT_EQ(result.reason(), "");
}

TEST(DecompressZstd, AWindowOver128MiBIsRefusedAndSaysSo) {
  // Magic, no content size, a window of 2^28 bytes, then an empty last block.
  const std::string frame("\x28\xb5\x2f\xfd\0\x90\x01\0\0", 9);
  EXPECT_EQ(unpack(Container::zstd, frame).reason(), "the zstd data need a window of more than 128 MiB");
  const std::string allowed("\x28\xb5\x2f\xfd\0\x88\x01\0\0", 9);
  EXPECT_EQ(unpack(Container::zstd, allowed).reason(), "");
}

TEST(DecompressXz, PassesOverPaddingInFours) {
  const std::string stream = decode_test::xz("text");
  const Unpacked result = unpack(Container::xz, stream + std::string(8, '\0') + stream + std::string(4, '\0'), 3);
  EXPECT_EQ(result.bytes, "texttext");
  EXPECT_EQ(result.reason(), "");
  EXPECT_EQ(unpack(Container::xz, stream + std::string(3, '\0')).reason(),
            "what follows the xz data is not xz; left out");
}

TEST(DecompressXz, ADictionaryThatNeedsOver512MiBIsRefusedAndSaysSo) {
  std::string packed = decode_test::xz(words(100));
  // The block header: its size, flags, sizes, then the LZMA2 filter (0x21) with one byte for the dictionary.
  const std::size_t block = 12;
  const std::size_t filter = packed.find("\x21\x01", block);
  ASSERT_LT(filter, block + 16);
  packed[filter + 2] = 38;  // 2 GiB
  const std::size_t checked = std::size_t{4} * static_cast<unsigned char>(packed[block]);
  const std::uint32_t sum = lzma_crc32(reinterpret_cast<const std::uint8_t*>(packed.data()) + block, checked, 0);
  for (std::size_t i = 0; i < 4; ++i) packed[block + checked + i] = static_cast<char>(sum >> (8 * i) & 0xffU);
  EXPECT_EQ(unpack(Container::xz, packed).reason(),
            "the xz data need 2048 MiB of memory to unpack, more than the 512 MiB allowed");
}

}  // namespace
}  // namespace stages
