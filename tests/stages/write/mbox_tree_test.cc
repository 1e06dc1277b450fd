#include "stages/write/mbox_tree.h"

#include <gmock/gmock.h>

#include "tests/stages/write/tree.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::Key;
using ::testing::Pair;

constexpr const char* from_line = "From a@b.invalid Thu Jul  9 16:00:00 1998\n";

TEST(MboxTree, ReadStateStandsInTheHeader) {
  const TemporaryDirectory dir;
  MboxTree tree(dir.path("jeff"));
  add(tree, {.text = "A: b\n\none\n"});
  add(tree, {.text = "A: b\n\ntwo\n", .seen = false}, 3);
  tree.finish();
  EXPECT_THAT(files(dir.path("jeff")),
              ElementsAre(Pair("Inbox.mbox", std::string(from_line) + "Status: RO\nA: b\n\none\n\n" + from_line +
                                                 "Status: O\nA: b\n\ntwo\n\n")));
}

TEST(MboxTree, FoldersThatDifferInCaseAreNotOneFileOnAnyDisk) {
  const TemporaryDirectory dir;
  MboxTree tree(dir.path("jeff"));
  for (const char* name : {"sent", "Sent", "sent", "SENT", "Inbox", "INBOX"}) add(tree, {.folder = name});
  tree.finish();
  EXPECT_THAT(files(dir.path("jeff")),
              ElementsAre(Key("Inbox.mbox"), Key("SENT%~608dbf66.mbox"), Key("Sent%~c16bc82b.mbox"), Key("sent.mbox")));
}

}  // namespace
}  // namespace stages::testing
