// What a head says about the state of a message, and what must never come of it.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/stages/dump.h"
#include "tests/stages/encode/encoded.h"

namespace stages::testing {
namespace {

using formats::ccmail::Meaning;
using formats::ccmail::Vocabulary;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Encoded encoded(const std::vector<std::string>& headers, bool seen_by_default = true) {
  Dump dump;
  for (const std::string& line : headers) dump.message("a").header(line).text("x\r\n");
  Vocabulary words;
  words.teach("Gelesen", {std::nullopt, {}, Meaning::read});
  EncodeOptions options;
  options.seen = seen_by_default;
  return encode(dump.bytes(), options, words);
}

std::string mail_with(const std::string& line) { return encoded({line}).messages.at(0).text; }

TEST(State, APriorityThatStandsOutBecomesTheHeadersThatMailProgramsKnow) {
  const std::string urgent = mail_with("Priority: Urgent");
  EXPECT_EQ(header(urgent, "Importance"), "high");
  EXPECT_EQ(header(urgent, "X-Priority"), "1 (Highest)");
  EXPECT_EQ(header(urgent, "X-ccMail-Priority"), "Urgent");
  EXPECT_EQ(header(mail_with("priority: high"), "X-Priority"), "2 (High)");
  EXPECT_EQ(header(mail_with("PRIORITY: Low"), "Importance"), "low");
}

TEST(State, AnOrdinaryOrUnclearPriorityGivesNoHeader) {
  for (const char* const line : {"Priority: Normal", "Priority: 1", "Priority:", "X: y"}) {
    const std::string mail = mail_with(line);
    EXPECT_EQ(header(mail, "Importance"), "(none)") << line;
    EXPECT_EQ(header(mail, "X-Priority"), "(none)") << line;
  }
  EXPECT_EQ(header(mail_with("Priority: 1"), "X-ccMail-Priority"), "1");
}

TEST(State, AReadStateThatIsKnownBeatsTheDefault) {
  for (const bool by_default : {true, false}) {
    std::vector<bool> seen;
    for (const auto& message : encoded({"Gelesen: yes", "Gelesen: no", "Gelesen: 2.6.98", "X: y"}, by_default).messages)
      seen.push_back(message.seen);
    EXPECT_THAT(seen, ElementsAre(true, false, by_default, by_default));
  }
}

// Whoever opens old mail must not send receipts, nor may a server act on what a dump says (Q262989).
TEST(State, NothingInADumpAsksForAReceiptOrSteersAServer) {
  for (const std::string name : {"RRT",
                                 "Return-Receipt-To",
                                 "Disposition-Notification-To",
                                 "X-Confirm-Reading-To",
                                 "Return-Receipt-Requested",
                                 "Generate-Delivery-Report",
                                 "Errors-To",
                                 "Status",
                                 "X-Status",
                                 "X-UID",
                                 "X-IMAPbase",
                                 "X-Keywords",
                                 "Content-Length",
                                 "Delivered-To",
                                 "Resent-From",
                                 "Received",
                                 "Reply-To",
                                 "Sender",
                                 "Importance",
                                 "X-Priority",
                                 "X-ccmail2mbox-Account",
                                 "x-CCMAIL2MBOX-folder",
                                 "Message-ID",
                                 "MIME-Version",
                                 "Content-Type"}) {
    const std::string mail = mail_with(name + ": a@example.org");
    EXPECT_THAT(header(mail, name), Not(HasSubstr("a@example.org"))) << name;
    EXPECT_EQ(header(mail, "X-ccMail-" + name), "a@example.org");
  }
}

}  // namespace
}  // namespace stages::testing
