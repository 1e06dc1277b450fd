#include "stages/write/eml_tree.h"

#include <gmock/gmock.h>

#include "stages/output_error.h"
#include "tests/stages/write/tree.h"

namespace stages::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::Pair;

TEST(EmlTree, NumbersAreThoseOfTheAccountNotOfTheFolder) {
  const TemporaryDirectory dir;
  EmlTree tree(dir.path("jeff"));
  add(tree, {.text = "A: b\n\none\n"});
  add(tree, {.folder = "Sent", .text = "A: b\n\ntwo\n"});
  add(tree, {.folder = "INBOX", .text = "A: b\n\nthree\n"});
  tree.finish();
  EXPECT_THAT(files(dir.path("jeff")), ElementsAre(Pair("Inbox/000001.eml", "A: b\r\n\r\none\r\n"),
                                                   Pair("Inbox/000003.eml", "A: b\r\n\r\nthree\r\n"),
                                                   Pair("Sent/000002.eml", "A: b\r\n\r\ntwo\r\n")));
  EXPECT_EQ(tree.bytes(), 13U + 13U + 15U);
}

TEST(EmlTree, AMessageInManyPiecesIsTheSame) {
  const TemporaryDirectory dir;
  for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{5}, std::string::npos}) {
    EmlTree tree(dir.path(std::to_string(piece)));
    add(tree, {.text = "A: b\n\n\n\nc\nd", .unix_seconds = 5}, piece);
    tree.finish();
    EXPECT_THAT(files(dir.path(std::to_string(piece))),
                ElementsAre(Pair("Inbox/000001.eml", "A: b\r\n\r\n\r\n\r\nc\r\nd")));
    EXPECT_EQ(status_of(dir.path(std::to_string(piece)) + "/Inbox/000001.eml").st_mtim.tv_sec, 5);
  }
}

TEST(EmlTree, AnAccountWithoutMailHasAnInbox) {
  const TemporaryDirectory dir;
  EmlTree tree(dir.path("jeff"));
  tree.finish();
  EXPECT_THAT(files(dir.path("jeff")), ElementsAre(Pair("Inbox/", "")));
}

TEST(EmlTree, NamesNeverLeaveTheDirectory) {
  const TemporaryDirectory dir;
  EmlTree tree(dir.path("jeff"));
  for (const char* name : {"../../up", "/etc/passwd", "con", "Sent", "SENT", ".", "a\nb"})
    add(tree, {.folder = name, .text = "x\n"});
  tree.finish();
  EXPECT_THAT(files(dir.path("jeff")),
              ElementsAre(Pair("%2E.%2F..%2Fup/000001.eml", "x\r\n"), Pair("%2E/000006.eml", "x\r\n"),
                          Pair("%2Fetc%2Fpasswd/000002.eml", "x\r\n"), Pair("%63on/000003.eml", "x\r\n"),
                          Pair("SENT%~608dbf66/000005.eml", "x\r\n"), Pair("Sent/000004.eml", "x\r\n"),
                          Pair("a%0Ab/000007.eml", "x\r\n")));
}

TEST(EmlTree, AFullDiskIsAnErrorWithThePath) {
  const TemporaryDirectory dir;
  EmlTree tree(dir.path("jeff"));
  add(tree, {});
  fs::remove_all(dir.path("jeff/Inbox"));  // the next file cannot be made
  try {
    add(tree, {});
    FAIL() << "nothing was noticed";
  } catch (const OutputError& error) {
    EXPECT_EQ(error.path(), dir.path("jeff/Inbox/000002.eml"));
  }
}

}  // namespace
}  // namespace stages::testing
