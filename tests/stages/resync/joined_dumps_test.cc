// Dumps that were joined: with and without sizes, with an end-of-file mark in between, with screen output of EXPORT.
#include <gmock/gmock.h>

#include <string>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* screen_line = "Exporting messages in mailbox \"SMITH, J\" to file EXPORT\\MSG4A27.CCM\r\n";

std::string dump_of(const Writing& writing, const std::string& name) {
  Dump dump(writing);
  dump.message(name + " 1").text("hello\r\n").file("A.TXT", "bytes\r\n");
  dump.message(name + " 2").text("world\r\n").text("more\r\n");
  return dump.bytes();
}

const Writing without_sizes{.size_width = std::nullopt};

TEST(JoinedDumps, OfTheSameKindAreOneDump) {
  for (const std::string mark : {"", "\x1a", "\r\n\x1a"}) {
    for (const Writing& writing : {Writing{}, without_sizes}) {
      const Resynced result = resync(dump_of(writing, "a") + mark + dump_of(writing, "b"));
      EXPECT_TRUE(result.closes);
      EXPECT_THAT(subjects(result), ElementsAre("a 1", "a 2", "b 1", "b 2"));
      EXPECT_THAT(result.damage, IsEmpty());
    }
  }
}

TEST(JoinedDumps, MessagesWithoutSizesBehindOthersWithThemAreReadByTheirLabels) {
  const std::string first = dump_of({}, "a");
  const Resynced result = resync(first + first + dump_of(without_sizes, "b"));
  EXPECT_TRUE(result.closes);
  EXPECT_THAT(subjects(result), ElementsAre("a 1", "a 2", "a 1", "a 2", "b 1", "b 2"));
  EXPECT_THAT(data(result), ElementsAre("hello\r\n", "bytes\r\n", "world\r\n", "more\r\n", "hello\r\n", "bytes\r\n",
                                        "world\r\n", "more\r\n", "hello\r\n", "bytes\r\n", "world\r\n", "more\r\n"));
  const std::string note = ": a message without sizes in a dump that has them; its items end at the next label";
  const std::size_t b1 = 2 * first.size();
  const std::size_t b2 = b1 + dump_of(without_sizes, "b").find("Message:", 1);
  EXPECT_THAT(result.damage, ElementsAre(std::to_string(b1) + note, std::to_string(b2) + note));
}

TEST(JoinedDumps, MessagesWithSizesBehindOthersWithoutAreReadByThem) {
  const std::string first = dump_of(without_sizes, "a");
  const Resynced result = resync(first + first + dump_of({}, "b"));
  EXPECT_TRUE(result.closes);
  EXPECT_FALSE(result.survey.dialect.sized);
  EXPECT_THAT(subjects(result), ElementsAre("a 1", "a 2", "a 1", "a 2", "b 1", "b 2"));
  EXPECT_THAT(data(result), ElementsAre("hello\r\n", "bytes\r\n", "world\r\n", "more\r\n", "hello\r\n", "bytes\r\n",
                                        "world\r\n", "more\r\n", "hello\r\n", "bytes\r\n", "world\r\n", "more\r\n"));
  const std::string note = ": a message with sizes in a dump that has none; read by them";
  const std::size_t b1 = 2 * first.size();
  const std::size_t b2 = b1 + dump_of({}, "b").find("Message:", 1);
  EXPECT_THAT(result.damage, ElementsAre(std::to_string(b1) + note, std::to_string(b2) + note));
}

// What a constant difference in sizes means is learned once: the rest is found by its labels, and said to be damaged.
TEST(JoinedDumps, OfOtherCountingLoseNothingAndAreReported) {
  const std::string first = dump_of({}, "a");
  const Resynced result = resync(first + first + first + dump_of({.size_bias = 20}, "b"));
  EXPECT_TRUE(result.closes);
  EXPECT_THAT(subjects(result), ElementsAre("a 1", "a 2", "a 1", "a 2", "a 1", "a 2", "b 1", "b 2"));
  EXPECT_FALSE(result.damage.empty());
}

TEST(JoinedDumps, ScreenOutputBetweenMessagesIsNoise) {  // Q179072
  for (const Writing& writing : {Writing{}, without_sizes}) {
    const Resynced result = resync(screen_line + dump_of(writing, "a") + screen_line + dump_of(writing, "b"));
    EXPECT_TRUE(result.closes);
    EXPECT_THAT(subjects(result), ElementsAre("a 1", "a 2", "b 1", "b 2"));
    EXPECT_EQ(data(result)[3], "more\r\n");
    EXPECT_THAT(result.quarantine, IsEmpty());
  }
}

TEST(JoinedDumps, ScreenOutputInAHeadCostsNothing) {  // Q179072
  for (const std::string where : {"From:", "Date:", "To:", "Subject:", "Contents:"}) {
    for (const Writing& writing : {Writing{}, without_sizes}) {
      std::string bytes = dump_of(writing, "a") + dump_of(writing, "b");
      bytes.insert(bytes.find(where, bytes.find("Message:", 1)), screen_line);
      const Resynced result = resync(bytes);
      EXPECT_TRUE(result.closes);
      EXPECT_THAT(subjects(result), ElementsAre("a 1", "a 2", "b 1", "b 2")) << where;
      EXPECT_THAT(data(result), ElementsAre("hello\r\n", "bytes\r\n", "world\r\n", "more\r\n", "hello\r\n", "bytes\r\n",
                                            "world\r\n", "more\r\n"))
          << where;
    }
  }
}

TEST(JoinedDumps, LabelsInOtherCaseOrWithBlanksAreLabels) {
  for (const Writing& writing : {Writing{}, without_sizes}) {
    std::string bytes = dump_of(writing, "a") + dump_of(writing, "b");
    const auto change = [&](const std::string& from, const std::string& to) {
      for (std::size_t at = 0; (at = bytes.find(from, at)) != std::string::npos; at += to.size())
        bytes.replace(at, from.size(), to);
    };
    change("Message:", writing.size_width ? "MESSAGE:" : "MESSAGE :");
    change("Contents:", writing.size_width ? "cONTENTS:" : "contents\t:");
    change("File item:", writing.size_width ? "FILE ITEM:" : "FILE ITEM 2 :");
    const Resynced result = resync(bytes);
    EXPECT_THAT(subjects(result), ElementsAre("a 1", "a 2", "b 1", "b 2"));
    EXPECT_THAT(data(result), ElementsAre("hello\r\n", "bytes\r\n", "world\r\n", "more\r\n", "hello\r\n", "bytes\r\n",
                                          "world\r\n", "more\r\n"));
  }
}

}  // namespace
}  // namespace stages::testing
