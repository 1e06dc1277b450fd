#include "stages/write/placed.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "formats/hash/xxh3.h"
#include "stages/write/mail_format.h"
#include "stages/write/mbox_tree.h"
#include "tests/stages/write/tree.h"

namespace stages::testing {
namespace {

std::array<char, 32> xxh3_of(const std::string& bytes) {
  formats::hash::Xxh3 hash;
  hash.update(bytes);
  return hash.hex();
}

TEST(Placed, EveryByteOfAFileBelongsToTheMessageThatIsPlacedThere) {
  std::vector<Letter> letters;
  for (std::size_t i = 0; i < 60; ++i)  // more folders than are open at a time
    letters.push_back({.folder = "Folder " + std::to_string(i % 40), .text = std::to_string(i) + "\n"});
  letters.push_back({.folder = "Inbox", .text = std::string(300'000, 'a') + "\n" + std::string(400'000, 'b') + "\n"});
  letters.push_back({.folder = "Inbox", .text = "short\n"});
  for (const MailFormat format : {MailFormat::mbox, MailFormat::eml, MailFormat::maildir}) {
    for (const std::size_t piece : {std::size_t{100'000}, std::string::npos}) {
      const TemporaryDirectory dir;
      const auto store = make_mail_store(format, dir.path("jeff"));
      std::vector<Placed> placed;
      for (const Letter& letter : letters) {
        add(*store, letter, piece);
        placed.push_back(store->last());
      }
      store->finish();
      auto rest = files(dir.path("jeff"));
      for (const Placed& place : placed) {
        std::string& file = rest.at(place.file);
        ASSERT_LE(place.offset + place.length, file.size()) << place.file;
        EXPECT_EQ(xxh3_of(file.substr(place.offset, place.length)), place.xxh3) << place.file;
        file.replace(place.offset, place.length, place.length, '\0');
      }
      for (const auto& [name, bytes] : rest) {
        if (name.ends_with("subscriptions")) continue;
        EXPECT_EQ(bytes.find_first_not_of('\0'), std::string::npos) << name;
      }
    }
  }
}

TEST(Placed, ComesBackFromTheEndOfALine) {
  Placed placed{.file = R"(a "b"/,"output":{"file":"x)", .offset = 7, .length = 1ULL << 40U, .xxh3 = xxh3_of("x")};
  std::string line = R"({"subject":",\"output\":{\"file\":\"")";
  const std::string before = line;
  append_output(line, placed);
  ASSERT_TRUE(line.ends_with("}}\n"));
  std::string_view view = line;
  view.remove_suffix(1);
  Placed read;
  ASSERT_TRUE(take_output(view, read));
  EXPECT_EQ(read, placed);
  EXPECT_EQ(view, before);
}

TEST(Placed, TheDigestsOfAMessageComeBackToo) {
  const Placed placed{.file = "x", .message = MessageDigests{.offset = 40, .length = 7, .sha256 = "ab", .md5 = "cd"}};
  std::string line = "{\"x\":1";
  append_output(line, placed);
  std::string_view view = line;
  view.remove_suffix(1);
  Placed read;
  ASSERT_TRUE(take_output(view, read));
  EXPECT_EQ(read, placed);
  EXPECT_EQ(view, "{\"x\":1");
}

TEST(Placed, ALineWithoutItIsLeftAlone) {
  Placed read;
  std::string_view line = R"({"item":1})";
  EXPECT_FALSE(take_output(line, read));
  EXPECT_EQ(line, R"({"item":1})");
}

}  // namespace
}  // namespace stages::testing
