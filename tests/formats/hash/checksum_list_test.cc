#include "formats/hash/checksum_list.h"

#include <gmock/gmock.h>

#include <string>

namespace formats::hash {
namespace {

// Digests of the empty string, as the tools of GNU coreutils print them.
const std::string md5 = "d41d8cd98f00b204e9800998ecf8427e";
const std::string sha1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
const std::string sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

std::string read(std::string_view line) {
  const auto found = parse_checksum_line(line);
  return found ? std::string(name_of(found->kind)) + " " + found->digest + " " + found->file : "nothing";
}

TEST(Digest, IsWhatTheToolsOfCoreutilsPrint) {
  EXPECT_EQ(Digest(DigestKind::md5).hex(), md5);
  EXPECT_EQ(Digest(DigestKind::sha1).hex(), sha1);
  EXPECT_EQ(Digest(DigestKind::sha256).hex(), sha256);
  Digest parts(DigestKind::md5);
  parts.update("a");
  parts.update("bc");
  EXPECT_EQ(parts.hex(), "900150983cd24fb0d6963f7d28e17f72");  // RFC 1321, A.5
  Digest whole(DigestKind::sha512);
  whole.update("abc");
  EXPECT_THAT(whole.hex(), ::testing::StartsWith("ddaf35a193617abacc417349ae204131"));  // FIPS 180-4's example
}

TEST(ChecksumList, TakesEveryFormThatCommonToolsWrite) {
  EXPECT_EQ(read(md5 + "  a b.exp"), "md5 " + md5 + " a b.exp");
  EXPECT_EQ(read(sha1 + " *a.exp\r"), "sha1 " + sha1 + " a.exp");
  EXPECT_EQ(read(sha256 + "  ./po/a.exp"), "sha256 " + sha256 + " po/a.exp");
  EXPECT_EQ(read(sha256 + " PO\\A.EXP"), "sha256 " + sha256 + " PO/A.EXP");
  EXPECT_EQ(read("SHA256 (a (1).exp) = " + sha256), "sha256 " + sha256 + " a (1).exp");
  EXPECT_EQ(read("MD5(a (1).exp)= " + md5), "md5 " + md5 + " a (1).exp");
  EXPECT_EQ(read("SHA2-256(./a.exp)= " + sha256), "sha256 " + sha256 + " a.exp");
  EXPECT_EQ(read("SHA256          " + sha256 + "       C:\\old mail\\A.EXP   "),
            "sha256 " + sha256 + " C:/old mail/A.EXP");
  EXPECT_EQ(read("\"MD5\",\"" + md5 + "\",\"C:\\old\\a, b.exp\""), "md5 " + md5 + " C:/old/a, b.exp");
  EXPECT_EQ(read("\\" + md5 + "  a\\nb\\\\c"), "md5 " + md5 + " a\nb\\c");
  EXPECT_EQ(read("D41D8CD98F00B204E9800998ECF8427E  A"), "md5 " + md5 + " A");
  EXPECT_EQ(read(md5), "md5 " + md5 + " ");
}

TEST(ChecksumList, TakesNothingElse) {
  for (const std::string& line : {std::string(),
                                  std::string("Message:"),
                                  md5.substr(1) + "  a",
                                  md5 + "0  a",
                                  md5 + "-a",
                                  md5 + "  ",
                                  "; " + md5 + "  a",
                                  "MD5 (a) = " + sha256,
                                  "SHA256 () " + sha256,
                                  "SHA3-256(a)= " + sha256,
                                  "SHA2-512(a)= " + sha256,
                                  ")" + md5 + "(",
                                  "MD5 )= " + md5,
                                  "(" + md5,
                                  std::string(64, 'g') + "  a",
                                  "BLAKE2b (a) = " + std::string(128, 'a'),
                                  "MD5  " + sha256 + "  a",
                                  "MD5  " + md5,
                                  R"("MD5",")" + md5 + R"(")",
                                  std::string("\""),
                                  std::string("\",\"")})
    EXPECT_EQ(read(line), line == md5 + "  " ? "md5 " + md5 + " " : "nothing") << line;
}

}  // namespace
}  // namespace formats::hash
