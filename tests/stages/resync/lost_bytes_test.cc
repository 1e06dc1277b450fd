// Bytes that are gone, zeroed or overwritten: a lost sector, a lost label, a dump that is cut off.
#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::size_t sector = 512;

std::string text_of(const std::string& subject) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "line " + std::to_string(i) + " of " + subject + "\r\n";
  return text;
}

const std::vector<std::string>& all_subjects() {
  static const std::vector<std::string> all{"one", "two", "three", "four", "five"};
  return all;
}

std::string five() {
  Dump dump({.between_blocks = "\r\n"});
  for (const std::string& subject : all_subjects()) dump.message(subject).text(text_of(subject)).file("A.BIN", subject);
  return dump.bytes();
}

// Where each message of `bytes` starts, and the end.
std::vector<std::size_t> starts_of(const std::string& bytes) {
  std::vector<std::size_t> starts;
  for (std::size_t at = bytes.find("Message:"); at != std::string::npos; at = bytes.find("Message:", at + 1))
    starts.push_back(at);
  starts.push_back(bytes.size());
  return starts;
}

// Every message of five() that does not reach into [from, to) is there, whole and in order, and if one does, damage
// was reported unless only the bytes of an item were overwritten.
void expect_others_whole(const std::string& damaged, std::size_t from, std::size_t to) {
  const Resynced sound = resync(five());
  const Resynced result = resync(damaged);
  EXPECT_TRUE(result.closes) << from;
  const std::vector<std::size_t> starts = starts_of(five());
  auto at = result.messages.begin();
  for (std::size_t i = 0; i < sound.messages.size(); ++i) {
    if (from < starts[i + 1] && to > starts[i]) continue;
    at = std::find_if(at, result.messages.end(), [&](const Resynced::Message& message) {
      return message.head == sound.messages[i].head && message.items == sound.messages[i].items;
    });
    EXPECT_NE(at, result.messages.end()) << all_subjects()[i] << " with damage at " << from;
    if (at == result.messages.end()) return;
  }
  if (result.messages.size() != sound.messages.size()) {
    EXPECT_FALSE(result.damage.empty()) << from;
  }
}

TEST(LostBytes, ASectorOfZerosCostsNoOtherMessage) {
  const std::string bytes = five();
  for (std::size_t at = 0; at < bytes.size(); at += 37) {
    const std::size_t length = std::min(sector, bytes.size() - at);
    expect_others_whole(std::string(bytes).replace(at, length, std::string(length, '\0')), at, at + length);
  }
}

TEST(LostBytes, ASectorOfAnotherFileCostsNoOtherMessage) {
  const std::string bytes = five();
  std::string other;
  for (std::size_t i = 0; i < sector; ++i) other += static_cast<char>(i * i * 31 + i * 7);
  for (std::size_t at = 0; at < bytes.size(); at += 41) {
    const std::size_t length = std::min(sector, bytes.size() - at);
    expect_others_whole(std::string(bytes).replace(at, length, other.substr(0, length)), at, at + length);
  }
}

// Message, Contents and item sizes agree on an end in the next message: they were right once.
TEST(LostBytes, ASectorThatIsGoneCostsNoOtherMessage) {
  const std::string bytes = five();
  for (std::size_t at = 0; at < bytes.size(); at += 37) {
    const std::size_t length = std::min(sector, bytes.size() - at);
    expect_others_whole(std::string(bytes).erase(at, length), at, at + length);
  }
}

TEST(LostBytes, ASectorThatCameInCostsNoOtherMessage) {
  const std::string bytes = five();
  for (std::size_t at = 1; at < bytes.size(); at += 37)
    expect_others_whole(std::string(bytes).insert(at, std::string(sector, '\xe5')), at, at);
}

