#include "formats/mime/header.h"

#include <gmock/gmock.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/formats/mime/header_reader.h"

namespace formats::mime {
namespace {

using ::testing::IsEmpty;
using ::testing::StartsWith;
using namespace std::string_literals;

std::string unstructured(std::string_view value, std::string_view name = "Subject") {
  std::string out;
  const bool written = append_unstructured(out, name, value);
  EXPECT_EQ(written, !out.empty());
  return out;
}

TEST(Unstructured, PlainTextStaysAsItIs) {
  EXPECT_EQ(unstructured("Another message"), "Subject: Another message\n");
  EXPECT_EQ(unstructured("a  b"), "Subject: a  b\n");
}

TEST(Unstructured, ABlankValueWritesNoHeader) {
  for (const std::string& blank : {""s, " "s, " \t "s, "\r\n"s, "\0"s}) EXPECT_THAT(unstructured(blank), IsEmpty());
}

TEST(Unstructured, LongTextFoldsAtSingleBlanks) {
  EXPECT_EQ(unstructured(std::string(40, 'a') + " " + std::string(40, 'b') + "  c"),
            "Subject: " + std::string(40, 'a') + "\n " + std::string(40, 'b') + "  c\n");
}

TEST(Unstructured, OnlyWhatNeedsItIsEncoded) {
  EXPECT_EQ(unstructured("Re: Müller and others"), "Subject: Re: =?utf-8?q?M=C3=BCller?= and others\n");
  EXPECT_EQ(unstructured("Привет"), "Subject: =?utf-8?b?0J/RgNC40LLQtdGC?=\n");
}

TEST(Unstructured, AValueCannotAddAHeader) {
  EXPECT_EQ(unstructured("a\r\nBcc: x@y"), "Subject: a  Bcc: x@y\n");
  EXPECT_EQ(unstructured("v", "X-ccMail-A: b\nc"), "X-ccMail-A--b-c: v\n");
}

TEST(Unstructured, TextThatLooksEncodedIsNotDecodedByReaders) {
  EXPECT_EQ(unstructured("=?utf-8?q?x?="), "Subject: =?utf-8?b?PT91dGYtOD9xP3g/PQ==?=\n");
}

TEST(Unstructured, AReaderThatTakesARunOfWordsForOneLosesNothing) {
  // GMime decodes adjacent words in B together and stops at the first padding.
  for (const std::string& character : {"ö"s, "会"s, "\xF0\x9F\x93\xA0"s, "ab会ö"s}) {
    for (std::size_t prefix = 0; prefix < 70; ++prefix) {
      std::string value(prefix, 'W');
      for (int i = 0; i < 90; ++i) value += character;
      const std::string header = unstructured(value);
      const std::size_t padding = header.find("=?=");
      EXPECT_TRUE(padding == std::string::npos || padding + 4 == header.size()) << header;
    }
  }
}

TEST(Unstructured, EveryValueReadsAsItWas) {
  auto random = seeded(1);
  for (int round = 0; round < 20'000; ++round) {
    const std::string value = random_value(random, 300);
    const std::string header = unstructured(value, round % 2 == 0 ? "Subject" : "X-ccMail-Received-In-Some-Office");
    const std::string expected = as_documented(value, true);
    if (header.empty()) {
      EXPECT_EQ(expected.find_first_not_of(" \t"), std::string::npos);
      continue;
    }
    expect_sound(header);
    ASSERT_EQ(words_decoded(unfolded(header)), expected) << header;
  }
}

TEST(Unstructured, ANameThatFillsTheLineStillGetsItsFirstWordBesideIt) {
  const std::string name(300, 'n');
  const std::string header = unstructured("über und über", name);
  EXPECT_THAT(header, StartsWith(name.substr(0, 200) + ": =?utf-8?"));
  EXPECT_EQ(words_decoded(unfolded(header)), "über und über");
  EXPECT_EQ(unstructured("word", name.substr(0, 90)), name.substr(0, 90) + ": word\n");
}

TEST(MailboxHeader, APreparedMailboxIsWrittenTheSame) {
  std::mt19937 random(1);
  const auto text = [&](std::size_t most, std::string_view characters) {
    std::string made;
    for (std::size_t length = random() % (most + 1); length > 0; --length)
      made += characters[random() % characters.size()];
    return made;
  };
  for (int round = 0; round < 20'000; ++round) {
    std::vector<Mailbox> mailboxes(1 + random() % 5);
    for (Mailbox& mailbox : mailboxes) {
      mailbox.display_name = text(random() % 4 == 0 ? 90 : 25, "abcdefgh  .,\"\\(=?\xc3\xa4");
      mailbox.addr_spec = text(30, "abcde.-") + "@" + text(40, "abc.-");
    }
    std::string plain;
    append_mailboxes(plain, "To", mailboxes);
    for (Mailbox& mailbox : mailboxes) prepare(mailbox);
    std::string prepared;
    append_mailboxes(prepared, "To", mailboxes);
    ASSERT_EQ(prepared, plain);
  }
}

}  // namespace
}  // namespace formats::mime
