// What the manifest says is there, added up.
#include "stages/verify/inventory.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace stages::verify::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Added {
 public:
  Added() : inventory_([this](Finding finding) { findings_.push_back(std::move(finding)); }) {}

  Added& message(const std::string& file, std::uint64_t offset, std::uint64_t length, bool changed = false) {
    CheckedMail mail;
    mail.placed = Placed{.file = file, .offset = offset, .length = length};
    mail.changed = changed;
    if (changed) mail.change = {.kind = FindingKind::message_changed, .file = file, .offset = offset};
    inventory_.take(mail);
    return *this;
  }
  std::vector<Finding> findings() {
    inventory_.finish();
    return findings_;
  }
  [[nodiscard]] const Inventory& inventory() const { return inventory_; }

 private:
  std::vector<Finding> findings_;
  Inventory inventory_;
};

Finding fault(FindingKind kind, std::uint64_t offset, std::uint64_t count = 0) {
  return {.kind = kind, .file = "a/Inbox.mbox", .offset = offset, .count = count};
}

TEST(Inventory, MessagesOfTwoFoldersMayComeInTurns) {
  Added added;
  added.message("a/Inbox.mbox", 0, 10)
      .message("a/Sent.mbox", 0, 7)
      .message("a/Inbox.mbox", 10, 5)
      .message("a/Sent.mbox", 7, 1);
  EXPECT_THAT(added.findings(), IsEmpty());
  EXPECT_EQ(added.inventory().place("a/Inbox.mbox")->end, 15);
  EXPECT_EQ(added.inventory().messages_of("a"), 4);
  EXPECT_EQ(added.inventory().bytes(), 23);
}

TEST(Inventory, AGapAndAnOverlapAreFaults) {
  Added added;
  added.message("a/Inbox.mbox", 0, 10).message("a/Inbox.mbox", 12, 5).message("a/Inbox.mbox", 16, 5);
  EXPECT_THAT(added.findings(),
              ElementsAre(fault(FindingKind::bytes_between, 10, 2), fault(FindingKind::overlap, 16, 1)));
}

TEST(Inventory, ChangedMessagesInARowAreOneFaultAndACount) {
  Added added;
  for (std::uint64_t i = 0; i < 6; ++i) added.message("a/Inbox.mbox", 10 * i, 10, i != 0 && i != 4);
  EXPECT_THAT(added.findings(),
              ElementsAre(fault(FindingKind::message_changed, 10), fault(FindingKind::messages_changed, 30, 2),
                          fault(FindingKind::message_changed, 50)));
}

TEST(Inventory, ChangedFilesOfSingleMessagesAreAFaultEach) {
  Added added;
  added.message("a/Inbox/000001.eml", 0, 10, true).message("a/Inbox/000002.eml", 0, 10, true);
  EXPECT_EQ(added.findings().size(), 2);
}

TEST(Inventory, NamesAddUpInAnyOrderAndWithoutFlags) {
  Added added;
  added.message("a/Maildir/cur/1.x:2,S", 0, 1).message("a/Maildir/cur/2.x:2,", 0, 1);
  NameSum names;
  names.add("2.x");
  EXPECT_NE(added.inventory().place("a/Maildir/cur")->names, names);
  names.add("1.x");
  EXPECT_EQ(added.inventory().place("a/Maildir/cur")->names, names);
  NameSum others;
  others.add("2.x");
  others.add("3.x");
  EXPECT_NE(others, names);
}

}  // namespace
}  // namespace stages::verify::testing
