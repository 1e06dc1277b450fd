#include "stages/decode/container.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/formats/mac/macbinary_bytes.h"
#include "tests/stages/decode/packed.h"

namespace stages {
namespace {

using namespace std::string_view_literals;

TEST(Container, IsKnownByItsFirstBytes) {
  for (const Container container : {Container::gzip, Container::bzip2, Container::xz, Container::zstd}) {
    for (const std::string_view bytes : {"", "some text"}) {
      EXPECT_EQ(container_of(decode_test::pack(container, bytes)), container) << name_of(container);
    }
  }
  EXPECT_EQ(container_of("\x50\x2a\x4d\x18\0\0\0\0"sv), Container::zstd) << "a skippable frame may come first";
}

TEST(Container, AnExportIsPlain) {
  for (const std::string_view bytes : {""sv, "M"sv, "Message:\r\n179\r\n"sv, "BZh"sv, "BZhello"sv, "BZh9 plan"sv,
                                       "\x1f"sv, "\x1f\x8b"sv, "\xfd"sv, "P*M"sv, "PK\3\4"sv}) {
    EXPECT_EQ(container_of(bytes), Container::plain) << bytes;
  }
}

TEST(Container, AFileCutWithinItsFirstBytesMayStillBegin) {
  for (const Container container : {Container::gzip, Container::bzip2, Container::xz, Container::zstd}) {
    const std::string packed = decode_test::pack(container, "text");
    for (std::size_t cut = 0; cut <= container_magic_size; ++cut) {
      EXPECT_TRUE(may_begin(container, std::string_view(packed).substr(0, cut))) << name_of(container) << cut;
    }
    EXPECT_FALSE(may_begin(container, "j"));
    EXPECT_FALSE(may_begin(container, packed.substr(0, 1) + "j"));
  }
}

TEST(Describe, NamesWhatLiesBesideExports) {
  EXPECT_EQ(describe("", "sd1.2"), "empty");
  EXPECT_EQ(describe("PK\3\4\x14\0"sv, "a.zip"), "a ZIP archive");
  EXPECT_EQ(describe("%PDF-1.2\n", "a"), "a PDF");
  EXPECT_EQ(describe("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"sv, "a.doc"), "an MS Office document");
  EXPECT_EQ(describe("MZ\x90\0\3\0\0\0"sv, "EXPORT.EXE"), "an executable");
  EXPECT_EQ(describe("\x7f"
                     "ELF\2"sv,
                     "ls"),
            "an executable");
  EXPECT_EQ(describe("\x89PNG\r\n\x1a\n"sv, "a.png"), "a PNG image");
  EXPECT_EQ(describe("\x1f\x8b\x08\0"sv, "a.gz"), "gzip-compressed data");
  EXPECT_EQ(describe("BZh91AY&SY\0"sv, "a.bz2"), "bzip2-compressed data");
  EXPECT_EQ(describe("{\\rtf1\\ansi", "a.rtf"), "an RTF document");
  EXPECT_EQ(describe("<HTML><HEAD>", "a.htm"), "an HTML page");
  EXPECT_EQ(describe("Dear Jeff,\r\n\tM\x81ller called.\x1a", "letter.txt"), "text");
  EXPECT_EQ(describe("\xff\xfeM\0e\0"sv, "a.txt"), "text in UTF-16");
  EXPECT_EQ(describe("\0\1\2\3"sv, "a.dat"), "binary data");
  EXPECT_EQ(describe(mac_test::Sample{}.file(), "a.bin"), "a Mac file in MacBinary");
}

TEST(Describe, KnowsAPostOfficesFilesByNameAlone) {
  EXPECT_EQ(describe("\0\1\2"sv, "/backup/ccdata/MLANDATA"), "a cc:Mail database (MLANDATA)");
  EXPECT_EQ(describe("\0\1\2"sv, "clandata"), "a cc:Mail database (CLANDATA)");
  EXPECT_EQ(describe("\0\1\2"sv, "USR00012"), "a cc:Mail user's database (USR and five characters)");
  EXPECT_EQ(describe("\0\1\2"sv, "smith.cca"), "a cc:Mail archive (.cca)");
}

TEST(Describe, ANameDoesNotOutweighWhatIsInTheFile) {
  EXPECT_EQ(describe("PK\3\4\x14\0"sv, "MLANDATA"), "a ZIP archive");
  EXPECT_EQ(describe("", "MLANDATA"), "empty");
  EXPECT_EQ(describe("notes", "MLANDATA.txt"), "text");
  EXPECT_EQ(describe("notes", "USRGUIDE"), "text");
  EXPECT_EQ(describe("notes", "/x.cca/readme"), "text");
}

TEST(Describe, TextThatBeginsLikeSomethingElseIsText) {
  EXPECT_EQ(describe("MZ says hello", "a"), "text");
  EXPECT_EQ(describe("BM: call back", "a"), "text");
  EXPECT_EQ(describe("From here on it is plain\nand simple: yes", "a"), "text");
}

TEST(Describe, TellsAnMboxFromText) {
  EXPECT_EQ(describe("From jeff@hub Tue Jun  2 08:39:00 1998\nFrom: jeff@hub\n\n", "inbox"), "an mbox");
  EXPECT_EQ(describe("From jeff@hub Tue Jun  2 08:39:00 1998\r\nReturn-Path: <jeff@hub>\r\n", "inbox"), "an mbox");
}

}  // namespace
}  // namespace stages