TEST(LostBytes, ADumpCutAtAnyByteKeepsWhatIsBeforeIt) {
  Dump dump({.between_blocks = "\r\n"});
  dump.message("one").text("hello").file("A.TXT", "bytes");
  dump.message("two").text("world\r\n");
  dump.message("three").text("end\r\n");
  const std::string bytes = dump.bytes();
  const std::vector<std::size_t> starts = starts_of(bytes);
  for (std::size_t length = 0; length <= bytes.size(); ++length) {
    const Resynced result = resync(std::string_view(bytes).substr(0, length));
    EXPECT_TRUE(result.closes) << length;
    const std::vector<std::string> found = subjects(result);
    for (std::size_t i = 0; i < 3; ++i) {
      if (length >= starts[i + 1]) {
        ASSERT_GT(found.size(), i) << length;
        EXPECT_EQ(found[i], (std::vector<std::string>{"one", "two", "three"})[i]) << length;
      }
    }
  }
}

TEST(LostBytes, AnUnfinishedMessageSaysHowMuchIsMissing) {  // Q202240
  const std::string bytes = five();
  const Resynced result = resync(std::string_view(bytes).substr(0, bytes.size() - 100));
  EXPECT_THAT(subjects(result), ElementsAre("one", "two", "three", "four", "five"));
  EXPECT_THAT(result.damage, ElementsAre(HasSubstr("before the end of this item; kept what is there")));
}

TEST(LostBytes, AMessageWithoutItsLabelIsRecognisedByItsHead) {
  std::string bytes = five();
  const std::size_t at = starts_of(bytes)[1];
  bytes.erase(at, std::string("Message:\r\n").size());
  const Resynced result = resync(bytes);
  EXPECT_EQ(subjects(result), all_subjects());
  EXPECT_THAT(result.damage, ElementsAre(std::to_string(at) +
                                         ": 'Message:' is missing; took header lines for the start of a message"));
}

TEST(LostBytes, AMessageWithoutItsHeadKeepsItsItems) {
  std::string bytes = five();
  const std::size_t from = starts_of(bytes)[1];
  const std::size_t to = bytes.find("Contents:", from);
  bytes.replace(from, to - from - 2, std::string(to - from - 2, '#'));
  const Resynced result = resync(bytes);
  EXPECT_THAT(subjects(result), ElementsAre("one", "", "three", "four", "five"));
  EXPECT_THAT(data(result), Contains(text_of("two")));
  EXPECT_THAT(result.damage, Contains(std::to_string(to) +
                                      ": the head of a message is missing; took what comes here for the rest of it"));
}

TEST(LostBytes, AMessageWithoutContentsKeepsItsItems) {  // Q234745
  for (const bool with_size : {false, true}) {
    std::string bytes = five();
    const std::size_t message = starts_of(bytes)[1];
    const std::size_t at = bytes.find("Contents:", message);
    bytes.erase(at, std::string("Contents:\r\n").size() + (with_size ? 14 : 0));
    const Resynced result = resync(bytes);
    EXPECT_EQ(subjects(result), all_subjects());
    EXPECT_THAT(data(result), Contains(text_of("two")));
    EXPECT_THAT(result.damage,
                Contains(std::to_string(message) + ": 'Contents:' is missing; took the head to end here"));
  }
}

// Three messages, no line end between blocks; the second quotes the head of one.
std::string with_quoted_head() {
  Dump dump;
  dump.message("one").text("hello 6");
  dump.message("two").text(
      "it said\r\nMessage:\r\n179\r\nFrom: Grewal, Jeff at Hub\r\nSubject: quoted\r\nContents:\r\n6", "Reply");
  dump.message("three").text("world");
  return dump.bytes();
}

