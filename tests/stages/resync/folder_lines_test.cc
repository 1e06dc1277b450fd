// Lines that name the folder of the messages behind them.
#include <gmock/gmock.h>

#include <string>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Whatever a dump looks like, every byte of it is accounted for.
Resynced checked(const std::string& dump) {
  Resynced result = resync(dump);
  EXPECT_TRUE(result.closes) << "the ledger does not close";
  return result;
}

TEST(FolderLines, AFolderLineHoldsForWhatFollows) {
  Dump dump;
  dump.raw("Folder: Reports\r\n");
  dump.message("first").text("x").raw("\r\nFolder: Trash\r\n");
  dump.message("second").text("y");
  dump.message("third").text("z");
  const Resynced result = checked(dump.bytes());
  ASSERT_THAT(result.messages, SizeIs(3));
  EXPECT_EQ(result.messages[0].folder, "Reports");
  EXPECT_EQ(result.messages[1].folder, "Trash");
  EXPECT_EQ(result.messages[2].folder, "Trash");
  EXPECT_THAT(result.damage, IsEmpty());
}

TEST(FolderLines, AFolderLineBehindAnItemThatIsSearchedStillHolds) {
  Dump dump;
  dump.raw("Folder: Reports\r\n");
  dump.message("first").text("one\r\n").size_off_by(1000).contents_size_off_by(3000).message_size_off_by(7000);
  dump.raw("Folder: Trash\r\n");
  dump.message("second").text("two");
  const Resynced result = checked(dump.bytes());
  ASSERT_THAT(result.messages, SizeIs(2));
  EXPECT_THAT(data(result), ElementsAre("one\r\n", "two"));
  EXPECT_EQ(result.messages[1].folder, "Trash");
}

TEST(FolderLines, AFolderLineThatASizeLeadsJustBehindStillHolds) {
  Dump dump;
  dump.raw("Folder: Reports\r\n");
  dump.message("first").text("one\r\n").size_off_by(12).contents_size_off_by(3000).message_size_off_by(7000);
  dump.raw("Folder: Trash\r\n");
  dump.message("second").text("two");
  const Resynced result = checked(dump.bytes());
  ASSERT_THAT(result.messages, SizeIs(2));
  EXPECT_EQ(result.messages[1].folder, "Trash");
}

TEST(FolderLines, AFolderLineThatWrongOuterSizesCountStillHolds) {
  constexpr int line = 15;
  for (const int lie : {3, line - 1, line, line + 5, line + 40, 3000}) {
    Dump dump;
    dump.raw("Folder: Reports\r\n");
    dump.message("first").text("one\r\n").contents_size_off_by(lie).message_size_off_by(lie);
    dump.raw("Folder: Trash\r\n");
    dump.message("second").text("two");
    dump.message("third").text("three");
    const Resynced result = checked(dump.bytes());
    ASSERT_THAT(result.messages, SizeIs(3)) << lie;
    EXPECT_EQ(result.messages[1].folder, "Trash") << lie;
    EXPECT_THAT(result.quarantine, IsEmpty()) << lie;
    EXPECT_THAT(
        result.damage,
        ElementsAre("17: message size is " + std::to_string(lie) + " bytes too large; the sizes inside hold",
                    "125: contents size is " + std::to_string(lie) + " bytes too large; the sizes inside hold"));
  }
}

TEST(FolderLines, WithoutSizesAFolderLineBetweenMessagesIsNoText) {
  Dump dump({.size_width = std::nullopt});
  dump.message("first").text("one\r\n").raw("Folder: Trash\r\n\r\n");
  dump.message("second").text("two\r\n");
  const Resynced result = checked(dump.bytes());
  ASSERT_THAT(result.messages, SizeIs(2));
  EXPECT_EQ(result.messages[1].folder, "Trash");
  EXPECT_THAT(data(result), ElementsAre("one\r\n", "two\r\n"));
}

TEST(FolderLines, WithoutSizesATextThatEndsInAFolderLineKeepsWhatFollows) {
  Dump dump({.size_width = std::nullopt});
  dump.message("first").text("one\r\nFolder: see here\r\n").text("two\r\n");
  dump.message("second").text("three\r\n");
  const Resynced result = checked(dump.bytes());
  EXPECT_THAT(data(result), ElementsAre("one\r\nFolder: see here\r\n", "two\r\n", "three\r\n"));
  EXPECT_THAT(result.quarantine, IsEmpty());
}

TEST(FolderLines, AFolderLineBehindStrayBytesStillHolds) {
  Dump dump;
  dump.message("first").text("one").raw("\r\nstray\r\nFolder: Trash\r\n");
  dump.message("second").text("two");
  const Resynced result = checked(dump.bytes());
  ASSERT_THAT(result.messages, SizeIs(2));
  EXPECT_EQ(result.messages[1].folder, "Trash");
  EXPECT_THAT(result.quarantine, ElementsAre("stray\r\n"));
}

}  // namespace
}  // namespace stages::testing
