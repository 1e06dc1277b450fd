// How a dump counts: learned from all of it, not from one message or from what is attached to it.
#include <gmock/gmock.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Whatever a dump looks like, every byte of it is accounted for.
Resynced checked(const std::string& dump) {
  Resynced result = resync(dump);
  EXPECT_TRUE(result.closes) << "the ledger does not close";
  return result;
}

TEST(Dialects, AConstantDifferenceInAllSizesIsADialect) {
  Dump dump({.size_bias = 20});
  for (const char* subject : {"a", "b", "c"}) dump.message(subject).text("some text\r\n");
  const Resynced result = checked(dump.bytes());
  EXPECT_EQ(result.survey.dialect.describe(), "sizes count from behind their own line, off by 20");
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(Dialects, AFalseSampleIsNoReasonToReadSoundSizesDifferently) {
  // A message quoted in a text ends with the text, which allows offsets of its own; the sound ones allow 0 to 2.
  Dump inner;
  inner.message("quoted").text("x");
  Dump dump({.between_blocks = "\r\n"});
  dump.message("a").text("some text");
  dump.message("b").text(inner.bytes() + "?");
  dump.message("c").text("some text");
  const Resynced result = checked(dump.bytes());
  EXPECT_EQ(result.survey.dialect.describe(), "sizes count from behind their own line");
  EXPECT_THAT(subjects(result), ElementsAre("a", "b", "c"));
  EXPECT_THAT(data(result), ElementsAre("some text", inner.bytes() + "?", "some text"));
}

// Sizes that are off by the length of a message lead on just as well, and swallow every other message without a word.
TEST(Dialects, MessagesOfEqualLengthAreNotTakenForEachOthersTexts) {
  for (const std::string between : {"", "\r\n"}) {
    for (const std::size_t messages : {2U, 3U, 4U, 5U, 40U}) {
      for (const bool damaged : {false, true}) {
        Dump dump({.between_blocks = between});
        for (std::size_t i = 0; i < messages; ++i) {
          dump.message(std::string(1, static_cast<char>('A' + i % 26))).text("hello\r\n", "Text_1");
          if (damaged && i == 1) dump.size_off_by(3).message_size_off_by(-2);
        }
        const Resynced resynced = resync(dump.bytes());
        EXPECT_THAT(resynced.messages, SizeIs(messages)) << between.size() << " " << damaged;
        EXPECT_THAT(resynced.damage.empty(), !damaged) << between.size() << " " << messages;
      }
    }
  }
}

TEST(Dialects, AnAttachedExportDoesNotDecideHowItsDumpIsRead) {
  for (const std::optional<std::size_t> inner_width : {std::optional<std::size_t>(), std::optional<std::size_t>(0)}) {
    for (const std::int64_t inner_bias : {0, 2}) {
      Dump inner({.size_width = inner_width, .size_bias = inner_bias, .between_blocks = "\r\n"});
      for (int i = 0; i < 40; ++i) inner.message("inner").text("some text\r\n");
      Dump dump({.size_bias = 14});  // counts from the start of its own line
      dump.message("first").text("see the attachment");
      dump.message("second").file("SMITH.EXP", inner.bytes());
      dump.message("third").text("x");
      const Resynced result = checked(dump.bytes());
      EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third"));
      EXPECT_THAT(data(result), ElementsAre("see the attachment", inner.bytes(), "x"));
      EXPECT_THAT(result.damage, IsEmpty());
    }
  }
}

}  // namespace
}  // namespace stages::testing
