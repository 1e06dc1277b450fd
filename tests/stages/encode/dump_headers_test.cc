#include "stages/encode/dump_headers.h"

#include <gmock/gmock.h>

#include <string>

#include "formats/ccmail/vocabulary.h"
#include "stages/head.h"

namespace stages {
namespace {

using formats::text::CodePage;

std::string fields(const std::string& head, CodePage page, std::uint64_t* left_out = nullptr) {
  const formats::ccmail::Vocabulary words;
  const auto region = std::make_shared<const Region>(Segment{0, head.size(), pipeline::Slice::own(head), nullptr, 0});
  const Head parsed(Extent(region, 0, head.size()), words);
  std::string out;
  Tally tally;
  DumpHeaders(page).append(out, parsed.lines(), tally);
  if (left_out != nullptr) *left_out = tally.headers_left_out;
  return out;
}

TEST(DumpHeaders, LettersOfANameLoseTheirAccents) {
  EXPECT_EQ(fields("Empf\x84nger: A\r\n\x9a"
                   "ber\x81"
                   "bersicht: B\r\n",
                   CodePage::cp850),
            "X-ccMail-Empfanger: A\nX-ccMail-Uberubersicht: B\n");
}

TEST(DumpHeaders, ALineWhoseNameCannotBeWrittenIsKeptWhole) {
  EXPECT_EQ(fields("\x8c\x8f\x96\xbc: x\r\n more\r\nTo: B\r\n", CodePage::cp932),
            "X-ccMail-Unlabelled: =?utf-8?b?5Lu25ZCNOg==?= x more\nX-ccMail-To: B\n");
}

TEST(DumpHeaders, BytesWithoutACharacterAreKeptInTheRawLine) {
  EXPECT_EQ(fields("From: B\x81"
                   "d=x at HUB\r\nSubject: one\r\n \x8d two\r\nTo: A\r\n\tB\x90\r\n",
                   CodePage::cp1252),
            "X-ccMail-From: =?utf-8?b?Qu+/vWQ9eA==?= at HUB\n"
            "X-ccmail2mbox-Raw-Header: From: B=81d=3Dx at HUB\n"
            "X-ccMail-Subject: one =?utf-8?b?77+9?= two\n"
            "X-ccmail2mbox-Raw-Header: Subject: one\n"
            "X-ccmail2mbox-Raw-Header: =?utf-8?q?_=3D8D?= two\n"
            "X-ccMail-To: A\n"
            "X-ccMail-To: =?utf-8?b?Qu+/vQ==?=\n"
            "X-ccmail2mbox-Raw-Header: =09B=90\n");
}

// Q179072: the program wrote to the screen while it wrote the head.
TEST(DumpHeaders, ScreenOutputSwallowsNoFieldAndNoContinuation) {
  const std::string screen = "Exporting messages in mailbox \"Grewal, Jeff\" to file C:\\MSG4A27.CCM\r\n";
  const std::string kept =
      "X-ccMail-Unlabelled: Exporting messages in mailbox \"Grewal, Jeff\" to file\n C:\\MSG4A27.CCM\n";
  EXPECT_EQ(fields(screen + "From: A\r\nSubject: one\r\n  " + screen + " two\r\n" + screen + "cc: B\r\n" + screen +
                       "  C\r\nTo: D\r\n" + screen,
                   CodePage::cp437),
            kept + "X-ccMail-From: A\nX-ccMail-Subject: one two\n" + kept + kept + "X-ccMail-cc: B\n" + kept +
                "X-ccMail-cc: C\nX-ccMail-To: D\n" + kept);
}

TEST(DumpHeaders, AnUnknownLineTakesNoFieldsContinuation) {
  EXPECT_EQ(fields("Subject: one\r\nnobody knows\r\n two\r\nTo: B\r\n", CodePage::cp437),
            "X-ccMail-Subject: one two\nX-ccMail-Unlabelled: nobody knows\nX-ccMail-To: B\n");
}

TEST(DumpHeaders, ALineThatComesAgainIsWrittenAndCountedAgain) {
  const std::string head = "From: J\x94rg\x81 at HUB\r\nTo: J\x94rg\x81 at HUB\r\ncc: A\x94\r\n B\r\nbcc: \x8d\r\n";
  const formats::ccmail::Vocabulary words;
  const auto region = std::make_shared<const Region>(Segment{0, head.size(), pipeline::Slice::own(head), nullptr, 0});
  const Head parsed(Extent(region, 0, head.size()), words);
  DumpHeaders headers(CodePage::cp1252);
  std::string once;
  std::string again;
  Tally tally;
  headers.append(once, parsed.lines(), tally);
  const std::uint64_t unmappable = tally.unmappable_in_names;
  EXPECT_EQ(unmappable, 3U);
  headers.append(again, parsed.lines(), tally);
  EXPECT_EQ(again, once);
  EXPECT_EQ(tally.unmappable_in_names, 2 * unmappable);

  // What is known takes as much room as what is new.
  std::string full;
  for (int i = 0; i < 300; ++i) full += "To: J\x94rg " + std::string(60, 'x') + " at HUB\r\n";
  std::uint64_t left_out = 0;
  EXPECT_LE(fields(full, CodePage::cp850, &left_out).size(), DumpHeaders::most_bytes + 200);
  EXPECT_GT(left_out, 100U);
}

TEST(DumpHeaders, WhatThereIsNoRoomForIsCounted) {
  std::string head;
  for (int i = 0; i < 40; ++i) head += "Note: " + std::string(1000, 'x') + "\r\n";
  std::uint64_t left_out = 0;
  EXPECT_LE(fields(head, CodePage::cp437, &left_out).size(), DumpHeaders::most_bytes + 2000);
  EXPECT_EQ(left_out, 27U);  // a word this long is encoded, which takes half as much again
}

}  // namespace
}  // namespace stages
