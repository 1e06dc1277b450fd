#include <gmock/gmock.h>

#include <string>

#include "formats/mime/header_reader.h"

namespace formats::mime {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

constexpr std::string_view header =
    "\r\nReceived: from a\r\n\tby b; Tue, 2 Jun 1998 08:39:00\r\n -0400\r\nFROM : joe@x.org\r\nSubject:\r\n"
    "References: <a@b>\n <c@d>\r\n\r\nTo: not@the.header\r\n";

TEST(FieldValue, FindsFieldsInAnyCaseAndUnfoldsThem) {
  EXPECT_THAT(field_value(header, "received"), Optional(std::string("from a by b; Tue, 2 Jun 1998 08:39:00 -0400")));
  EXPECT_THAT(field_value(header, "From"), Optional(std::string("joe@x.org")));
  EXPECT_THAT(field_value(header, "References"), Optional(std::string("<a@b> <c@d>")));
  EXPECT_THAT(field_value(header, "Subject"), Optional(std::string()));
}

TEST(FieldValue, EndsAtTheFirstEmptyLine) { EXPECT_EQ(field_value(header, "To"), std::nullopt); }

TEST(FieldValue, AHeaderCutOffOrWithoutAnyFieldGivesWhatIsThere) {
  EXPECT_THAT(field_value("From: a", "From"), Optional(std::string("a")));
  EXPECT_EQ(field_value("", "From"), std::nullopt);
  EXPECT_EQ(field_value("\n\n\n", "From"), std::nullopt);
  EXPECT_EQ(field_value(" From: a\n", "From"), std::nullopt);
}

TEST(MessageIds, TakesOnlyWhatAHeaderMayCarry) {
  EXPECT_THAT(message_ids("Your message of Monday <1@a> <2@b>(c)"), ElementsAre("<1@a>", "<2@b>"));
  EXPECT_THAT(message_ids("<a b@c> <a@> <@b> <ab> <a@b@c> <x\x81@y> <a@b"), IsEmpty());
  EXPECT_THAT(message_ids("<" + std::string(300, 'a') + "@b>"), IsEmpty());
  EXPECT_THAT(message_ids("<<a@b>>"), ElementsAre("<a@b>"));
}

TEST(MessageIds, AreFoldedBetweenThem) {
  std::string out;
  append_message_ids(out, "References", {"<a23456789012345678901234567890@b>", "<c23456789012345678901234567890@d>"});
  EXPECT_EQ(out, "References: <a23456789012345678901234567890@b>\n <c23456789012345678901234567890@d>\n");
  out.clear();
  append_message_ids(out, "References", {});
  EXPECT_EQ(out, "");
}

}  // namespace
}  // namespace formats::mime
