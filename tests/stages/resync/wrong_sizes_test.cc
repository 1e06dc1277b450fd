// Sizes that are wrong in every way: no byte of a neighbour is lost, and each is reported in words.
#include <gmock/gmock.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Three messages; that in the middle, from 168 on, has its items' labels at 304 and 337.
constexpr std::uint64_t second = 168;
constexpr std::uint64_t first_item = 304;

Dump three() {
  Dump dump({.between_blocks = "\r\n"});
  dump.message("first").text("hello");
  dump.message("second").text("world").text("more of it\r\n");
  dump.message("third").text("end");
  return dump;
}

// Writes `size` in place of the size in the line behind the `nth` label `label` of the dump (from 1).
std::string with_size(std::string bytes, const std::string& label, int nth, std::string size) {
  std::size_t at = 0;
  for (; nth > 0; --nth) at = bytes.find(label, at) + label.size();
  const std::size_t line = bytes.find("\r\n", at) + 2;
  if (size.size() < 12) size.insert(0, 12 - size.size(), ' ');
  return bytes.replace(line, 12, size);
}

void expect_all_of_three(const Resynced& result, const std::string& what) {
  EXPECT_TRUE(result.closes) << what;
  EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third")) << what;
  EXPECT_THAT(data(result), ElementsAre("hello", "world", "more of it\r\n", "end")) << what;
  EXPECT_THAT(result.quarantine, IsEmpty()) << what;
}

TEST(WrongSizes, TheseTestsKnowWhereTheLabelsAre) {
  const std::string bytes = three().bytes();
  EXPECT_EQ(bytes.find("Message:", 1), second);
  EXPECT_EQ(bytes.find("Text item:", second), first_item);
  EXPECT_THAT(resync(bytes).damage, IsEmpty());
}

TEST(WrongSizes, AnItemSizeOffByAFewBytesEndsAtTheLabelAllTheSame) {
  for (int lie = -5; lie <= 8; ++lie) {
    if (lie == 0) continue;
    const Resynced result = resync(with_size(three().bytes(), "Text item:", 2, std::to_string(5 + lie)));
    EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third")) << lie;
    // The separator belongs to the item where its size does not say otherwise.
    EXPECT_THAT(data(result)[1].substr(0, 5), "world") << lie;
    EXPECT_EQ(data(result)[2], "more of it\r\n") << lie;
    if (lie == 1 || lie == 2) continue;  // within the separator: nothing shows it
    ASSERT_EQ(result.damage.size(), 1U) << lie;
    EXPECT_THAT(result.damage.front(), HasSubstr("304: item size is ")) << lie;
  }
}

TEST(WrongSizes, AreReportedInBytes) {
  EXPECT_THAT(resync(with_size(three().bytes(), "Text item:", 2, "2")).damage,
              ElementsAre("304: item size is 5 bytes short; read on to the next label"));
  EXPECT_THAT(resync(with_size(three().bytes(), "Text item:", 2, "15")).damage,
              ElementsAre("304: item size is 8 bytes too large; read on to the next label"));
  EXPECT_THAT(resync(with_size(three().bytes(), "Text item:", 3, "15")).damage,
              ElementsAre("337: item size is 3 bytes too large; read on to the end of the message"));
}

TEST(WrongSizes, BeyondTheEndOfTheDumpSwallowNothing) {
  for (const std::string size : {"99999", "1000000000", "4294967295", "281474976710655"}) {
    const Resynced result = resync(with_size(three().bytes(), "Text item:", 2, size));
    EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third")) << size;
    EXPECT_EQ(data(result)[2], "more of it\r\n") << size;
    EXPECT_THAT(result.damage, ElementsAre(HasSubstr(" bytes too large; read on to the next label"))) << size;
    for (const std::string outer : {"Message:", "Contents:"})
      expect_all_of_three(resync(with_size(three().bytes(), outer, 2, size)), outer + size);
  }
}

TEST(WrongSizes, ThatAreNoNumbersAreNoText) {
  for (const std::string size : {"-5", "1x2", "0x20", "abc", "12 34", "+7"}) {
    const Resynced item = resync(with_size(three().bytes(), "Text item:", 3, size));
    expect_all_of_three(item, size);
    EXPECT_THAT(item.damage, ElementsAre("337: item size is not a number; read on to the end of the message")) << size;
    const Resynced message = resync(with_size(three().bytes(), "Message:", 2, size));
    expect_all_of_three(message, size);
    EXPECT_THAT(message.damage, ElementsAre("168: message size is not a number; the sizes inside hold")) << size;
    const Resynced contents = resync(with_size(three().bytes(), "Contents:", 2, size));
    expect_all_of_three(contents, size);
    EXPECT_THAT(contents.damage, ElementsAre("279: contents size is not a number; the sizes inside hold")) << size;
  }
}

