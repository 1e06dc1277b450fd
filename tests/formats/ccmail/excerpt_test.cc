#include "formats/ccmail/excerpt.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/text/visible.h"

namespace formats::ccmail {
namespace {

std::string structure(std::string_view text) { return structure_excerpt(text, Vocabulary()); }

TEST(Excerpt, ALabelComesWithItsSizeAndNothingBehindIt) {
  EXPECT_EQ(structure("Message:\r\n         179\r\nFrom: Grewal"), "Message:\\r\\n         179\\r\\n");
  EXPECT_EQ(structure("Text item: Text_1\r\nThis is the body"), "Text item: Text_1\\r\\n");
  EXPECT_EQ(structure("     58\r\nText item:"), "     58\\r\\n");
}

TEST(Excerpt, OfAHeaderTheNameAloneIsShown) {
  EXPECT_EQ(structure("Subject: swordfish\r\n"), "Subject:");
  EXPECT_EQ(structure("Password: swordfish\r\n"), "");
}

TEST(Excerpt, TextIsNoStructure) {
  for (const char* text :
       {"the password is swordfish\r\n", "Action item: call Bob\r\n", "", "\x01\x02", "Dear Bob:\r\n"})
    EXPECT_EQ(structure(text), "") << text;
}

TEST(Excerpt, NoExcerptIsLongOrSteersATerminal) {
  const std::string title(5000, '\x1b');
  const std::string shown = structure("File item: " + title + "\r\n");
  EXPECT_LE(shown.size(), longest_excerpt * 4);
  EXPECT_EQ(shown.find('\x1b'), std::string::npos);
  EXPECT_LE(contents_excerpt(title).size(), longest_excerpt * 4);
}

TEST(Excerpt, OfContentsOneLineIsShown) { EXPECT_EQ(contents_excerpt("one\x1f\r\ntwo\r\n"), "one\\x1f\\r\\n"); }

TEST(Visible, EveryByteCanBeToldFromEveryOther) {
  EXPECT_EQ(text::visible(std::string_view("a\\n\n\r\t\0\x7f\xff~", 10)), "a\\\\n\\n\\r\\t\\x00\\x7f\\xff~");
}

}  // namespace
}  // namespace formats::ccmail
