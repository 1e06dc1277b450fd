// Damage that the Microsoft Knowledge Base documents, by the numbers of its articles: what comes out of it. Each of
// these cost somebody a message or a mailbox.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "tests/stages/dump.h"
#include "tests/stages/encode/encoded.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::vector<std::string> all(const Encoded& encoded, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& message : encoded.messages) values.push_back(header(message.text, name));
  return values;
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

// A message with a head as it stands.
std::string dump_of_head(const std::string& head) {
  return "Message:\r\nDate: 6/2/98  8:39\r\nSubject: one\r\n" + head + "Contents:\r\nText item:\r\nbody\r\n";
}

TEST(DocumentedDamage, AMessageSizeThatWasNeverFilledInLosesNothing) {  // Q287056
  std::string dump = Dump().message("one").text("text of one\r\n").bytes();
  const std::size_t size = dump.find("\r\n") + 2;
  dump.replace(size, 12, 12, ' ');
  const Encoded encoded = encode(dump + Dump().message("two").text("text of two\r\n").bytes());
  EXPECT_THAT(all(encoded, "Subject"), ElementsAre("one", "two"));
  EXPECT_EQ(body(encoded.messages.front().text), "text of one\n");
  EXPECT_THAT(encoded.damage, ElementsAre("message size is blank; the sizes inside hold"));
}

TEST(DocumentedDamage, AReceiptIsKeptAndAsksNobody) {  // Q262989
  const Encoded encoded = encode(Dump().message("one").header("RRT: Admin at HUBPO2").text("x").bytes());
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_EQ(header(encoded.messages.front().text, "X-ccMail-RRT"), "Admin at HUBPO2");
  EXPECT_THAT(encoded.messages.front().text, Not(HasSubstr("Notification")));
  EXPECT_THAT(encoded.damage, IsEmpty());
}

TEST(DocumentedDamage, YearsOfTwoDigitsTurnAtSeventy) {  // Q193745, Q193735, Q192595
  const auto date_of = [](const std::string& date) {
    std::string dump = Dump().message("one").text("x").bytes();
    const std::string written = "6/2/98  8:39";
    dump.replace(dump.find(written), written.size(), date + std::string(written.size() - date.size(), ' '));
    const Encoded encoded = encode(dump);
    return header(encoded.messages.front().text, "Date") + (encoded.damage.empty() ? "" : " | " + encoded.damage[0]);
  };
  EXPECT_EQ(date_of("1/13/00 8:39"), "Thu, 13 Jan 2000 08:39:00 -0000");
  EXPECT_EQ(date_of("1/13/2000"), "Thu, 13 Jan 2000 00:00:00 -0000");
  EXPECT_EQ(date_of("12/31/99"), "Fri, 31 Dec 1999 00:00:00 -0000");
  EXPECT_EQ(date_of("1/15/70"), "Thu, 15 Jan 1970 00:00:00 -0000 | '1/15/70' is an unlikely date; read as 1970-01-15");
  EXPECT_EQ(date_of("1/15/69"), "Tue, 15 Jan 2069 00:00:00 -0000 | '1/15/69' is an unlikely date; read as 2069-01-15");
}

TEST(DocumentedDamage, AHeadWithoutContentsEndsAtTheItem) {  // Q234745: the known reader looped for ever
  const Writing unsized{.size_width = std::nullopt};
  std::string dump = Dump(unsized).message("one").text("text of one\r\n").bytes();
  dump.erase(dump.find("Contents:"), std::string_view("Contents:\r\n").size());
  const Encoded encoded = encode(dump + Dump(unsized).message("two").text("x").bytes());
  EXPECT_THAT(all(encoded, "Subject"), ElementsAre("one", "two"));
  EXPECT_EQ(body(encoded.messages.front().text), "text of one\n");
  EXPECT_THAT(encoded.damage, ElementsAre("'Contents:' is missing; took the head to end here"));
}

TEST(DocumentedDamage, ATextOfLengthZeroIsAMessage) {  // Q178122
  const Encoded encoded = encode(Dump().message("one").text("").message("two").text("x\r\n").bytes());
  EXPECT_THAT(all(encoded, "Subject"), ElementsAre("one", "two"));
  EXPECT_EQ(body(encoded.messages.front().text), "");
  EXPECT_THAT(encoded.damage, IsEmpty());
}

