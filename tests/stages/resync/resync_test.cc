#include "stages/resync/resync.h"

#include <gmock/gmock.h>

#include <cstddef>
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
  EXPECT_THAT(result.damage, ElementsAre("0: message size is 12 bytes short; the sizes inside hold",
                                         "108: contents size is 12 bytes short; the sizes inside hold"));
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

}  // namespace
}  // namespace stages::testing
