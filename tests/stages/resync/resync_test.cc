#include "stages/resync/resync.h"

#include <gmock/gmock.h>

#include <cstddef>
#include <random>
#include <string>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Whatever a dump looks like, every byte of it is accounted for.
Resynced checked(const std::string& dump) {
  Resynced result = resync(dump);
  EXPECT_TRUE(result.closes) << "the ledger does not close";
  return result;
}

// The sample of the Microsoft Knowledge Base, Q184052, as it is printed there.
constexpr const char* printed_sample =
    "Message:\r\n179\r\nFrom: Grewal, Jeff at Hub\r\nDate: 6/2/98 8:39\r\nTo: Admin at HUBPO2\r\n"
    "Subject: Another message\r\nContents:\r\n58\r\nText item:\r\n32\r\nThis is the message body\r\n";

TEST(Resync, TheOneRealSampleIsOneMessageAsPrinted) {
  const Resynced result = checked(printed_sample);
  EXPECT_THAT(subjects(result), ElementsAre("Another message"));
  EXPECT_THAT(data(result), ElementsAre("This is the message body\r\n"));
  EXPECT_THAT(result.damage, ElementsAre("123: item size is 6 bytes too large; read on to the end of the dump"));
}

TEST(Resync, TheOneRealSampleIsOneMessageInTheReadingThatExplainsItsSizes) {
  const Resynced result = checked(
      "Message:\r\n         179\r\nFrom: Grewal, Jeff at Hub\r\nDate: 6/2/98  8:39\r\nTo: Admin at HUBPO2\r\n"
      "Subject: Another message\r\n\r\nContents:\r\n          58\r\nText item:\r\n          32\r\n"
      "This is the message body\r\n\r\n\r\n\r\n");
  EXPECT_THAT(subjects(result), ElementsAre("Another message"));
  EXPECT_THAT(data(result), ElementsAre("This is the message body\r\n\r\n\r\n\r\n"));
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(Resync, AnEmptyFileIsAnEmptyMailbox) {
  const Resynced result = checked("");
  EXPECT_THAT(result.messages, IsEmpty());
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(Resync, FillerAloneIsAnEmptyMailbox) {
  const Resynced result = checked(std::string("\r\n\0\0\x1a", 5));
  EXPECT_THAT(result.messages, IsEmpty());
  EXPECT_THAT(result.quarantine, IsEmpty());
  EXPECT_EQ(result.ledger.sum(ByteKind::noise), 3U);
}

TEST(Resync, AFileWithoutAMessageIsQuarantinedWhole) {
  const Resynced result = checked("Dear Sir,\r\nthis is a letter.\r\n");
  EXPECT_THAT(result.messages, IsEmpty());
  EXPECT_THAT(result.quarantine, ElementsAre("Dear Sir,\r\nthis is a letter.\r\n"));
  EXPECT_THAT(result.damage, ElementsAre("0: 30 bytes that belong to no message; put in quarantine"));
}

class UndamagedDump : public ::testing::TestWithParam<Writing> {};

INSTANTIATE_TEST_SUITE_P(Dialects, UndamagedDump,
                         ::testing::Values(Writing{}, Writing{.size_width = 10}, Writing{.size_width = 0},
                                           Writing{.between_blocks = "\r\n"},
                                           Writing{.size_width = 0, .between_blocks = "\r\n"},
                                           Writing{.line_end = "\n"}, Writing{.size_bias = 14},
                                           Writing{.size_bias = 5, .between_blocks = "\r\n"}));

TEST_P(UndamagedDump, GivesEveryMessageAndItem) {
  Dump dump(GetParam());
  dump.message("first").text("one\r\n", "Text_1").file("A.TXT 1/1/98", std::string("\0\1\2\r\nbytes", 10));
  dump.message("second").text("").text("two, without a line end");
  dump.message("third");
  dump.message("fourth").item("Fax item: F.PCX", "\n\x05\x01").item("Graphics item 7: x", "???");
  dump.message("fifth").text("five\r\n");
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third", "fourth", "fifth"));
  EXPECT_THAT(data(result), ElementsAre("one\r\n", std::string("\0\1\2\r\nbytes", 10), "", "two, without a line end",
                                        "\n\x05\x01", "???", "five\r\n"));
  EXPECT_THAT(result.damage, IsEmpty());
  EXPECT_THAT(result.quarantine, IsEmpty());
}

TEST(Resync, ALabelMayFollowDataInMidLine) {  // Q184391: "Invalid Token '6'"
  Dump dump;
  dump.message("first").text("the total is 6");
  dump.message("second").text("6").file("A.TXT", "6");
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
  EXPECT_THAT(data(result), ElementsAre("the total is 6", "6", "6"));
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(Resync, LabelsInsideATextDoNotCutItWhereSizesHold) {
  const std::string text = "see:\r\nMessage:\r\nFrom: x\r\nContents:\r\nFile item: y\r\n12\r\nText item:\r\n";
  Dump dump;
  dump.message("first").text(text).text("more");
  dump.message("second").text(text);
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
  EXPECT_THAT(data(result), ElementsAre(text, "more", text));
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(Resync, AnAttachedExportIsAnAttachment) {
  Dump inner;
  inner.message("inside").text("a text inside");
  Dump dump;
  dump.message("outside").file("SMITH.EXP", inner.bytes()).text("a text behind it");
  dump.message("next").text("x");
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(subjects(result), ElementsAre("outside", "next"));
  EXPECT_THAT(data(result), ElementsAre(inner.bytes(), "a text behind it", "x"));
}

TEST(Resync, EveryHeaderLineIsKept) {
  Dump dump;
  dump.message("first").header("RRT: yes").header("cc: A").header("\tB").header("Dossier: Courrier").text("x");
  const Resynced result = checked(dump.bytes());
  ASSERT_THAT(result.messages, SizeIs(1));
  EXPECT_THAT(result.messages.front().head,
              AllOf(HasSubstr("RRT: yes\r\n"), HasSubstr("cc: A\r\n\tB\r\n"), EndsWith("Dossier: Courrier\r\n")));
}

TEST(Resync, AFolderLineHoldsForWhatFollows) {
  Dump dump;
  dump.raw("Folder: Reports\r\n");
  dump.message("first").text("x").raw("\r\nFolder: Trash\r\n");
  dump.message("second").text("y");
  dump.message("third").text("z");
  const Resynced result = checked(dump.bytes());
  ASSERT_THAT(result.messages, SizeIs(3));
  EXPECT_EQ(result.messages[0].folder, "Reports");
  EXPECT_EQ(result.messages[1].folder, "Trash");
  EXPECT_EQ(result.messages[2].folder, "Trash");
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(Resync, WithoutSizesItemsEndAtTheNextLabelOnALineOfItsOwn) {
  Dump dump({.size_width = std::nullopt});
  dump.message("first").text("one\r\nsee Message: from Bob\r\n").text("two\r\n");
  dump.message("second").text("three\r\n");
  const Resynced result = checked(dump.bytes());
  EXPECT_FALSE(result.survey.dialect.sized);
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
  EXPECT_THAT(data(result), ElementsAre("one\r\nsee Message: from Bob\r\n", "two\r\n", "three\r\n"));
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(Resync, WithoutSizesAQuotedMessageLabelIsNoMessage) {
  Dump dump({.size_width = std::nullopt});
  dump.message("first").text("he wrote:\r\nMessage:\r\nFrom: Bob\r\nand so on, without any contents label\r\n");
  dump.message("second").text("x\r\n");
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
}

TEST(Resync, WithoutSizesParagraphSignsMakeNoMessageOfAReply) {
  Dump dump({.size_width = std::nullopt});
  std::string paragraph;
  while (paragraph.size() < 800) paragraph += "as \x15 4 and \x15 5 of the contract say, and have said for years, ";
  dump.message("first").text(
      "see below\r\nMessage:\r\n____ Reply Separator ____\r\nSubject: old\r\nAuthor:  me\r\nDate:" +
      std::string("    1/11/97  10:05 AM\r\n\r\n") + paragraph + "\r\none\r\ntwo\r\nthree\r\n");
  dump.message("second").text("world\r\n");
  EXPECT_THAT(subjects(checked(dump.bytes())), ElementsAre("first", "second"));
}

TEST(Resync, AFolderLineBehindAnItemThatIsSearchedStillHolds) {
  Dump dump;
  dump.raw("Folder: Reports\r\n");
  dump.message("first").text("one\r\n").size_off_by(1000).contents_size_off_by(3000).message_size_off_by(7000);
  dump.raw("Folder: Trash\r\n");
  dump.message("second").text("two");
  const Resynced result = checked(dump.bytes());
  ASSERT_THAT(result.messages, SizeIs(2));
  EXPECT_THAT(data(result), ElementsAre("one\r\n", "two"));
  EXPECT_EQ(result.messages[1].folder, "Trash");
}

TEST(Resync, AFolderLineThatASizeLeadsJustBehindStillHolds) {
  Dump dump;
  dump.raw("Folder: Reports\r\n");
  dump.message("first").text("one\r\n").size_off_by(12).contents_size_off_by(3000).message_size_off_by(7000);
  dump.raw("Folder: Trash\r\n");
  dump.message("second").text("two");
  const Resynced result = checked(dump.bytes());
  ASSERT_THAT(result.messages, SizeIs(2));
  EXPECT_EQ(result.messages[1].folder, "Trash");
}

TEST(Resync, AFolderLineThatWrongOuterSizesCountStillHolds) {
  constexpr int line = 15;
  for (const int lie : {3, line - 1, line, line + 5, line + 40, 3000}) {
    Dump dump;
    dump.raw("Folder: Reports\r\n");
    dump.message("first").text("one\r\n").contents_size_off_by(lie).message_size_off_by(lie);
    dump.raw("Folder: Trash\r\n");
    dump.message("second").text("two");
    dump.message("third").text("three");
    const Resynced result = checked(dump.bytes());
    ASSERT_THAT(result.messages, SizeIs(3)) << lie;
    EXPECT_EQ(result.messages[1].folder, "Trash") << lie;
    EXPECT_THAT(result.quarantine, IsEmpty()) << lie;
    EXPECT_THAT(result.damage,
                ElementsAre("17: message size is " + std::to_string(lie) + " bytes too large; the sizes inside hold"));
  }
}

TEST(Resync, WithoutSizesAFolderLineBetweenMessagesIsNoText) {
  Dump dump({.size_width = std::nullopt});
  dump.message("first").text("one\r\n").raw("Folder: Trash\r\n\r\n");
  dump.message("second").text("two\r\n");
  const Resynced result = checked(dump.bytes());
  ASSERT_THAT(result.messages, SizeIs(2));
  EXPECT_EQ(result.messages[1].folder, "Trash");
  EXPECT_THAT(data(result), ElementsAre("one\r\n", "two\r\n"));
}

TEST(Resync, AConstantDifferenceInAllSizesIsADialect) {
  Dump dump({.size_bias = 20});
  for (const char* subject : {"a", "b", "c"}) dump.message(subject).text("some text\r\n");
  const Resynced result = checked(dump.bytes());
  EXPECT_EQ(result.survey.dialect.describe(), "sizes count from behind their own line, off by 20");
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(Resync, AFalseSampleIsNoReasonToReadSoundSizesDifferently) {
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
TEST(Resync, MessagesOfEqualLengthAreNotTakenForEachOthersTexts) {
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

TEST(Resync, AnAttachedExportDoesNotDecideHowItsDumpIsRead) {
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

TEST(Resync, ARunOfFillerOfAnyLengthStandsBetweenBlocks) {
  for (const std::size_t length : {std::size_t{1}, std::size_t{4000}, std::size_t{4090}, std::size_t{4096},
                                   std::size_t{8191}, std::size_t{100'000}}) {
    const std::string filler(length, '\0');
    Dump dump({.between_blocks = filler});
    dump.message("first").text("one").text("two");
    dump.message("second").text("three");
    const Resynced result = checked(dump.bytes());
    EXPECT_THAT(data(result), ElementsAre("one", "two", "three")) << length;
    EXPECT_THAT(result.damage, IsEmpty()) << length;
  }
}

TEST(Resync, ALongTitleIsReadWhole) {
  for (const std::size_t length : {std::size_t{300}, std::size_t{4000}, std::size_t{4070}}) {
    Dump dump;
    dump.message("first").text("one").file(std::string(length, 't'), "bytes");
    dump.message("second").text("two");
    const Resynced result = checked(dump.bytes());
    EXPECT_THAT(data(result), ElementsAre("one", "bytes", "two")) << length;
    EXPECT_THAT(result.damage, IsEmpty()) << length;
  }
}

TEST(Resync, OuterSizesThatAgreeOnTheMiddleOfALabelAreNotBelieved) {
  Dump dump;
  dump.message("first").text("hello").message_size_off_by(-12).contents_size_off_by(-12);
  dump.message("second").text("world");
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
  EXPECT_THAT(data(result), ElementsAre("hello", "world"));
  EXPECT_THAT(result.damage, SizeIs(1));
}

TEST(Resync, WithoutSizesATextThatEndsInAFolderLineKeepsWhatFollows) {
  Dump dump({.size_width = std::nullopt});
  dump.message("first").text("one\r\nFolder: see here\r\n").text("two\r\n");
  dump.message("second").text("three\r\n");
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(data(result), ElementsAre("one\r\nFolder: see here\r\n", "two\r\n", "three\r\n"));
  EXPECT_THAT(result.quarantine, IsEmpty());
}

TEST(Resync, AFolderLineBehindStrayBytesStillHolds) {
  Dump dump;
  dump.message("first").text("one").raw("\r\nstray\r\nFolder: Trash\r\n");
  dump.message("second").text("two");
  const Resynced result = checked(dump.bytes());
  ASSERT_THAT(result.messages, SizeIs(2));
  EXPECT_EQ(result.messages[1].folder, "Trash");
  EXPECT_THAT(result.quarantine, ElementsAre("stray\r\n"));
}

TEST(Resync, KeepsTheNextMessageWhenASizeIsOneByteShort) {
  Dump dump;
  dump.message("first").text("hello").size_off_by(-1);
  dump.message("second").text("world");
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
  EXPECT_THAT(data(result), ElementsAre("hello", "world"));
  EXPECT_THAT(result.damage, ElementsAre(EndsWith("item size is 1 byte short; read on to the end of the message")));
}

TEST(Resync, ASizeThatLiesCannotSwallowTheNextMessage) {
  for (const std::int64_t lie : {1, 8, 100, 1'000'000'000}) {
    Dump dump;
    dump.message("first").text("hello").size_off_by(lie);
    dump.message("second").text("world");
    const Resynced result = checked(dump.bytes());
    EXPECT_THAT(subjects(result), ElementsAre("first", "second")) << lie;
    EXPECT_THAT(data(result), ElementsAre("hello", "world")) << lie;
    EXPECT_THAT(result.damage, SizeIs(1)) << lie;
  }
}

TEST(Resync, AMessageSizeThatLiesAloneIsReported) {
  Dump dump;
  dump.message("first").text("hello").message_size_off_by(100);
  dump.message("second").text("world");
  dump.message("third").text("!");
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third"));
  EXPECT_THAT(data(result), ElementsAre("hello", "world", "!"));
  EXPECT_THAT(result.damage, ElementsAre("0: message size is 100 bytes too large; the sizes inside hold"));
}

TEST(Resync, BlanksWhereASizeBelongsAreReadOver) {  // Q287056
  Dump dump;
  dump.message("first").text("hello").size_blank().text("more");
  dump.message("second").text("world");
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(data(result), ElementsAre("hello", "more", "world"));
  EXPECT_THAT(result.damage, ElementsAre(EndsWith("item size is blank; read on to the next label")));
}

TEST(Resync, StrayBytesBetweenMessagesAreQuarantined) {
  Dump dump;
  dump.message("first").text("hello").raw("\r\nsome bytes of another file\r\n");
  dump.message("second").text("world");
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
  EXPECT_THAT(result.quarantine, ElementsAre("some bytes of another file\r\n"));
}

TEST(Resync, ADumpThatIsCutOffKeepsWhatIsThere) {
  Dump dump;
  dump.message("first").text("hello");
  dump.message("second").text(std::string(1000, 'x'));
  const std::string whole = dump.bytes();
  const Resynced result = checked(whole.substr(0, whole.size() - 500));
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
  EXPECT_THAT(data(result), ElementsAre("hello", std::string(500, 'x')));
  EXPECT_THAT(result.damage,
              ElementsAre(EndsWith("the dump ends 500 bytes before the end of this item; kept what is there")));
}

TEST(Resync, ADumpCutAtAnyByteAccountsForEveryByte) {
  Dump dump({.between_blocks = "\r\n"});
  dump.message("first").text("hello").file("A.TXT", "bytes");
  dump.message("second").text("world\r\n");
  const std::string whole = dump.bytes();
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    const Resynced result = checked(whole.substr(0, length));
    EXPECT_LE(result.messages.size(), 2U);
  }
}

// A dump with something of everything, longer than one search step.
std::string mixed_dump(unsigned seed, const Writing& writing) {
  std::mt19937 random(seed);
  Dump dump(writing);
  for (int i = 0; i < 30; ++i) {
    dump.message("number " + std::to_string(i)).text(std::string(random() % 3000, 'x') + "\r\nMessage:\r\nFrom: y\r\n");
    if (random() % 3 == 0) {
      std::string bytes(random() % 20'000, '\0');
      for (char& byte : bytes) byte = static_cast<char>(random());
      dump.file("F.BIN", bytes);
    }
    switch (random() % 8) {
      case 0:
        dump.size_off_by(static_cast<std::int64_t>(random() % 40) - 20);
        break;
      case 1:
        dump.message_size_off_by(static_cast<std::int64_t>(random() % 40) - 20);
        break;
      case 2:
        dump.contents_size_off_by(100'000'000);
        break;
      case 3:
        dump.size_blank();
        break;
      case 4:
        dump.raw("stray bytes: here\r\n");
        break;
      default:
        break;
    }
  }
  return dump.bytes();
}

TEST(Resync, TheSizeOfChunksChangesNothing) {
  for (unsigned seed = 0; seed < 6; ++seed) {
    const Writing writing{.size_width = seed % 3 == 2 ? std::optional<std::size_t>() : 12,
                          .between_blocks = seed % 2 == 1 ? "\r\n" : ""};
    const std::string dump = mixed_dump(seed, writing);
    const Resynced whole = checked(dump);
    std::mt19937 random(seed);
    for (const std::size_t most : {std::size_t{1}, std::size_t{7}, std::size_t{5000}, std::size_t{100'000}}) {
      for (const bool from_file : {false, true}) {
        const Resynced cut = resync_in_chunks(dump, from_file, [&] { return 1 + random() % most; });
        EXPECT_TRUE(cut.messages == whole.messages) << "seed " << seed << ", chunks of up to " << most;
        EXPECT_EQ(cut.damage, whole.damage);
        EXPECT_EQ(cut.quarantine, whole.quarantine);
        EXPECT_TRUE(cut.closes);
      }
    }
  }
}

// Up to 8 MiB all planning waits for the survey; only behind that do chunks meet labels.
TEST(Resync, TheSizeOfChunksChangesNothingBehindTheSurveyEither) {
  Dump dump;
  dump.message("large").file("F.BIN", std::string((std::size_t{8} << 20U) + 1000, 'x'));
  dump.raw(std::string(4070, '\0'));
  dump.message("behind").text("one").file(std::string(4070, 't'), "bytes").raw("\r\nstray bytes\r\n");
  dump.message("short").text("two").size_off_by(-3);
  dump.message("last").text("three").text("four").contents_size_off_by(7);
  const std::string bytes = dump.bytes();
  const Resynced whole = checked(bytes);
  EXPECT_THAT(subjects(whole), ElementsAre("large", "behind", "short", "last"));
  std::mt19937 random(1);
  const std::size_t large = std::size_t{8} << 20U;
  for (const std::size_t most : {std::size_t{3}, std::size_t{50}, std::size_t{5000}}) {
    for (const bool from_file : {false, true}) {
      std::size_t fed = 0;
      const Resynced cut = resync_in_chunks(bytes, from_file, [&] {
        const std::size_t size = fed < large ? 100'000 : 1 + random() % most;
        fed += size;
        return size;
      });
      EXPECT_TRUE(cut.messages == whole.messages) << "chunks of up to " << most;
      EXPECT_EQ(cut.damage, whole.damage);
      EXPECT_EQ(cut.quarantine, whole.quarantine);
      EXPECT_TRUE(cut.closes);
    }
  }
}

}  // namespace
}  // namespace stages::testing
