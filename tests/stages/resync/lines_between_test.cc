// Lines that stand between messages and are none: reasons of undeliverable files, what EXPORT wrote to the screen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string why = "***  no such mailbox  ***\r\n";
const std::string screen = "Exporting messages in mailbox \"Grewal, Jeff\" to file EXPORT\\MSG4A27.CCM\r\n";

std::string message(std::string_view subject, const Writing& writing = {}) {
  return Dump(writing).message(subject).text("text of " + std::string(subject) + "\r\n").bytes();
}

// "subject: reason, reason"
std::vector<std::string> reasons(const Resynced& result) {
  std::vector<std::string> all;
  for (const auto& message : result.messages) {
    std::string line = message.subject + ":";
    for (const std::string& reason : message.reasons) line += " " + reason;
    all.push_back(line);
  }
  return all;
}

class Undeliverable : public ::testing::TestWithParam<bool> {};

TEST_P(Undeliverable, ReasonsThatComeFirstBelongToWhatFollows) {
  const Writing writing = GetParam() ? Writing{} : Writing{.size_width = std::nullopt};
  const std::string dump = why + message("one", writing) + "*** a ***\r\n*** b ***\r\n\r\n" + message("two", writing) +
                           message("three", writing);
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, dump.size()}) {
    const Resynced result = resync_in_chunks(dump, false, [&] { return chunk; });
    EXPECT_THAT(reasons(result), ElementsAre("one: ***  no such mailbox  ***", "two: *** a *** *** b ***", "three:"));
    EXPECT_THAT(result.damage, IsEmpty());
    EXPECT_TRUE(result.closes);
    EXPECT_EQ(result.ledger.sum(ByteKind::noise), why.size() + 22);
    for (const auto& message : result.messages) EXPECT_EQ(message.items.front().data.find("***"), std::string::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(SizedAndNot, Undeliverable, ::testing::Bool());

TEST(Undeliverable, ReasonsBehindAFirstMessageBelongToWhatPrecedes) {
  const std::string dump =
      message("one") + why + message("two") + "\r\n*** a ***\r\n*** b ***\r\n" + message("three") + message("four");
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, dump.size()}) {
    const Resynced result = resync_in_chunks(dump, true, [&] { return chunk; });
    EXPECT_THAT(reasons(result),
                ElementsAre("one: ***  no such mailbox  ***", "two: *** a *** *** b ***", "three:", "four:"));
    EXPECT_THAT(result.damage, IsEmpty());
    EXPECT_TRUE(result.closes);
    EXPECT_EQ(result.ledger.sum(ByteKind::noise), why.size() + 22);
  }
}

TEST(Undeliverable, AReasonAtTheEndBelongsToTheLastMessage) {
  EXPECT_THAT(reasons(resync(why + message("one") + "*** the end ***")),
              ElementsAre("one: ***  no such mailbox  *** *** the end ***"));
}

TEST(Undeliverable, AReasonInsideASizeThatHoldsIsNoPartOfTheText) {
  const std::string dump =
      Dump().message("one").text("text\r\n").contents_size_off_by(27).message_size_off_by(27).bytes();
  const Resynced result = resync(dump + why + message("two"));
  EXPECT_THAT(reasons(result), ElementsAre("one: ***  no such mailbox  ***", "two:"));
  EXPECT_THAT(data(result), ElementsAre("text\r\n", "text of two\r\n"));
  EXPECT_THAT(result.quarantine, IsEmpty());
  EXPECT_TRUE(result.closes);
}

