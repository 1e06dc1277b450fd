#include <gmock/gmock.h>
#include <mimetic/mimetic.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "formats/mime/header.h"
#include "tests/formats/mime/header_reader.h"

namespace formats::mime {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using namespace std::string_literals;

std::string mailboxes(const std::vector<Mailbox>& list, std::string_view name = "To") {
  std::string out;
  const bool written = append_mailboxes(out, name, list);
  EXPECT_EQ(written, !out.empty());
  return out;
}

TEST(Mailboxes, NamesGoBareQuotedOrEncoded) {
  EXPECT_EQ(mailboxes({{"Jeff Grewal", "a@b.c"}}), "To: Jeff Grewal <a@b.c>\n");
  EXPECT_EQ(mailboxes({{"Grewal, Jeff", "a@b.c"}}), "To: \"Grewal, Jeff\" <a@b.c>\n");
  EXPECT_EQ(mailboxes({{R"(a "b" \c)", "a@b.c"}}), "To: \"a \\\"b\\\" \\\\c\" <a@b.c>\n");
  EXPECT_EQ(mailboxes({{"Müller, J", "a@b.c"}}), "To: =?utf-8?q?M=C3=BCller=2C_J?= <a@b.c>\n");
  EXPECT_EQ(mailboxes({{"", "a@b.c"}}), "To: a@b.c\n");
  EXPECT_EQ(mailboxes({{" \r\n", "a@b.c"}}), "To: a@b.c\n");
}

TEST(Mailboxes, AsManyOnALineAsFit) {
  const Mailbox mailbox{"Jeff Grewal", "jeff.grewal@hub.ccmail.invalid"};
  EXPECT_EQ(mailboxes({mailbox, {"", "a@b.c"}, mailbox}),
            "To: Jeff Grewal <jeff.grewal@hub.ccmail.invalid>, a@b.c,\n"
            " Jeff Grewal <jeff.grewal@hub.ccmail.invalid>\n");
}

TEST(Mailboxes, AnAddressBehindAnEncodedWordKeepsToItsShorterLine) {
  for (std::size_t length = 0; length < 80; ++length) {
    const std::string header = mailboxes({{"Müller", std::string(length, 'a') + "@b.c"}, {"", "x@y.z"}});
    for (const std::string& line : lines(header)) {
      EXPECT_LE(line.size(), line.find("=?utf-8?") != std::string::npos ? 76U : 100U) << line;
    }
  }
}

TEST(Mailboxes, NoMailboxNoHeader) { EXPECT_THAT(mailboxes({}), IsEmpty()); }

TEST(Mailboxes, AnAddressIsAlwaysOne) {
  const auto address = [](std::string_view addr_spec) { return unfolded(mailboxes({{"", std::string(addr_spec)}})); };
  EXPECT_EQ(address("o'neil+x@d.com"), "o'neil+x@d.com");
  EXPECT_EQ(address("\"a b\"@d.com"), "\"a b\"@d.com");
  EXPECT_EQ(address("a@[10.0.0.1]"), "a@[10.0.0.1]");
  EXPECT_EQ(address("a b@d.com"), "\"a b\"@d.com");
  EXPECT_EQ(address("a..b@d.com"), "\"a..b\"@d.com");
  EXPECT_EQ(address("x@y@d.com"), "\"x@y\"@d.com");
  EXPECT_EQ(address("a>, b <c@d.com"), "\"a>, b <c\"@d.com");
  EXPECT_EQ(address("a\r\nBcc: b@d.com"), "\"a__Bcc: b\"@d.com");
  EXPECT_EQ(address("admin"), "admin@invalid");
  EXPECT_EQ(address(""), "\"_\"@invalid");
  EXPECT_EQ(address("a@d com>"), "a@d_com_");
  EXPECT_EQ(address("a@"), "a@invalid");
  EXPECT_EQ(address("=?utf-8?q?x?=@d"), "=_utf-8_q_x_=@d");
  EXPECT_LT(mailboxes({{"", std::string(5000, '"') + "@" + std::string(5000, 'd')}}).size(), 998U);
}

TEST(Mailboxes, MimeticReadsBackTheSameAddressesAndNames) {
  auto random = seeded(2);
  for (int round = 0; round < 5000; ++round) {
    std::vector<Mailbox> list(1 + random() % 6);
    for (Mailbox& mailbox : list) {
      mailbox = {random_value(random, 120), "some.user@hub" + std::to_string(random()) + ".invalid"};
      // mimetic takes an escaped quote for the end of the quoted string.
      std::replace(mailbox.display_name.begin(), mailbox.display_name.end(), '"', '\'');
    }
    const std::string header = mailboxes(list, "Cc");
    expect_sound(header);
    const mimetic::AddressList parsed(unfolded(header));
    ASSERT_EQ(parsed.size(), list.size()) << header;
    auto expected = list.begin();
    for (const mimetic::Address& address : parsed) {
      ASSERT_EQ(address.mailbox().mailbox() + "@" + address.mailbox().domain(), expected->addr_spec) << header;
      ++expected;
    }
  }
  const mimetic::Mailbox plain(unfolded(mailboxes({{"Grewal, Jeff", "jeff@hub.invalid"}})));
  EXPECT_EQ(plain.label(1), "\"Grewal, Jeff\"");
  EXPECT_EQ(plain.mailbox(), "jeff");
}

TEST(Mailboxes, ALongNameIsCutBetweenWordsAndReadsAsItWas) {
  std::string name;
  while (name.size() < 300) name += "Müller and others, ";
  name += "end";
  const std::string header = mailboxes({{name, "a@b.c"}});
  expect_sound(header);
  EXPECT_THAT(header, Not(HasSubstr("?=\n =?")));
  const std::string value = words_decoded(unfolded(header));
  std::string bare;
  for (const char c : value) bare += c == '"' ? ""s : std::string(1, c);
  EXPECT_EQ(bare, name + " <a@b.c>");
}

}  // namespace
}  // namespace formats::mime
