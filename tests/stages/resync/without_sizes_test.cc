// Dumps without sizes: nothing but labels at the start of a line says where an item ends.
#include <gmock/gmock.h>

#include <string>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;

Dump unsized(const std::string& text) {
  Dump dump({.size_width = std::nullopt});
  dump.message("first").text(text);
  dump.message("second").text("world\r\n");
  return dump;
}

void expect_text(const std::string& text) {
  const Resynced result = resync(unsized(text).bytes());
  EXPECT_TRUE(result.closes);
  EXPECT_THAT(subjects(result), ElementsAre("first", "second")) << text;
  EXPECT_THAT(data(result), ElementsAre(text, "world\r\n"));
}

TEST(WithoutSizes, AFirstLineThatIsANumberOrBlankIsText) {
  for (const std::string first : {"42\r\n", "   \r\n", "\r\n", "          32\r\n", "0\r\n"})
    expect_text(first + "and more\r\n");
}

TEST(WithoutSizes, ProseThatLooksLikeALabelIsText) {
  for (const std::string prose :
       {"the Text item: see below\r\n", "Action item: call Bob\r\n", "a Message: from Bob\r\n",
        "Contents:\r\n- one\r\n", "Message: call Bob\r\n", "To: all\r\nSubject: none\r\n",
        "Message\r\nText item\r\n:\r\n", "File item A.TXT\r\n"})
    expect_text("hello\r\n" + prose + "and more\r\n");
}

// A reply quotes a head, but not "Contents:" and what follows it.
TEST(WithoutSizes, AMessageQuotedInAReplyIsTextAndAGuess) {
  const std::string quoted =
      "he wrote:\r\nMessage:\r\nFrom: Bob\r\nTo: Jim\r\n\r\nand so on\r\nuntil\r\nthe end\r\nof it\r\n";
  expect_text(quoted);
  const std::string bytes = unsized(quoted).bytes();
  EXPECT_THAT(resync(bytes).damage,
              ElementsAre(std::to_string(bytes.find("Message:", 1)) +
                          ": 'Message:' and a header stand in an item, but no more of a head; took them for its text"));
}

TEST(WithoutSizes, AFileThatIsOnlyNamedIsEmptyAndReported) {  // EXPORT without /FILES
  Dump dump({.size_width = std::nullopt});
  dump.message("first").text("see the file\r\n").file("A.TXT 1/1/98", "").file("B.TXT 1/1/98", "");
  dump.message("second").text("world\r\n");
  const std::string bytes = dump.bytes();
  const Resynced result = resync(bytes);
  EXPECT_THAT(data(result), ElementsAre("see the file\r\n", "", "", "world\r\n"));
  const std::string note = ": a file is named, but its bytes are not in the dump; kept as an empty file";
  EXPECT_THAT(result.damage, ElementsAre(std::to_string(bytes.find("File item: A")) + note,
                                         std::to_string(bytes.find("File item: B")) + note));
}

TEST(WithoutSizes, SeparatorsAreNoFile) {
  const std::string head = "Message:\r\nFrom: Bob\r\nDate: 1/1/97\r\nTo: Jim\r\nSubject: first\r\nContents:\r\n";
  const auto file_of = [&](const std::string& bytes) { return data(resync(head + "File item: A.TXT\r\n" + bytes)); };
  EXPECT_THAT(file_of(""), ElementsAre(""));
  EXPECT_THAT(file_of("\r\n\r\n\x1a"), ElementsAre(""));
  EXPECT_THAT(file_of("\r\n" + head + "Text item:\r\nhello\r\n"), ElementsAre("", "hello\r\n"));
  const std::string nul(3, '\0');
  EXPECT_THAT(file_of(nul + "\r\n"), ElementsAre(nul + "\r\n"));
}

TEST(WithoutSizes, AMessageWithoutItsLabelIsNotTheTextOfTheOneBefore) {
  std::string bytes = unsized("hello\r\n").bytes();
  const std::size_t at = bytes.find("Message:", 1);
  bytes.erase(at, std::string("Message:\r\n").size());
  const Resynced result = resync(bytes);
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
  EXPECT_THAT(data(result), ElementsAre("hello\r\n", "world\r\n"));
  EXPECT_THAT(result.damage, ElementsAre(std::to_string(at) +
                                         ": 'Message:' is missing; took header lines for the start of a message"));
}

TEST(WithoutSizes, AMessageWithoutContentsIsNotTheTextOfTheOneBefore) {  // Q234745
  std::string bytes = unsized("hello\r\n").bytes();
  const std::size_t message = bytes.find("Message:", 1);
  bytes.erase(bytes.rfind("Contents:"), std::string("Contents:\r\n").size());
  const Resynced result = resync(bytes);
  EXPECT_THAT(subjects(result), ElementsAre("first", "second"));
  EXPECT_THAT(data(result), ElementsAre("hello\r\n", "world\r\n"));
  EXPECT_THAT(result.damage,
              ElementsAre(std::to_string(message) + ": 'Contents:' is missing; took the head to end here"));
}

TEST(WithoutSizes, AnOverwrittenHeadIsNotTheTextOfTheMessageBefore) {
  for (const std::string& with : {std::string(40, '\0'), std::string("\1\2\3\4\5 \x0e\x0f")}) {
    std::string bytes = unsized("hello\r\n").bytes();
    const std::size_t at = bytes.rfind("Date:");
    bytes.replace(at, with.size(), with);
    const Resynced result = resync(bytes);
    EXPECT_TRUE(result.closes);
    ASSERT_EQ(result.messages.size(), 2U);
    EXPECT_THAT(data(result), ElementsAre("hello\r\n", "world\r\n"));
  }
}

TEST(WithoutSizes, TextBehindContentsWhoseLabelWasLostIsKept) {
  std::string bytes = unsized("hello\r\n").bytes();
  const std::size_t label = bytes.rfind("Text item:");
  bytes.erase(label, std::string("Text item:\r\n").size());
  const Resynced result = resync(bytes);
  EXPECT_THAT(data(result), ElementsAre("hello\r\n", "world\r\n"));
  EXPECT_THAT(result.damage, ElementsAre(std::to_string(label) +
                                         ": the label of an item is missing; kept its bytes as a file without a name"));
}

}  // namespace
}  // namespace stages::testing
