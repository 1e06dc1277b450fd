#include "tools/ccmail2mbox/terminal/terminal.h"

#include <gmock/gmock.h>

namespace tools {
namespace {

TEST(Terminal, BreaksLongLinesAtBlanksAlone) {
  const Terminal narrow{12, false};
  EXPECT_EQ(narrow.wrapped("one two three four\nshort\n"), "one two\n    three\n    four\nshort\n");
  EXPECT_EQ(narrow.wrapped("0123456789abcdef0123\n"), "0123456789abcdef0123\n");
}

TEST(Terminal, LeavesTablesAndCommandsAlone) {
  const Terminal narrow{12, false};
  EXPECT_EQ(narrow.wrapped("  a command with words\n"), "  a command with words\n");
}

TEST(Terminal, LeavesWhatGoesToAFileAsItIs) {
  EXPECT_EQ(Terminal{}.wrapped(std::string(500, ' ') + "x\ny"), std::string(500, ' ') + "x\ny");
  EXPECT_EQ(Terminal{}.in(Colour::red, "x"), "x");
}

TEST(Terminal, AColourTakesNoRoom) {
  const Terminal narrow{12, true};
  EXPECT_EQ(narrow.wrapped(narrow.in(Colour::red, "one two") + " three\n"), "\033[31mone two\033[0m\n    three\n");
  EXPECT_EQ(narrow.wrapped(narrow.in(Colour::red, "one two") + " 345\n"), "\033[31mone two\033[0m 345\n");
}

TEST(Terminal, TheNameOfTheProgramMarksAnError) {
  EXPECT_EQ((Terminal{80, true}.errors("ccmail2mbox: a: b\nTry this.\n")),
            "\033[31mccmail2mbox:\033[0m a: b\nTry this.\n");
}

}  // namespace
}  // namespace tools
