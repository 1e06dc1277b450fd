#include "stages/encode/encode.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "stages/identity.h"
#include "tests/stages/dump.h"
#include "tests/stages/encode/encoded.h"

namespace stages::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::string only(const Encoded& encoded) {
  EXPECT_THAT(encoded.messages, SizeIs(1));
  return encoded.messages.empty() ? std::string() : encoded.messages.front().text;
}

TEST(Encode, OneTextIsAPlainMessage) {
  const std::string mail = only(encode(Dump().message("Another message").text("This is the message body\r\n").bytes()));
  EXPECT_EQ(header(mail, "From"), "\"Grewal, Jeff\" <jeff.grewal@hub.ccmail.invalid>");
  EXPECT_EQ(header(mail, "To"), "Admin <admin@hubpo2.ccmail.invalid>");
  EXPECT_EQ(header(mail, "Subject"), "Another message");
  EXPECT_EQ(header(mail, "Date"), "Tue, 2 Jun 1998 08:39:00 -0000");
  EXPECT_EQ(header(mail, "MIME-Version"), "1.0");
  EXPECT_EQ(header(mail, "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(header(mail, "Content-Transfer-Encoding"), "7bit");
  EXPECT_EQ(header(mail, "X-ccMail-From"), "Grewal, Jeff at Hub");
  EXPECT_EQ(header(mail, "X-ccmail2mbox-Folder"), "Inbox");
  EXPECT_EQ(header(mail, "X-ccmail2mbox-Synthesized"), "(none)");
  EXPECT_EQ(body(mail), "This is the message body\n");
}

// The digest was computed with sha256sum from the rule in docs/design.md; it must never change.
TEST(Encode, TheMessageIdIsAFunctionOfTheBytes) {
  const std::string mail = only(encode(Dump().message("Another message").text("This is the message body\r\n").bytes()));
  EXPECT_EQ(header(mail, "Message-ID"), "<4cabbd69ee2b928a4388c8c7179712b5@ccmail.invalid>");
}

TEST(Encode, CopiesOfAMessageShareItsIdentity) {
  const auto id = [](Dump& dump) { return header(only(encode(dump.text("x").bytes())), "Message-ID"); };
  Dump plain;
  plain.message("a");
  Dump copy;
  copy.message("a").header("Folder: Trash").header("BCC: Somebody").header("\tElse").header("msg#: 7");
  Dump other;
  other.message("a").header("RRT: 1");
  EXPECT_EQ(id(plain), id(copy));
  EXPECT_NE(id(plain), id(other));
}

TEST(Encode, NoOptionChangesTheIdentity) {
  const std::string dump = Dump()
                               .message(
                                   "\x81"
                                   "ber")
                               .text("\x81")
                               .bytes();
  EncodeOptions options;
  options.code_page = formats::text::CodePage::macroman;
  options.domain = "example.org";
  options.account = "smith";
  EXPECT_EQ(header(only(encode(dump)), "Message-ID"), header(only(encode(dump, options)), "Message-ID"));
}

// What servers and mail programs keep in the head of an mbox message; each would be believed.
TEST(Encode, ADumpCannotSetWhatServersKeepInTheHead) {
  Dump dump;
  dump.message("m");
  const std::vector<std::string> names = {"Status",     "X-Status",       "X-UID", "X-IMAP",          "X-IMAPbase",
                                          "X-Keywords", "Content-Length", "Lines", "X-Mozilla-Status"};
  for (const std::string& name : names) dump.header(name + ": 1 2");
  const std::string mail = only(encode(dump.text("x").bytes()));
  for (const std::string& name : names) {
    EXPECT_EQ(header(mail, name), "(none)");
    EXPECT_EQ(header(mail, "X-ccMail-" + name), "1 2");
  }
}

TEST(Encode, ReadUnlessSaidOtherwise) {
  const std::string dump = Dump().message("m").text("x").bytes();
  EXPECT_TRUE(encode(dump).messages.at(0).seen);
  EncodeOptions unread;
  unread.seen = false;
  EXPECT_FALSE(encode(dump, unread).messages.at(0).seen);
}

TEST(Encode, ManyItemsAreMixedInTheirOrder) {
  Dump dump;
  dump.message("m").text("one\r\n", "Text_1").file("A.BIN 1/1/98", "bytes").text("two\r\n", "Minutes");
  const std::string mail = only(encode(dump.bytes()));
  EXPECT_THAT(header(mail, "Content-Type"), StartsWith("multipart/mixed; boundary=\"=_"));
  const std::string parts = body(mail);
  const auto one = parts.find("\n\none\n\n--=_");
  const auto file = parts.find("filename=\"A.BIN\"");
  const auto two = parts.find("Content-Description: Minutes\n");
  EXPECT_LT(one, file);
  EXPECT_LT(file, two);
  EXPECT_NE(two, std::string::npos);
  EXPECT_THAT(parts, HasSubstr("Content-Description: A.BIN 1/1/98\n"));
  EXPECT_THAT(parts, HasSubstr("\n\nYnl0ZXM=\n"));
  EXPECT_THAT(parts, Not(HasSubstr("Text_1")));
}

TEST(Encode, AMessageWithoutItemsHasAnEmptyText) {
  const std::string mail = only(encode(Dump().message("nothing").bytes()));
  EXPECT_EQ(header(mail, "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(body(mail), "");
}

TEST(Encode, NoLineOfABodyCanStartAMessageOrAPart) {
  const std::string text = "From here to there\r\n>From x\r\n>>From y\r\n--=_0123\r\n";
  Dump dump;
  dump.message("single").text(text);
  dump.message("multi").text(text).text(text);
  dump.message("lone CR").text("a\rFrom here\n");
  for (const auto& message : encode(dump.bytes()).messages) {
    const std::string own_boundary = header(message.text, "Content-Type");
    EXPECT_THAT(message.text, Not(HasSubstr("\nFrom ")));
    EXPECT_THAT(message.text, Not(HasSubstr("\n>From ")));
    EXPECT_THAT(message.text, Not(HasSubstr("\n>>From ")));
    EXPECT_THAT(message.text, Not(HasSubstr("\n--=_0123")));
  }
}

TEST(Encode, ContinuationLinesAreRecipientsOnlyWhereRecipientsStand) {
  Dump dump;
  dump.message("a").header("  long subject").header("cc: Baker, Karen at Hub").header("\tAble").text("x");
  const std::string mail = only(encode(dump.bytes()));
  EXPECT_EQ(header(mail, "Subject"), "a long subject");
  EXPECT_EQ(header(mail, "Cc"), "\"Baker, Karen\" <karen.baker@hub.ccmail.invalid>, Able <able@hub.ccmail.invalid>");
}

TEST(Encode, WithoutASenderItSaysSo) {
  Dump dump;
  dump.bare_message().header("Subject: lost").header("Date: 1/1/98").text("x");
  const Encoded encoded = encode(dump.bytes());
  EXPECT_EQ(header(only(encoded), "From"), "Unknown sender <unknown@ccmail.invalid>");
  EXPECT_EQ(header(only(encoded), "X-ccmail2mbox-Synthesized"), "From");
  EXPECT_EQ(encoded.tally.senders_missing, 1U);
  EXPECT_EQ(encoded.tally.repaired, 1U);
}

TEST(Encode, AnImpossibleDateKeepsItsMessage) {  // Q233325
  Dump dump;
  dump.bare_message().header("From: A at B").header("Date: 2/31/99 10:00").header("Subject: s").text("x");
  dump.bare_message().header("From: A at B").header("Date: soon").header("Subject: s").text("y");
  const Encoded encoded = encode(dump.bytes());
  ASSERT_THAT(encoded.messages, SizeIs(2));
  EXPECT_EQ(header(encoded.messages[0].text, "Date"), "Sun, 28 Feb 1999 10:00:00 -0000");
  EXPECT_EQ(header(encoded.messages[0].text, "X-ccMail-Date"), "2/31/99 10:00");
  EXPECT_EQ(header(encoded.messages[1].text, "Date"), "Sun, 28 Feb 1999 10:00:00 -0000");
  EXPECT_EQ(header(encoded.messages[1].text, "X-ccmail2mbox-Synthesized"), "Date");
  EXPECT_EQ(encoded.tally.dates_impossible, 1U);
  EXPECT_EQ(encoded.tally.dates_missing, 1U);
}

TEST(Encode, ATimeZoneMakesTheDateExact) {
  Dump dump;
  dump.message("summer").text("x");
  EncodeOptions options;
  options.zone = *formats::time::Zone::named("America/New_York");
  const Encoded encoded = encode(dump.bytes(), options);
  EXPECT_EQ(header(only(encoded), "Date"), "Tue, 2 Jun 1998 08:39:00 -0400");
  EXPECT_EQ(encoded.messages.front().unix_seconds, 896791140);
}

TEST(Encode, NamesAndTextsAreInTheCodePage) {
  Dump dump;
  dump.bare_message()
      .header("From: M\x81ller, J at Hub")
      .header("Date: 1/1/98")
      .header(
          "Subject: Gr\x81\xe1"
          "e");
  dump.text(
      "Gr\x81\xe1"
      "e\r\n");
  EncodeOptions options;
  options.code_page = formats::text::CodePage::cp850;
  const std::string mail = only(encode(dump.bytes(), options));
  EXPECT_THAT(header(mail, "From"), HasSubstr("<j.muller-0092eb@hub.ccmail.invalid>"));
  EXPECT_EQ(header(mail, "Subject"), "=?utf-8?b?R3LDvMOfZQ==?=");
  EXPECT_EQ(body(mail), "R3LDvMOfZQo=\n");  // one byte shorter than quoted-printable
}

TEST(Encode, FoldersThatDifferInBytesWithoutACharacterStayApart) {
  Dump dump;
  dump.message("a").header("Folder: F\x81").text("x");
  dump.message("b").header("Folder: F\x8d").text("y");
  EncodeOptions options;
  options.code_page = formats::text::CodePage::cp1252;
  const auto messages = encode(dump.bytes(), options).messages;
  EXPECT_NE(messages.at(0).folder, messages.at(1).folder);
  EXPECT_THAT(messages.at(0).folder, ::testing::StartsWith("F\xEF\xBF\xBD-"));
}

TEST(Encode, TheFolderInTheHeadCountsBeforeTheLineBetweenMessages) {
  Dump dump;
  dump.raw("Folder: Between\r\n");
  dump.message("a").text("x");
  dump.message("b").header("Folder: Inside").text("y");
  EXPECT_THAT(encode(dump.bytes()).messages,
              ElementsAre(Field(&Encoded::Message::folder, "Between"), Field(&Encoded::Message::folder, "Inside")));
}

TEST(Encode, NothingFromADumpCanAddAHeader) {
  Dump dump;
  dump.message("a\rX-Evil: 1").header("X-ccmail2mbox-Account: forged").header("Status: R").header("Content-Length: 3");
  dump.text("x").file("x\"; X-Evil=\"2", "y");
  const std::string mail = only(encode(dump.bytes()));
  EXPECT_THAT(mail, Not(HasSubstr("\nX-Evil")));
  EXPECT_THAT(mail, Not(HasSubstr("\nX-ccmail2mbox-Account: forged")));
  EXPECT_THAT(mail, Not(HasSubstr("\nStatus:")));
  EXPECT_THAT(mail, Not(HasSubstr("\nContent-Length:")));
  EXPECT_EQ(header(mail, "X-ccMail-X-ccmail2mbox-Account"), "forged");
  EXPECT_THAT(mail, HasSubstr(R"(filename="x\"; X-Evil=\"2")"));
}

TEST(Encode, AnEmptyHeaderIsKeptWithAWordSinceServersRefuseEmptyOnes) {
  Dump dump;
  dump.message("a").header("RRT:").text("x");
  EXPECT_EQ(header(only(encode(dump.bytes())), "X-ccMail-RRT"), "(empty)");
}

TEST(Encode, HeadersOfADumpAreBounded) {
  Dump dump;
  dump.message("a");
  for (int i = 0; i < 100; ++i) dump.header("Note: " + std::string(900, 'n'));
  const Encoded encoded = encode(dump.text("x").bytes());
  EXPECT_LT(only(encoded).size(), 24U << 10U);
  EXPECT_GT(encoded.tally.headers_left_out, 0U);
}

TEST(Encode, AFaxGetsTheExtensionItNeeds) {  // Q166614, Q184053
  Dump dump;
  dump.message("fax").item("Fax item: Page 1", "\n\x05\x01");
  const std::string mail = only(encode(dump.bytes()));
  EXPECT_THAT(mail, HasSubstr("Content-Type: image/x-pcx; name=\"Page 1.pcx\"\n"));
}

TEST(Encode, AnItemOfUnknownKindIsDelivered) {
  Dump dump;
  dump.message("odd").item("Graphics item 2: Chart", "bytes");
  const std::string mail = only(encode(dump.bytes()));
  EXPECT_THAT(mail, AllOf(HasSubstr("Content-Description: Graphics item: Chart\n"), HasSubstr("filename=\"Chart\""),
                          HasSubstr("\nYnl0ZXM=\n")));
}

TEST(Encode, ALargeAttachmentLeavesInPiecesThatFitAQueue) {
  Dump dump;
  dump.message("large").file("BIG.BIN", std::string(5'000'000, 'x'));
  const Encoded encoded = encode(dump.bytes());
  EXPECT_GT(only(encoded).size(), 6'600'000U);
  EXPECT_LT(encoded.largest_piece, 1'000'000U);
}

TEST(Encode, ALongTextIsStreamedAndWhole) {
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += "line " + std::to_string(i) + " of a text over a megabyte\r\n";
  Dump dump;
  dump.message("long").text(text);
  const std::string mail = only(encode(dump.bytes()));
  EXPECT_EQ(header(mail, "Content-Transfer-Encoding"), "quoted-printable");
  EXPECT_THAT(mail, HasSubstr("\nline 59999 of a text over a megabyte\n"));
}

TEST(Identity, BoundariesDifferByDepth) {
  EXPECT_EQ(boundary("abc", 1), "=_abc1");
  EXPECT_EQ(boundary("abc", 2), "=_abc2");
}

TEST(Encode, SaysWhyAMessageWasNotDelivered) {
  EncodeOptions options;
  options.code_page = formats::text::CodePage::cp850;
  const std::string dump = "***  Caf\x82 is closed  ***\r\n*** \r\n" + Dump().message("one").text("x").bytes();
  const Encoded encoded = encode(dump, options);
  EXPECT_EQ(header(only(encoded), "X-ccmail2mbox-Reason"), "=?utf-8?b?Q2Fmw6k=?= is closed");
  EXPECT_EQ(encoded.tally.undelivered, 1U);
  // Why a message came back is no part of it.
  const std::string without = only(encode(Dump().message("one").text("x").bytes(), options));
  EXPECT_EQ(header(only(encoded), "Message-ID"), header(without, "Message-ID"));
}

}  // namespace
}  // namespace stages::testing
