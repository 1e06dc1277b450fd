#include "formats/mailbox/folder_names.h"

#include <gmock/gmock.h>

namespace formats::mailbox {
namespace {

using ::testing::MatchesRegex;

TEST(FolderNames, TheInboxIsOneFolderHoweverItIsWritten) {
  FolderNames plain(FolderNames::Style::plain);
  FolderNames maildir(FolderNames::Style::maildir);
  for (const std::string name : {"Inbox", "INBOX", "inbox", "iNbOx"}) {
    EXPECT_TRUE(is_inbox(name));
    EXPECT_EQ(plain.on_disk(name), "Inbox");
    EXPECT_EQ(maildir.on_disk(name), "INBOX");
  }
  for (const std::string name : {"Inbox ", "Inbo", "Inboxes", "", "1nbox"}) {
    EXPECT_FALSE(is_inbox(name));
    EXPECT_NE(plain.on_disk(name), "Inbox");
  }
}

TEST(FolderNames, TheFirstOfTwoThatDifferInCaseHasThePlainName) {
  for (const auto style : {FolderNames::Style::plain, FolderNames::Style::maildir}) {
    FolderNames names(style);
    EXPECT_EQ(names.on_disk("sent"), "sent");
    EXPECT_THAT(names.on_disk("Sent"), MatchesRegex("Sent%~[0-9a-f]{8}"));
    EXPECT_EQ(names.on_disk("sent"), "sent");
  }
}

TEST(FolderNames, InUtf7DifferentCharactersMayDifferInCaseAlone) {
  FolderNames names(FolderNames::Style::maildir);
  EXPECT_EQ(names.on_disk("\u5000"), "&UAA-");
  EXPECT_THAT(names.on_disk("\ub800"), MatchesRegex("&uAA-%~[0-9a-f]{8}"));
}

}  // namespace
}  // namespace formats::mailbox