TEST(DocumentedDamage, AnUnreadableAttachmentCostsNoNeighbour) {  // Q238784
  Dump dump;
  dump.message("one").file("REPORT.DOC", "");
  std::string bytes = dump.bytes();
  const std::size_t size = bytes.rfind("           0");
  bytes.replace(size, 12, "       48213");
  const Encoded encoded = encode(bytes + Dump().message("two").text("text of two\r\n").bytes());
  EXPECT_THAT(all(encoded, "Subject"), ElementsAre("one", "two"));
  EXPECT_THAT(encoded.messages.front().text, HasSubstr("filename=\"REPORT.DOC\"; size=0"));
  EXPECT_EQ(body(encoded.messages.back().text), "text of two\n");
  EXPECT_THAT(encoded.damage, ElementsAre("item size is 48213 bytes too large; read on to the end of the message"));
}

TEST(DocumentedDamage, AnAddressMayBeAsLongAsItLikes) {  // Q197114
  std::string address = "attmail!";
  for (int i = 0; i < 3000; ++i) address += "gateway" + std::to_string(i) + "!";
  const Encoded encoded = encode(dump_of_head("From: " + address + "jdoe at ATTMAIL\r\nTo: A at B\r\n"));
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_THAT(encoded.messages.front().sender, EndsWith("@attmail.ccmail.invalid"));
  EXPECT_LE(encoded.messages.front().sender.size(), 80U);
  EXPECT_EQ(body(encoded.messages.front().text), "body\n");
}

TEST(DocumentedDamage, AMessageMayHoldAThousandItems) {  // Q223383
  Dump dump;
  dump.message("one");
  for (int i = 0; i < 1000; ++i) dump.file("F" + std::to_string(i) + ".TXT", "x");
  const Encoded encoded = encode(dump.bytes());
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_EQ(count(encoded.messages.front().text, "\nContent-Disposition: attachment"), 1000U);
  EXPECT_EQ(encoded.tally.files, 1000U);
}

TEST(DocumentedDamage, AMalformedMacAttachmentArrivesAsItIs) {  // Q166561
  std::string data(1, '\0');
  data += std::string("\x04Logo", 5) + std::string(122, '\0') + "forks";
  const Encoded encoded = encode(Dump().message("one").file("Logo", data).bytes());
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_THAT(encoded.messages.front().text, HasSubstr("filename=\"Logo\"; size=" + std::to_string(data.size())));
  EXPECT_EQ(encoded.tally.mac_files, 0U);
}

TEST(DocumentedDamage, ADumpThatEndsInAPictureKeepsWhatIsThere) {  // Q202240
  const std::string dump = Dump().message("one").file("CHART.PCX", "\x0a\x05\x01\x08" + std::string(400, 'p')).bytes();
  const Encoded encoded = encode(std::string_view(dump).substr(0, dump.find("pppp") + 100));
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_THAT(encoded.messages.front().text, HasSubstr("filename=\"CHART.PCX\"; size=104"));
  EXPECT_THAT(encoded.damage, ElementsAre("the dump ends 300 bytes before the end of this item; kept what is there"));
}

TEST(DocumentedDamage, BlindCopiesStandApart) {  // Q181125
  const Encoded encoded = encode(Dump().message("one").header("bcc: Chen, Raj at HUB").text("x").bytes());
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_EQ(header(encoded.messages.front().text, "To"), "Admin <admin@hubpo2.ccmail.invalid>");
  EXPECT_EQ(header(encoded.messages.front().text, "Bcc"), "\"Chen, Raj\" <raj.chen@hub.ccmail.invalid>");
}

TEST(DocumentedDamage, HighlightedWordsKeepTheirLettersAndNothingElse) {  // Q181130, Q291127, Q280071
  const Encoded encoded =
      encode(Dump().message("one").text("an \x1e\x70important\x1f\x70 word\x1e\x0e\r\nthe end\x1f").bytes());
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_EQ(body(encoded.messages.front().text), "an important word\nthe end\n");
  EXPECT_EQ(encoded.tally.highlight_marks, 4U);
}

