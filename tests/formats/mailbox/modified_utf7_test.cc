#include "formats/mailbox/modified_utf7.h"

#include <gmock/gmock.h>

namespace formats::mailbox {
namespace {

std::string utf7(std::string_view utf8) {
  std::string out;
  append_modified_utf7(out, utf8);
  return out;
}

TEST(ModifiedUtf7, TheExampleOfTheRfc) {
  EXPECT_EQ(utf7("~peter/mail/台北/日本語"), "~peter/mail/&U,BTFw-/&ZeVnLIqe-");
}

TEST(ModifiedUtf7, PrintableAsciiStandsForItself) {
  EXPECT_EQ(utf7(""), "");
  EXPECT_EQ(utf7("Projects 1997, \"A+B\""), "Projects 1997, \"A+B\"");
  EXPECT_EQ(utf7("R&D && &"), "R&-D &-&- &-");
}

TEST(ModifiedUtf7, RunsOfEveryLengthEndInTheirBits) {
  EXPECT_EQ(utf7("é"), "&AOk-");
  EXPECT_EQ(utf7("éé"), "&AOkA6Q-");
  EXPECT_EQ(utf7("ééé"), "&AOkA6QDp-");
  EXPECT_EQ(utf7("Entwürfe & Müll"), "Entw&APw-rfe &- M&APw-ll");
}

TEST(ModifiedUtf7, CharactersBeyondTheFirstPlaneAreTwoUnits) { EXPECT_EQ(utf7("😀x"), "&2D3eAA-x"); }

TEST(ModifiedUtf7, ControlBytesAndBadBytesAreNotLeftBare) {
  EXPECT_EQ(utf7("\n"), "&AAo-");
  EXPECT_EQ(utf7("\x7f"), "&AH8-");
  EXPECT_EQ(utf7("a\xff"), "a&,,0-");
}

}  // namespace
}  // namespace formats::mailbox
