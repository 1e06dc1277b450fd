#include "formats/mailbox/message_name.h"

#include <gmock/gmock.h>

namespace formats::mailbox {
namespace {

std::string eml(std::uint64_t number) {
  std::string out;
  append_eml_name(out, number);
  return out;
}

std::string maildir(const MaildirMessage& message) {
  std::string out;
  append_maildir_name(out, message);
  return out;
}

TEST(MessageName, NumbersSortAsTheyCount) {
  EXPECT_EQ(eml(1), "000001.eml");
  EXPECT_EQ(eml(999'999), "999999.eml");
  EXPECT_EQ(eml(1'000'000), "1000000.eml");
}

TEST(MessageName, DovecotReadsSizesAndFlags) {
  EXPECT_EQ(maildir({.unix_seconds = 896776740, .number = 8, .bytes = 541, .crlf_bytes = 561, .seen = true}),
            "896776740.000008.ccmail2mbox,S=541,W=561:2,S");
  EXPECT_EQ(maildir({.unix_seconds = 0, .number = 1, .bytes = 1, .crlf_bytes = 2, .seen = false}),
            "0.000001.ccmail2mbox,S=1,W=2:2,");
}

TEST(MessageName, ADateBefore1970IsStillDigits) {
  EXPECT_EQ(maildir({.unix_seconds = -315'446'155, .number = 2}), "0.000002.ccmail2mbox,S=0,W=0:2,");
}

TEST(MessageName, ANumberCanBeChanged) {
  for (const std::string& name : {eml(7), eml(1'234'567), maildir({.unix_seconds = 12, .number = 7, .bytes = 5}),
                                  maildir({.unix_seconds = 9'999'999'999, .number = 1'234'567, .seen = true})}) {
    const auto parsed = parse_message_name(name);
    ASSERT_TRUE(parsed) << name;
    EXPECT_EQ(renumbered(*parsed, parsed->number), name);
    EXPECT_EQ(parse_message_name(renumbered(*parsed, 42))->number, 42U);
  }
  EXPECT_EQ(renumbered(*parse_message_name("12.000007.ccmail2mbox,S=5,W=6:2,S"), 1'000'001),
            "12.1000001.ccmail2mbox,S=5,W=6:2,S");
}

TEST(MessageName, OtherNamesAreNotOurs) {
  for (const char* name :
       {"", ".eml", "x.eml", "12x.eml", "unfinished", "dovecot-uidlist", ".ccmail2mbox,", "1.x.host:2,S",
        "12.ccmail2mbox,S=1", "12..ccmail2mbox,S=1", "-1.eml", "99999999999999999999999.eml"}) {
    EXPECT_FALSE(parse_message_name(name)) << name;
  }
}

}  // namespace
}  // namespace formats::mailbox
