// The resource fork of an AppleDouble header that comes in pieces of any size.
#include "stages/verify/apple_double_fork.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "formats/mac/apple_double.h"

namespace stages::verify::testing {
namespace {

std::string fork_of(std::string_view file, std::size_t piece) {
  std::string fork;
  AppleDoubleFork reader([&](std::string_view bytes) { fork += bytes; });
  for (std::size_t at = 0; at < file.size(); at += piece) reader.take(file.substr(at, piece));
  return fork;
}

TEST(AppleDoubleFork, IsTheSameInPiecesOfAnySize) {
  const std::string fork = "the resource fork";
  formats::mac::MacFile file;
  file.stored_name = "name";
  const std::string whole =
      formats::mac::apple_double_header(file, "a comment", static_cast<std::uint32_t>(fork.size())) + fork;
  for (const std::size_t piece : {1U, 2U, 7U, 26U, 64U, 1000U}) EXPECT_EQ(fork_of(whole, piece), fork) << piece;
  EXPECT_EQ(fork_of(whole + "more", 5), fork);
  EXPECT_EQ(fork_of(whole.substr(0, whole.size() - 3), 5), fork.substr(0, fork.size() - 3));
}

TEST(AppleDoubleFork, IsNothingWhereThereIsNoHeader) {
  EXPECT_EQ(fork_of("", 1), "");
  EXPECT_EQ(fork_of(std::string(200, 'x'), 9), "");
  EXPECT_EQ(fork_of(std::string("\0\5\x16\7", 4) + std::string(300, '\xff'), 9), "");
}

}  // namespace
}  // namespace stages::verify::testing
