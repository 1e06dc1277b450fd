// What could be lost from a dump without a word: a message taken for another's text, a letter taken for a label.
#include <gmock/gmock.h>

#include <string>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Resynced whole(const std::string& dump) {
  Resynced result = resync(dump);
  EXPECT_TRUE(result.closes) << "the ledger does not close";
  return result;
}

// A lost label leaves few messages to learn from; sizes taken to be off by a whole message would explain what is left.
TEST(NeverSilent, ALostLabelDoesNotTeachADialectThatSwallowsItsMessage) {
  for (const std::string lost : {"Message:\r\n", "Contents:\r\n"}) {
    for (const std::string& between : {std::string(), std::string("\r\n"), std::string(1, '\0')}) {
      for (const bool first : {false, true}) {
        Dump dump({.between_blocks = between});
        dump.message("first").text("hello");
        dump.message("second").text("world");
        std::string bytes = dump.bytes();
        bytes.erase(first ? bytes.find(lost) : bytes.rfind(lost), lost.size());
        const Resynced result = whole(bytes);
        EXPECT_THAT(subjects(result), ElementsAre("first", "second")) << lost << first << between.size();
        EXPECT_THAT(result.damage, Not(IsEmpty())) << lost << first << between.size();
      }
    }
  }
}

TEST(NeverSilent, ABlankSizeShowsThatThereAreSizes) {  // Q287056
  Dump dump;
  dump.message("first").text("hello");
  std::string bytes = dump.bytes();
  for (const std::string label : {"Message:\r\n", "Contents:\r\n"})
    bytes.replace(bytes.find(label) + label.size(), 12, std::string(12, ' '));
  EXPECT_THAT(data(whole(bytes)), ElementsAre("hello"));
}

TEST(NeverSilent, QuotedMessagesWithoutSizesDoNotMakeADumpOneWithoutSizes) {
  Dump inner({.size_width = std::nullopt});
  for (int i = 0; i < 5; ++i) inner.message("quoted").text("some text\r\n");
  Dump dump;
  dump.message("first").text(inner.bytes()).message_size_off_by(-8);
  dump.message("second").text("world");
  const Resynced result = whole(dump.bytes());
  EXPECT_THAT(data(result), ElementsAre(inner.bytes(), "world"));
  EXPECT_THAT(result.damage, SizeIs(1));
}

// Dumps that DOS joined have its end-of-file mark in between.
TEST(NeverSilent, WithoutSizesAMessageBehindNulOrSubIsNotTheTextOfTheOneBefore) {
  for (const char filler : {'\0', '\x1a'}) {
    Dump dump({.size_width = std::nullopt, .between_blocks = std::string(1, filler)});
    dump.message("first").text("hello\r\n").text("more\r\n").raw(filler + std::string("Folder: Trash\r\n"));
    dump.message("second").text("world\r\n");
    const Resynced result = whole(dump.bytes());
    EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
    EXPECT_EQ(result.messages.back().folder, "Trash");
    EXPECT_THAT(data(result), SizeIs(3));
  }
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
