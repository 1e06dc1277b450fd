// What could be lost from a dump without a word: a message taken for another's text, a letter taken for a label.
#include <gmock/gmock.h>

#include <string>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Resynced whole(const std::string& dump) {
  Resynced result = resync(dump);
  EXPECT_TRUE(result.closes) << "the ledger does not close";
  return result;
}

// "ext item" and "meText item" read as items of kinds that nobody has heard of.
TEST(NeverSilent, ASizeThatIsOffByLettersMakesNoNewKindOfItem) {
  for (const std::string text : {"see me", "\r\nme"}) {
    for (const std::int64_t lie : {-4, -2, -1, 1, 2, 3}) {
      Dump dump;
      dump.message("first").text(text).size_off_by(lie).text("second").file("A.TXT", "third");
      dump.message("next").text("x");
      const Resynced result = whole(dump.bytes());
      EXPECT_THAT(data(result), ElementsAre(text, "second", "third", "x")) << lie;
      EXPECT_THAT(result.damage, SizeIs(1)) << lie;
    }
  }
}

TEST(NeverSilent, AnItemOfAnUnlistedKindMayFollowDataInMidLine) {
  Dump dump;
  dump.message("first").text("see me").item("Graphics item: x", "1").item("Profile item: y", "2");
  const Resynced result = whole(dump.bytes());
  EXPECT_THAT(data(result), ElementsAre("see me", "1", "2"));
  EXPECT_THAT(result.damage, IsEmpty());
}

// Only one outer size is there to bear out where the message before it ends.
TEST(NeverSilent, AMessageWithoutItsLabelIsNotTheTextOfTheOneBefore) {
  Dump dump({.between_blocks = "\r\n"});
  dump.message("first").text("hello").message_size_off_by(100);
  dump.message("second").text("world");
  dump.message("third").text("!");
  std::string bytes = dump.bytes();
  const std::string label = "Message:\r\n";
  bytes.erase(bytes.find(label, 1), label.size());
  const Resynced result = whole(bytes);
  EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third"));
  EXPECT_THAT(data(result), ElementsAre("hello", "world", "!"));
}

}  // namespace
}  // namespace stages::testing
