// A dump that was copied in text mode: CR LF became LF everywhere, so every size is too large by its number of lines.
#include <gmock/gmock.h>

#include <random>
#include <string>
#include <vector>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* report =
    "0: the dump was copied in text mode: CR LF became LF, in files too; sizes are read as if it had not";

std::string without_carriage_returns(std::string bytes) {
  for (std::size_t at = 0; (at = bytes.find("\r\n", at)) != std::string::npos;) bytes.erase(at, 1);
  return bytes;
}

std::string lines(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "line " + std::to_string(i) + "\r\n";
  return text;
}

Dump letters(const std::string& between = "\r\n") {
  Dump dump({.between_blocks = between});
  dump.message("first").text(lines(10)).text(lines(3));
  dump.message("second").text(lines(400)).file("A.BIN", std::string("\0\r\n\1\r\n\2", 7));
  dump.message("third").text("no line end");
  dump.message("fourth").text(lines(2));
  return dump;
}

TEST(TextMode, IsLearnedOnceAndReportedOnce) {
  for (const std::string between : {"", "\r\n", "\r\n\r\n"}) {
    const Resynced result = resync(without_carriage_returns(letters(between).bytes()));
    EXPECT_TRUE(result.closes);
    EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third", "fourth")) << between.size();
    EXPECT_THAT(data(result), ElementsAre(without_carriage_returns(lines(10)), without_carriage_returns(lines(3)),
                                          without_carriage_returns(lines(400)), std::string("\0\n\1\n\2", 5),
                                          "no line end", without_carriage_returns(lines(2))))
        << between.size();
    EXPECT_THAT(result.damage, ElementsAre(report)) << between.size();
    EXPECT_EQ(result.survey.dialect.describe(),
              "sizes count from behind their own line, with line ends of two bytes, of which one was lost");
  }
}

TEST(TextMode, LoneLineFeedsInAFileDoNotCutIt) {
  Dump dump = letters();
  std::string bytes;
  std::mt19937 random(1);
  for (int i = 0; i < 30'000; ++i) bytes += static_cast<char>(random());
  dump.message("fifth").file("B.BIN", bytes).text(lines(4));
  dump.message("sixth").file("C.BIN", bytes);
  dump.message("last").text(lines(4));
  const Resynced result = resync(without_carriage_returns(dump.bytes()));
  EXPECT_TRUE(result.closes);
  EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third", "fourth", "fifth", "sixth", "last"));
  ASSERT_THAT(data(result), SizeIs(10));
  EXPECT_EQ(data(result)[6].substr(0, 29'000), without_carriage_returns(bytes).substr(0, 29'000));
  EXPECT_EQ(data(result)[8].substr(0, 29'000), without_carriage_returns(bytes).substr(0, 29'000));
  EXPECT_THAT(result.damage, ElementsAre(report));
}

TEST(TextMode, DamageInSuchADumpIsStillDamage) {
  Dump dump = letters();
  dump.message("fifth").text(lines(5)).size_off_by(1000);
  dump.message("last").text(lines(4));
  const Resynced result = resync(without_carriage_returns(dump.bytes()));
  EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third", "fourth", "fifth", "last"));
  EXPECT_THAT(data(result).back(), without_carriage_returns(lines(4)));
  EXPECT_THAT(result.damage, SizeIs(2));
}

TEST(TextMode, LineFeedsThatSizesCountAsOneAreNoDamage) {
  Dump dump({.between_blocks = "\n", .line_end = "\n"});
  for (const char* subject : {"first", "second", "third"})
    dump.message(subject).text(without_carriage_returns(lines(20)));
  const Resynced result = resync(dump.bytes());
  EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third"));
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(TextMode, ASoundDumpDoesNotTeachItByOneDamagedMessage) {
  Dump dump;
  dump.message("first").text(lines(10)).size_off_by(10).message_size_off_by(18).contents_size_off_by(13);
  dump.message("second").text(lines(10));
  const Resynced result = resync(dump.bytes());
  EXPECT_EQ(result.survey.dialect.describe(), "sizes count from behind their own line");
  EXPECT_THAT(data(result), ElementsAre(lines(10), lines(10)));
}

TEST(TextMode, TheSizeOfChunksChangesNothing) {
  Dump dump = letters();
  std::string bytes;
  std::mt19937 random(1);
  for (int i = 0; i < 5000; ++i) bytes += static_cast<char>(random());
  // Behind the survey: up to there all bytes are waited for.
  for (int i = 0; i < 90; ++i) dump.message("filling").file("A.BIN", std::string(100'000, 'x'));
  for (int i = 0; i < 4; ++i) dump.message("behind").text(lines(100)).file("B.BIN", bytes).text("end\r\n");
  dump.message("last").text(lines(5)).size_off_by(2000);
  const std::string copied = without_carriage_returns(dump.bytes());
  const Resynced whole = resync(copied);
  EXPECT_THAT(whole.messages, SizeIs(99));
  for (const std::size_t most : {std::size_t{500}, std::size_t{20'000}}) {
    for (const bool from_file : {false, true}) {
      std::size_t fed = 0;
      const Resynced cut = resync_in_chunks(copied, from_file, [&] {
        const std::size_t size = fed < (std::size_t{8} << 20U) ? 100'000 : 1 + random() % most;
        fed += size;
        return size;
      });
      EXPECT_TRUE(cut.messages == whole.messages) << most;
      EXPECT_EQ(cut.damage, whole.damage) << most;
      EXPECT_TRUE(cut.closes);
    }
  }
}

// Lines are counted in steps; what was counted before a message left must not be counted into the next one.
TEST(TextMode, EveryMessageEndsWhereItsSizesSayHoweverManyLeftBefore) {
  Dump dump({.between_blocks = "\r\n"});
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 60; ++i) {
    texts.push_back(lines(1 + i * 37 % 50) + "?");
    dump.message("number " + std::to_string(i)).text(texts.back()).text("x");
  }
  const Resynced result = resync(without_carriage_returns(dump.bytes()));
  ASSERT_THAT(result.messages, SizeIs(texts.size()));
  for (std::size_t i = 0; i < texts.size(); ++i)
    EXPECT_EQ(result.messages[i].items.front().data, without_carriage_returns(texts[i])) << i;
  EXPECT_THAT(result.damage, ElementsAre(report));
}

TEST(TextMode, IsLearnedFromTheOnlyMessageThatLeadsOn) {
  Dump dump({.between_blocks = "\r\n"});
  dump.message("first").text(lines(5));
  dump.message("second").text(lines(6));
  dump.message("third").text(lines(7));
  std::string bytes = without_carriage_returns(dump.bytes());
  bytes.replace(bytes.rfind("Message:"), 8, "M?ssage:");
  const Resynced result = resync(bytes);
  EXPECT_THAT(subjects(result), ElementsAre("first", "second", "third"));
  EXPECT_THAT(data(result), ElementsAre(without_carriage_returns(lines(5)), without_carriage_returns(lines(6)),
                                        without_carriage_returns(lines(7))));
}

}  // namespace
}  // namespace stages::testing