TEST(Undeliverable, NothingButReasonsEndsAndCloses) {
  std::string dump;
  for (int i = 0; i < 100'000; ++i) dump += why;
  const Resynced alone = resync(dump);
  EXPECT_TRUE(alone.closes);
  EXPECT_EQ(alone.ledger.sum(ByteKind::noise), dump.size());
  EXPECT_THAT(alone.damage, ElementsAre("0: reasons why mail was not delivered, but no message; left out"));
  const Resynced before = resync(dump + message("one"));
  EXPECT_THAT(before.damage, ElementsAre("17037: more reasons than are kept of a message; left out"));
  const Resynced behind = resync(message("one") + dump + message("two"));
  EXPECT_TRUE(behind.closes);
  EXPECT_THAT(subjects(behind), ElementsAre("one", "two"));
}

TEST(Undeliverable, ManyReasonsBehindAMessageDoNotGoToTheNext) {
  for (const std::size_t count : {std::size_t{65}, std::size_t{200}, std::size_t{5000}}) {
    std::string lines;
    for (std::size_t i = 0; i < count; ++i) lines += count <= 200 ? "*** " + std::to_string(i) + " ***\r\n" : "***\r\n";
    const std::string one = message("one");
    std::string dump = one + lines;
    for (const auto& next : {message("two"), message("three")}) dump.append(why).append(next);
    for (const std::size_t chunk : {std::size_t{7}, dump.size()}) {
      const Resynced result = resync_in_chunks(dump, false, [&] { return chunk; });
      ASSERT_THAT(subjects(result), ElementsAre("one", "two", "three"));
      EXPECT_TRUE(result.closes);
      EXPECT_THAT(result.quarantine, IsEmpty());
      EXPECT_EQ(result.ledger.sum(ByteKind::noise), lines.size() + 2 * why.size());
      const auto& kept = result.messages[0].reasons;
      EXPECT_THAT(result.messages[1].reasons, ElementsAre("***  no such mailbox  ***"));
      EXPECT_THAT(result.messages[2].reasons, IsEmpty());
      if (count == 5000) {
        const std::string at = std::to_string(one.size() + lines.size() - std::size_t{5000 - 4096} * 5);
        EXPECT_EQ(kept.size(), 4096U);
        EXPECT_THAT(result.damage, ElementsAre(at + ": more reasons than are kept of a message; left out"));
      } else {
        EXPECT_EQ(kept.size(), count + 1);
        EXPECT_EQ(kept[count - 1], "*** " + std::to_string(count - 1) + " ***");
        EXPECT_THAT(result.damage, IsEmpty());
      }
    }
  }
}

TEST(Undeliverable, ManyReasonsInFrontOfAMessageAreItsOwn) {
  std::string lines;
  for (int i = 0; i < 200; ++i) lines += why;
  const std::string dump = why + message("one") + lines + message("two") + lines;
  const Resynced result = resync(dump);
  ASSERT_THAT(subjects(result), ElementsAre("one", "two"));
  EXPECT_EQ(result.messages[0].reasons.size(), 1U);
  EXPECT_EQ(result.messages[1].reasons.size(), 400U);  // the last 200 precede no message
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(Undeliverable, ManyReasonsInsideASizeThatHoldsAreNotPutInQuarantine) {
  std::string lines;
  for (int i = 0; i < 200; ++i) lines += why;
  const auto more = static_cast<std::int64_t>(lines.size());
  const std::string dump =
      Dump().message("one").text("text\r\n").contents_size_off_by(more).message_size_off_by(more).bytes();
  const Resynced result = resync(dump + lines + why + message("two"));
  ASSERT_THAT(subjects(result), ElementsAre("one", "two"));
  EXPECT_EQ(result.messages[0].reasons.size(), 201U);
  EXPECT_THAT(result.messages[1].reasons, IsEmpty());
  EXPECT_THAT(result.quarantine, IsEmpty());
  EXPECT_TRUE(result.closes);
}

// "*** end ***" is office decoration too.
TEST(Undeliverable, WithoutSizesATextKeepsItsLastLine) {
  const Writing unsized{.size_width = std::nullopt};
  const Resynced result =
      resync(Dump(unsized).message("one").text("text\r\n*** end ***\r\n").bytes() + message("two", unsized));
  EXPECT_THAT(reasons(result), ElementsAre("one:", "two:"));
  EXPECT_THAT(data(result), ElementsAre("text\r\n*** end ***\r\n", "text of two\r\n"));
}

TEST(ScreenOutput, BetweenMessagesIsNoise) {
  const std::string dump = screen + message("one") + screen + message("two") + screen;
  for (const std::size_t chunk : {std::size_t{1}, dump.size()}) {
    const Resynced result = resync_in_chunks(dump, false, [&] { return chunk; });
    EXPECT_THAT(subjects(result), ElementsAre("one", "two"));
    EXPECT_THAT(result.damage, IsEmpty());
    EXPECT_THAT(result.quarantine, IsEmpty());
    EXPECT_EQ(result.ledger.sum(ByteKind::noise), 3 * screen.size());
  }
}

TEST(ScreenOutput, InAHeadHidesNoMessageWithoutSizes) {
  const Writing unsized{.size_width = std::nullopt};
  std::string second = message("two", unsized);
  second.insert(second.find("To:"), screen);
  const Resynced result = resync(message("one", unsized) + second + message("three", unsized));
  EXPECT_THAT(subjects(result), ElementsAre("one", "two", "three"));
  EXPECT_THAT(result.damage, IsEmpty());
}

}  // namespace
}  // namespace stages::testing
