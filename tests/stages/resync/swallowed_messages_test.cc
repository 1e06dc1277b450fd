// Where bytes were lost, sizes may lead by chance to a label behind other messages: these are not swallowed.
#include <gmock/gmock.h>

#include <cstddef>
#include <string>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::size_t lost_length = 1000;

// Three messages. `lost_length` bytes are gone from the first one's file, so that its size leads `beyond` bytes behind
// the end of what is left of the message; the second one is `second_length` bytes long or a little less.
std::string with_lost_bytes(std::size_t second_length, bool more_items) {
  Dump dump;
  dump.message("first").file("A.BIN", std::string(3000, 'a'));
  const std::size_t first = dump.bytes().size();
  dump.message("second").text("");
  const std::size_t empty = dump.bytes().size() - first;
  const std::size_t items = more_items ? std::string("Text item:\r\n           4\r\nmore").size() : 0;
  Dump whole;
  whole.message("first").file("A.BIN", std::string(3000, 'a'));
  whole.message("second").text(std::string(second_length - empty - items, 'b'));
  if (more_items) whole.text("more");
  whole.message("third").text("end");
  std::string bytes = whole.bytes();
  bytes.erase(bytes.find("aaa"), lost_length);
  return bytes;
}

TEST(SwallowedMessages, ASizeThatLeadsNearTheNextButOneMessageDoesNotSwallowTheOneBetween) {
  for (std::size_t length = lost_length - 8; length <= lost_length + 8; ++length) {
    if (length == lost_length) continue;  // nothing tells: every size leads to a message
    const Resynced result = resync(with_lost_bytes(length, false));
    EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third")) << length;
    EXPECT_EQ(data(result).front(), std::string(3000 - lost_length, 'a')) << length;
    EXPECT_THAT(result.damage, Not(IsEmpty())) << length;
  }
}

TEST(SwallowedMessages, ASizeThatLeadsToAnItemOfTheNextMessageDoesNotSwallowItsHead) {
  const std::size_t item = std::string("Text item:\r\n           4\r\nmore").size();
  for (std::size_t length = lost_length - 8; length <= lost_length + 8; ++length) {
    const Resynced result = resync(with_lost_bytes(length + item, true));
    EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third")) << length;
    EXPECT_EQ(data(result).front(), std::string(3000 - lost_length, 'a')) << length;
    EXPECT_EQ(data(result).at(2), "more") << length;
    EXPECT_THAT(result.damage, Not(IsEmpty())) << length;
  }
}

// The sizes of the first message lead to the end of the second one, and its items to their own labels.
TEST(SwallowedMessages, AMessageWhereAnItemShouldBeIsNoStray) {
  Dump dump({.between_blocks = "\r\n"});
  dump.message("first").file("A.BIN", "bytes").text("text");
  const std::size_t first = dump.bytes().size();
  dump.message("second");
  const auto second = static_cast<std::int64_t>(dump.bytes().size() - first);
  Dump damaged({.between_blocks = "\r\n"});
  damaged.message("first").file("A.BIN", "bytes").text("text").contents_size_off_by(second).message_size_off_by(second);
  damaged.message("second");
  damaged.message("third").text("end");
  const Resynced result = resync(damaged.bytes());
  EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third"));
  EXPECT_THAT(result.quarantine, IsEmpty());
  EXPECT_THAT(
      result.damage,
      ElementsAre("0: message size is " + std::to_string(second) + " bytes too large; the sizes inside hold",
                  "110: contents size is " + std::to_string(second) + " bytes too large; the sizes inside hold"));
}

TEST(SwallowedMessages, AnExportAttachedToAMessageWithASizeThatIsOffStaysAttached) {
  Dump inner;
  inner.message("inner one").text("a");
  inner.message("inner two").text("b");
  for (const std::int64_t lie : {-8, -1, 1, 8}) {
    Dump dump;
    dump.message("first").file("SMITH.EXP", inner.bytes()).size_off_by(lie).contents_size_off_by(lie);
    dump.message_size_off_by(lie);
    dump.message("second").text("end");
    const Resynced result = resync(dump.bytes());
    EXPECT_THAT(subjects(result), ElementsAre("first", "second")) << lie;
    EXPECT_THAT(data(result), ElementsAre(inner.bytes(), "end")) << lie;
  }
}

TEST(SwallowedMessages, AHeadThatWasOverwrittenDoesNotGoOnInTheNextMessage) {
  Dump dump;
  dump.message("first").file("A.BIN", std::string(300, '\1')).text("kept, whole");
  dump.message("second").text("world");
  std::string bytes = dump.bytes();
  const std::size_t contents = bytes.find("Contents:");
  bytes.replace(contents, 200, std::string(200, '\2'));
  const Resynced result = resync(bytes);
  EXPECT_TRUE(result.closes);
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
  EXPECT_THAT(data(result), ElementsAre("kept, whole", "world"));
  EXPECT_THAT(result.damage, ElementsAre("0: 'Contents:' is missing; took the head to end here"));
}

TEST(SwallowedMessages, AHeadThatWasOverwrittenDoesNotGoOnInAnAttachedExport) {
  Dump inner;
  inner.message("inner").text("a");
  Dump dump;
  dump.message("first").text(std::string(900, 'x')).file("SMITH.EXP", "?" + inner.bytes());
  dump.message("second").text("world");
  std::string bytes = dump.bytes();
  bytes.replace(bytes.find("Contents:"), 600, std::string(600, '\2'));
  const Resynced result = resync(bytes);
  EXPECT_TRUE(result.closes);
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
  EXPECT_THAT(data(result), ElementsAre("?" + inner.bytes(), "world"));
  EXPECT_THAT(result.damage, ElementsAre(HasSubstr("'Contents:' is missing")));
}

TEST(SwallowedMessages, TheNextMessageMayBeginInTheLabelOfAnItem) {
  Dump dump;
  dump.message("first").text("hello").text(std::string(500, 'x'), "Text_2");
  dump.message("second").text("lost").text("x");
  dump.message("third").text("world");
  std::string bytes = dump.bytes();
  const std::size_t label = bytes.find("Text item: Text_2");
  const std::size_t cut = label + std::string("Text item: Te").size();
  bytes.erase(cut, bytes.rfind("Message:") - cut);
  const Resynced result = resync(bytes);
  EXPECT_TRUE(result.closes);
  EXPECT_THAT(subjects(result), ElementsAre("first", "third"));
  EXPECT_THAT(data(result), ElementsAre("hello", "", "world"));
  EXPECT_THAT(result.damage,
              Contains(std::to_string(label) +
                       ": the next message begins in the label of an item; kept what is left of the label"));
}

}  // namespace
}  // namespace stages::testing
