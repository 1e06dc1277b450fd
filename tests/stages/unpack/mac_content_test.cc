#include "stages/unpack/mac_content.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "tests/formats/mac/apple_single_bytes.h"
#include "tests/formats/mac/macbinary_bytes.h"

namespace stages {
namespace {

using mac_test::AppleFile;
using mac_test::Sample;

// An item somewhere inside a dump.
Extent item(std::string_view bytes) {
  constexpr std::uint64_t offset = 1000;
  auto region = std::make_shared<const Region>(
      Segment{offset, bytes.size(), pipeline::Slice::own(std::string(bytes)), nullptr, 0});
  return {std::move(region), offset, bytes.size()};
}

std::string text_of(const Extent& extent) {
  std::string text;
  extent.visit([&](std::string_view part) { text += part; });
  return text;
}

TEST(MacContent, WhatLiesInNeitherForkRebuildsTheContainer) {
  const std::string long_comment(230, 'c');
  const std::string macbinary =
      Sample{.comment = long_comment, .secondary_header = "secondary"}.file() + "bytes behind";
  const auto content = find_mac_content(item(macbinary)).content;
  ASSERT_TRUE(content);
  const auto outside = outside_the_forks(*content);
  ASSERT_EQ(outside.size(), 3U);
  EXPECT_EQ(text_of(outside[0]) + text_of(content->data) + text_of(outside[1]) + text_of(content->resource) +
                text_of(outside[2]),
            macbinary);

  const std::string single = AppleFile().entry(2, "rsrc").entry(3, "name").entry(1, "data").bytes();
  const auto other = find_mac_content(item(single)).content;
  ASSERT_TRUE(other);
  const auto parts = outside_the_forks(*other);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(text_of(parts[0]) + text_of(other->resource) + text_of(parts[1]) + text_of(other->data), single);
}

TEST(MacContent, AFileWithoutForksIsAllOutside) {
  const std::string file = Sample{.data = "", .resource = ""}.file();
  const auto content = find_mac_content(item(file)).content;
  ASSERT_TRUE(content);
  ASSERT_EQ(outside_the_forks(*content).size(), 1U);
  EXPECT_EQ(text_of(outside_the_forks(*content)[0]), file);
}

TEST(MacContent, ACommentFilledWithNulsIsNone) {
  const std::string file = AppleFile().entry(4, std::string(200, '\0')).entry(1, "data").bytes();
  EXPECT_EQ(find_mac_content(item(file)).content->comment, "");
}

}  // namespace
}  // namespace stages
