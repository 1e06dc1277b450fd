// A gateway's RFC822.TXT (docs/format.md, 8): whose header it is decides what it may change.
#include <gmock/gmock.h>

#include <string>

#include "tests/stages/dump.h"
#include "tests/stages/encode/encoded.h"

namespace stages::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view internet_header =
    "Received: by mx.x.org id AA01; Mon, 1 Jun 98 20:12:00 -0700\r\n"
    "Date: Mon, 1 Jun 98 20:11:07 -0700\r\n"
    "From: \"Joe Block\" <Joe@X.org>\r\n"
    "Message-Id: <9806020311.AA01@x.org>\r\n"
    "In-Reply-To: Your message of Friday <1@hub>\r\n"
    "References: <0@hub>\r\n <1@hub>\r\n"
    "\r\n";

Encoded::Message encoded(std::string_view from, std::string_view date, std::string_view title,
                         std::string_view header) {
  Dump dump;
  dump.bare_message().header(from).header(date).header("Subject: s").text("Hello\r\n").file(title, header);
  return encode(dump.bytes()).messages.at(0);
}

TEST(InternetHeader, ThatIsTheMessagesOwnGivesDateAndIdentity) {
  const auto message =
      encoded("From: joe@x.org at INTERNET", "Date: 6/1/98 11:12 PM", "RFC822.TXT 6/1/98", internet_header);
  EXPECT_EQ(header(message.text, "Date"), "Mon, 1 Jun 1998 20:11:07 -0700");
  EXPECT_EQ(message.unix_seconds, 896757067);
  EXPECT_EQ(header(message.text, "Message-ID"), "<9806020311.AA01@x.org>");
  EXPECT_EQ(header(message.text, "In-Reply-To"), "<1@hub>");
  EXPECT_EQ(header(message.text, "References"), "<0@hub> <1@hub>");
  EXPECT_EQ(header(message.text, "X-ccMail-Date"), "6/1/98 11:12 PM");
  EXPECT_THAT(message.text, HasSubstr("filename=\"RFC822.TXT\"")) << "it is always attached";
}

TEST(InternetHeader, OfANameWithoutAddressIsKnownByTheName) {
  EXPECT_EQ(
      header(encoded("From: Block, Joe at HUB", "Date: 6/1/98", "rfc822.txt", internet_header).text, "Message-ID"),
      "<9806020311.AA01@x.org>");
}

TEST(InternetHeader, OfSomebodyElseStaysAnAttachment) {
  for (const std::string_view from :
       {"From: jim@x.org at INTERNET", "From: Block, Jim at HUB", "From: ", "From: joe@y.org"}) {
    const auto message = encoded(from, "Date: 6/1/98 11:12 PM", "RFC822.TXT", internet_header);
    EXPECT_THAT(header(message.text, "Message-ID"), HasSubstr("@ccmail.invalid>")) << from;
    EXPECT_EQ(header(message.text, "Date"), "Mon, 1 Jun 1998 23:12:00 -0000") << from;
    EXPECT_EQ(header(message.text, "References"), "(none)") << from;
  }
}

TEST(InternetHeader, OfAnotherTimeStaysAnAttachment) {
  // 20:11 -0700 is 3:11 of the next day in UTC: the 4th at 3:12 is a minute too late.
  for (const std::string_view date : {"Date: 6/4/98 3:12", "Date: 5/31/98 3:10", "Date: soon"})
    EXPECT_THAT(header(encoded("From: joe@x.org", date, "RFC822.TXT", internet_header).text, "Message-ID"),
                HasSubstr("@ccmail.invalid>"))
        << date;
  for (const std::string_view date : {"Date: 6/4/98 3:11", "Date: 5/31/98 3:12"})
    EXPECT_EQ(header(encoded("From: joe@x.org", date, "RFC822.TXT", internet_header).text, "Message-ID"),
              "<9806020311.AA01@x.org>")
        << date;
}

TEST(InternetHeader, WithoutAUsableIdentityKeepsTheMadeOne) {
  const auto message = encoded("From: joe@x.org", "Date: 6/2/98 3:00", "RFC822.TXT",
                               "From: joe@x.org\r\nDate: 2 Jun 98 03:00 GMT\r\nMessage-ID: <a b@c>\r\nBcc: x@y\r\n");
  EXPECT_THAT(header(message.text, "Message-ID"), HasSubstr("@ccmail.invalid>"));
  EXPECT_EQ(header(message.text, "Date"), "Tue, 2 Jun 1998 03:00:00 +0000");
  EXPECT_EQ(header(message.text, "Bcc"), "(none)");
}

TEST(InternetHeader, IsCountedEitherWay) {
  Dump dump;
  dump.bare_message()
      .header("From: joe@x.org")
      .header("Date: 6/2/98 3:00")
      .text("x")
      .file("RFC822.TXT", internet_header);
  dump.bare_message()
      .header("From: jim@x.org")
      .header("Date: 6/2/98 3:00")
      .text("x")
      .file("RFC822.TXT", internet_header);
  const Encoded encoded = encode(dump.bytes());
  EXPECT_EQ(encoded.tally.internet_headers_taken, 1U);
  EXPECT_EQ(encoded.tally.internet_headers_left, 1U);
}

TEST(Dates, OddOnesAreListedWithTheirPlace) {
  Dump dump;
  dump.bare_message().header("From: A at B").header("Date: 2/31/99 10:00").text("x");
  dump.bare_message().header("From: A at B").header("Date: 1/1/2037").text("x");
  dump.bare_message().header("From: A at B").header("Date: soon").text("x");
  dump.bare_message().header("From: A at B").text("x");
  const Encoded encoded = encode(dump.bytes());
  EXPECT_THAT(encoded.damage, ::testing::ElementsAre(
                                  "'2/31/99 10:00' does not exist or cannot be read in full; dated 1999-02-28T10:00:00",
                                  "'1/1/2037' is an unlikely date; read as 2037-01-01",
                                  "'soon' is no date; dated 2037-01-01 instead", "no date; dated 2037-01-01 instead"));
  EXPECT_EQ(encoded.tally.dates_unlikely, 1U);
  EXPECT_EQ(encoded.tally.dates_missing, 2U);
}

}  // namespace
}  // namespace stages::testing
