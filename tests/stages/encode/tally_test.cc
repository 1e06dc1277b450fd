// What encode counts of a dump's mail: folders, months, attachments, large messages.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

#include "stages/encode/encode.h"
#include "tests/formats/mac/macbinary_bytes.h"
#include "tests/stages/dump.h"
#include "tests/stages/encode/encoded.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Dump& dated(Dump& dump, const std::string& date, const std::string& folder) {
  return dump.bare_message()
      .header("From: Grewal, Jeff at Hub")
      .header("To: Admin at Hub")
      .header("Folder: " + folder)
      .header("Date: " + date)
      .text("x\r\n");
}

TEST(Tally, DatesThatAreMadeUpImpossibleOrUnlikelyWidenNoFolder) {
  Dump dump;
  dated(dump, "12/31/96 10:00", "Inbox");
  dated(dump, "2/30/99 10:00", "Inbox");
  dated(dump, "1/1/2011 10:00", "Inbox");
  dated(dump, "1/1/84 10:00", "Inbox");
  dated(dump, "nothing", "Inbox");
  dated(dump, "1/2/97 10:00", "Inbox");
  dated(dump, "nothing", "Old mail");
  const Tally tally = encode(dump.bytes()).tally;
  const DateRange winter{852'026'400, 852'199'200};
  EXPECT_EQ(tally.folders, (std::map<std::string, FolderFacts>{{"Inbox", {6, winter}}, {"Old mail", {1, {}}}}));
  EXPECT_EQ(tally.dates, winter);
}

TEST(Tally, EveryMessageIsInOneMonthOrCountedAsWithoutOne) {
  Dump dump;
  for (const char* date : {"12/31/96 10:00", "2/30/99 10:00", "1/1/2011 10:00", "12/31/84 23:59", "1/1/85 0:00",
                           "12/31/2010 23:59", "nothing", "12/1/96 10:00"})
    dated(dump, date, "Inbox");
  const Tally tally = encode(dump.bytes()).tally;
  EXPECT_THAT(tally.months, ElementsAre(MonthFacts{1985 * 12, 1}, MonthFacts{1996 * 12 + 11, 2},
                                        MonthFacts{1999 * 12 + 1, 1}, MonthFacts{2010 * 12 + 11, 1}));
  EXPECT_EQ(tally.dates_missing, 1U);
  EXPECT_EQ(tally.dates_unlikely, 2U);
}

TEST(Tally, AttachmentsAreMeasuredAsTheyAreDelivered) {
  const std::string mac = mac_test::Sample().file();
  const auto bytes_of = [&](MacForm form) {
    EncodeOptions options;
    options.mac = form;
    Dump dump;
    dump.message("m").file("A.GIF", std::string(100, 'x')).file("B.GIF", std::string(11, 'x')).file("M", mac);
    std::map<std::string, std::uint64_t> bytes;
    for (const auto& [type, facts] : encode(dump.bytes(), options).tally.types) bytes[type] = facts.bytes;
    return bytes;
  };
  auto data = bytes_of(MacForm::data);
  auto both = bytes_of(MacForm::appledouble);
  auto container = bytes_of(MacForm::macbinary);
  EXPECT_EQ(data["image/gif"], 111U);
  ASSERT_THAT(data, SizeIs(2));
  data.erase("image/gif");
  const std::string type = data.begin()->first;
  EXPECT_EQ(data[type], mac_test::Sample().data.size());
  EXPECT_EQ(both[type], mac_test::Sample().data.size() + mac_test::Sample().resource.size());
  EXPECT_EQ(container[type], mac.size());
}

// The size that a server sees is the text with a CR before each LF.
TEST(Tally, ALargeMessageIsMeasuredAsAServerIsSentIt) {
  std::string random;
  random.resize(19'000'000);
  std::uint32_t state = 1;
  for (char& byte : random) byte = static_cast<char>((state = state * 1'664'525U + 1'013'904'223U) >> 24U);
  std::string text;
  for (int i = 0; i < 40'000; ++i)
    text +=
        "Gr\x81\xE1"
        "e aus dem S\x81"
        "den\r\n";
  Dump dump;
  dump.message("small").text("x\r\n").file("A.BIN", "short");
  dump.message("large").text(text).text("and more\r\n").file("A.BIN", random).file("M", mac_test::Sample().file());
  dump.message("not so large").text(text).file("A.BIN", random.substr(0, 15'000'000));
  const Encoded encoded = encode(dump.bytes());
  ASSERT_THAT(encoded.messages, SizeIs(3));
  const std::string& mail = encoded.messages[1].text;
  const auto lines = static_cast<std::uint64_t>(std::count(mail.begin(), mail.end(), '\n'));
  ASSERT_THAT(encoded.tally.large, SizeIs(1));
  EXPECT_EQ(encoded.tally.large[0].bytes, mail.size() + lines);
  EXPECT_EQ(encoded.tally.large[0].folder, "Inbox");
  EXPECT_EQ(dump.bytes().substr(encoded.tally.large[0].offset, 8), "Message:");
  EXPECT_EQ(encoded.tally.over_25_mb, 1U);
  EXPECT_EQ(encoded.tally.over_35_mb, 0U);
}

// Short texts grow most. What is too short to be measured must not become a large message.
TEST(Tally, WhatIsTooShortToBeMeasuredIsNeverLarge) {
  Dump dump;
  dump.message("m");
  EncodeOptions options;
  options.code_page = formats::text::CodePage::cp932;
  const std::size_t each = std::string("Text item:\r\n\xff").size() + 14;
  for (std::size_t i = 0; i < (std::size_t{512} << 10U) / each; ++i) dump.text("\xff");
  const Encoded encoded = encode(dump.bytes(), options);
  ASSERT_THAT(encoded.messages, SizeIs(1));
  const std::string& mail = encoded.messages[0].text;
  EXPECT_LT(mail.size() + static_cast<std::size_t>(std::count(mail.begin(), mail.end(), '\n')), 25'000'000U);
  EXPECT_THAT(encoded.tally.large, IsEmpty());
}

}  // namespace
}  // namespace stages::testing