TEST(DocumentedDamage, AHeadOf150KilobytesKeepsEveryRecipient) {  // Q166499, Q266711
  std::string head = "From: A at B\r\n";
  std::size_t recipients = 0;
  while (head.size() < 150'000) head += "To: Person " + std::to_string(recipients++) + " at HUB\r\n";
  const Encoded encoded = encode(dump_of_head(head));
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_EQ(count(header(encoded.messages.front().text, "To"), "@hub.ccmail.invalid"), recipients);
  EXPECT_EQ(body(encoded.messages.front().text), "body\n");
  EXPECT_THAT(encoded.damage, IsEmpty());
}

TEST(DocumentedDamage, ATitleThatWasCutStaysAName) {  // Q184991
  const Encoded encoded = encode(Dump().message("one").file("Holiday pictures from the lake", "GIF89a\x01").bytes());
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_THAT(encoded.messages.front().text, HasSubstr("filename=\"Holiday pictures from the lake\""));
  EXPECT_THAT(encoded.messages.front().text, HasSubstr("Content-Type: image/gif"));
}

TEST(DocumentedDamage, ABackslashInsideACharacterPartsNoName) {  // Q228534: 0x5C is the second byte of 表
  EncodeOptions options;
  options.code_page = formats::text::CodePage::cp932;
  const Encoded encoded = encode(Dump().message("one").file("\x95\x5c\x95\x5c.doc", "x").bytes(), options);
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_THAT(encoded.messages.front().text, HasSubstr("filename*=UTF-8''%E8%A1%A8%E8%A1%A8.doc"));
}

TEST(DocumentedDamage, AnEmptySenderIsNamedAsUnknown) {  // Q192594
  const Encoded encoded = encode(dump_of_head("From:\r\nTo: A at B\r\n"));
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_EQ(header(encoded.messages.front().text, "From"), "Unknown sender <unknown@ccmail.invalid>");
  EXPECT_EQ(header(encoded.messages.front().text, "X-ccmail2mbox-Synthesized"), "From");
  EXPECT_EQ(encoded.tally.senders_missing, 1U);
  EXPECT_EQ(encoded.tally.repaired, 1U);
}

TEST(DocumentedDamage, ARecipientWhoseNameIsLostIsStillOne) {  // Q249133, Q241553
  const Encoded encoded = encode(dump_of_head("From: A at HUB\r\nTo: at HUBPO2\r\nTo: Lee, Wei\r\nTo:\r\n"));
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_EQ(header(encoded.messages.front().text, "To"),
            "e3b0c4@hubpo2.ccmail.invalid, \"Lee, Wei\" <wei.lee@hub.ccmail.invalid>");
}

TEST(DocumentedDamage, AConfigurationMessageHasNeitherSubjectNorTextAndArrives) {  // Q174255
  const std::string head = "From: A at HUB\r\nDate: 6/2/98  8:39\r\nTo:\r\nSubject:\r\nFolder: Rules\r\n";
  const Encoded encoded = encode("Message:\r\n" + head + "Contents:\r\nMessage:\r\n" + head + "Contents:\r\n");
  ASSERT_THAT(encoded.messages, SizeIs(2));
  EXPECT_EQ(encoded.messages.front().folder, "Rules");
  EXPECT_EQ(header(encoded.messages.front().text, "Subject"), "(none)");
  EXPECT_EQ(body(encoded.messages.front().text), "");
  EXPECT_THAT(encoded.damage, IsEmpty());
}

TEST(DocumentedDamage, ScreenOutputInAHeadIsKeptAndSwallowsNothing) {  // Q179072
  const std::string screen = R"(Exporting messages in mailbox "A: B" to file EXPORT\MSG4A27.CCM)";
  const Encoded encoded =
      encode(dump_of_head("From: A at HUB\r\n" + screen + "\r\nTo: B at HUB\r\n  " + screen + "\r\n\tC at HUB\r\n"));
  ASSERT_THAT(encoded.messages, SizeIs(1));
  EXPECT_EQ(header(encoded.messages.front().text, "To"), "B <b@hub.ccmail.invalid>, C <c@hub.ccmail.invalid>");
  EXPECT_EQ(header(encoded.messages.front().text, "X-ccMail-Unlabelled"), screen);
  EXPECT_TRUE(encoded.unknown_labels.labels.empty());
}

}  // namespace
}  // namespace stages::testing