TEST(WrongSizes, BlanksInOnePlaceAreReadOver) {  // Q287056
  const std::string blank(12, ' ');
  const Resynced item = resync(with_size(three().bytes(), "Text item:", 3, blank));
  expect_all_of_three(item, "item");
  EXPECT_THAT(item.damage, ElementsAre("337: item size is blank; read on to the end of the message"));
  const Resynced message = resync(with_size(three().bytes(), "Message:", 2, blank));
  expect_all_of_three(message, "message");
  EXPECT_THAT(message.damage, ElementsAre("168: message size is blank; the sizes inside hold"));
  const Resynced contents = resync(with_size(three().bytes(), "Contents:", 2, blank));
  expect_all_of_three(contents, "contents");
  EXPECT_THAT(contents.damage, ElementsAre("279: contents size is blank; the sizes inside hold"));
}

TEST(WrongSizes, BlanksEverywhereLoseNothing) {
  std::string bytes = three().bytes();
  for (int i = 1; i <= 3; ++i) {
    bytes = with_size(bytes, "Message:", i, std::string(12, ' '));
    bytes = with_size(bytes, "Contents:", i, std::string(12, ' '));
  }
  for (int i = 1; i <= 4; ++i) bytes = with_size(bytes, "Text item:", i, std::string(12, ' '));
  const Resynced result = resync(bytes);
  EXPECT_TRUE(result.closes);
  EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third"));
  EXPECT_THAT(result.quarantine, IsEmpty());
  EXPECT_EQ(data(result).size(), 4U);
  EXPECT_THAT(result.damage, Each(HasSubstr("item size is blank; read on to the ")));
}

// An outer size is one of two, the other holds; both may be wrong by the same.
TEST(WrongSizes, OuterOnesAloneCostNothing) {
  for (const std::int64_t lie : {-100, -8, -1, 1, 8, 100, 1'000'000'000}) {
    for (const int which : {1, 2, 3}) {
      Dump dump;
      dump.message("first").text("hello");
      dump.message("second").text("world").text("more of it\r\n");
      if ((which & 1) != 0) dump.message_size_off_by(lie);
      if ((which & 2) != 0) dump.contents_size_off_by(lie);
      dump.message("third").text("end");
      const Resynced result = resync(dump.bytes());
      expect_all_of_three(result, std::to_string(lie) + " in " + std::to_string(which));
      // Within the line end that the text ends with, or where an item's size says otherwise, nothing shows it.
      if (which < 3 && std::abs(lie) >= 8) {
        EXPECT_EQ(result.damage.size(), 1U) << lie << " in " << which;
      }
    }
  }
}

// One after the other, so that what holds is a different thing each time.
TEST(WrongSizes, AllThreeOfAMessageCostNothing) {
  for (const std::int64_t lie : {-3, 3, 500, 1'000'000'000}) {
    Dump dump;
    dump.message("first").text("hello");
    dump.message("second").text("world").text("more of it\r\n").size_off_by(lie);
    dump.message_size_off_by(lie).contents_size_off_by(lie);
    dump.message("third").text("end");
    const Resynced result = resync(dump.bytes());
    EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third")) << lie;
    EXPECT_TRUE(result.closes);
    if (lie > 0) {
      expect_all_of_three(result, std::to_string(lie));
    }
    EXPECT_FALSE(result.damage.empty()) << lie;
  }
}

TEST(WrongSizes, OfAnAttachedExportDoNotMakeItsMessagesOurs) {
  Dump inner;
  for (const char* subject : {"inner 1", "inner 2", "inner 3"}) inner.message(subject).text("inside");
  for (const std::int64_t lie : {-3, 3, 1'000'000'000}) {
    Dump dump;
    dump.message("first").text("hello");
    dump.message("second").file("SMITH.EXP", inner.bytes()).size_off_by(lie).text("behind");
    dump.message("third").text("end");
    const Resynced result = resync(dump.bytes());
    EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third")) << lie;
    EXPECT_THAT(data(result), ElementsAre("hello", inner.bytes(), "behind", "end")) << lie;
  }
}

}  // namespace
}  // namespace stages::testing