TEST(LostBytes, AMessageCutInMidLineCostsNotTheNextOne) {
  const std::string bytes = with_quoted_head();
  const std::size_t second = bytes.find("Message:", 1);
  const std::size_t third = bytes.rfind("Message:");
  const std::size_t title = bytes.find("Text item: Reply") + std::string("Text item:").size();
  for (std::size_t cut = second; cut < third; ++cut) {
    if (cut >= title && cut <= title + std::string(" Reply").size()) continue;  // `Message:` reads as its title
    const Resynced result = resync(std::string(bytes).erase(cut, third - cut));
    EXPECT_TRUE(result.closes) << cut;
    ASSERT_GE(result.messages.size(), 2U) << cut;
    EXPECT_EQ(result.messages.front().items.at(0).data, "hello 6") << cut;
    EXPECT_EQ(result.messages.back().subject, "three") << cut;
    ASSERT_EQ(result.messages.back().items.size(), 1U) << cut;
    EXPECT_EQ(result.messages.back().items[0].data, "world") << cut;
  }
}

TEST(LostBytes, AHeadThatEndsInMidLineSaysSo) {
  std::string bytes = with_quoted_head();
  const std::size_t second = bytes.find("Message:", 1);
  const std::size_t cut = bytes.find("Subject: two");
  bytes.erase(cut, bytes.rfind("Message:") - cut);
  const Resynced result = resync(bytes.insert(cut, "Subject: sterday we\r\nfigures on Monday"));
  EXPECT_THAT(subjects(result), ElementsAre("one", "sterday we", "three"));
  EXPECT_THAT(result.damage,
              ElementsAre(std::to_string(second) + ": 'Contents:' is missing; took the head to end here"));
}

TEST(LostBytes, ATextCutInAQuotedHeadKeepsWhatIsLeftOfIt) {
  std::string bytes = with_quoted_head();
  const std::size_t item = bytes.find("Text item: Reply");
  const std::size_t cut = bytes.find("ff at Hub\r\nSubject: quoted");
  bytes.erase(cut, bytes.rfind("Message:") - cut);
  const Resynced result = resync(bytes);
  EXPECT_THAT(data(result), ElementsAre("hello 6", "it said\r\nMessage:\r\n179\r\nFrom: Grewal, Je", "world"));
  EXPECT_THAT(result.damage,
              ElementsAre(std::to_string(item) + ": item size is 40 bytes too large; read on to the next label"));
}

TEST(LostBytes, AHeadThatIsWholeMayHoldALineThatEndsInALabel) {
  Dump dump;
  dump.message("one")
      .header("Dossier: no Message:")
      .header(" 179")
      .header("cc: Admin at HUBPO2")
      .header("From: x")
      .text("6");
  dump.message("two").text("hello");
  const Resynced result = resync(dump.bytes());
  EXPECT_THAT(data(result), ElementsAre("6", "hello"));
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(LostBytes, AnItemWithoutItsLabelIsAFileWithoutAName) {
  Dump dump;
  dump.message("one").text("hello").text("world");
  dump.message("two").text("end");
  for (const bool zeroed : {false, true}) {
    std::string bytes = dump.bytes();
    const std::size_t at = bytes.find("Text item:", bytes.find("hello"));
    const std::size_t length = std::string("Text item:\r\n").size();
    bytes.replace(at, length, zeroed ? std::string(length, '\0') : "\r\n");
    const Resynced result = resync(bytes);
    EXPECT_TRUE(result.closes);
    EXPECT_THAT(data(result), ElementsAre("hello", "world", "end")) << zeroed;
    EXPECT_THAT(result.damage,
                Contains(HasSubstr("the label of an item is missing; kept its bytes as a file without a name")));
  }
}

TEST(LostBytes, RunsOfNulAndSubAreNoise) {
  for (const std::string& filler : {std::string(3, '\0'), std::string(600, '\x1a'), std::string("\r\n\0\x1a\n", 5)}) {
    Dump dump({.between_blocks = filler});
    dump.message("one").text("hello 6").file("A.BIN", std::string("\0\x1a\0", 3));
    dump.message("two").text("6");
    const Resynced result = resync(dump.bytes());
    EXPECT_THAT(data(result), ElementsAre("hello 6", std::string("\0\x1a\0", 3), "6"));
    EXPECT_THAT(result.damage, IsEmpty());
  }
}

}  // namespace
}  // namespace stages::testing
