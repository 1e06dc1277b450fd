#include "stages/write/maildir.h"

#include <gmock/gmock.h>

#include <string>

#include "stages/output_error.h"
#include "tests/stages/write/tree.h"

namespace stages::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Pair;

TEST(Maildir, IsWhatServersTake) {
  const TemporaryDirectory dir;
  Maildir maildir(dir.path("jeff"));
  add(maildir, {.text = "A: b\n\nhello\n", .unix_seconds = 900'000'000});
  add(maildir, {.folder = "Sent", .text = "A: b\n\nbye\n", .unix_seconds = 900'000'060, .seen = false});
  maildir.finish();
  EXPECT_THAT(
      files(dir.path("jeff")),
      ElementsAre(Pair("Maildir/.Sent/cur/900000060.000002.ccmail2mbox,S=10,W=13:2,", "A: b\n\nbye\n"),
                  Pair("Maildir/.Sent/maildirfolder", ""), Pair("Maildir/.Sent/new/", ""),
                  Pair("Maildir/.Sent/tmp/", ""),
                  Pair("Maildir/cur/900000000.000001.ccmail2mbox,S=12,W=15:2,S", "A: b\n\nhello\n"),
                  Pair("Maildir/new/", ""), Pair("Maildir/subscriptions", "INBOX\nSent\n"), Pair("Maildir/tmp/", "")));
  EXPECT_EQ(maildir.bytes(), 22U);
}

TEST(Maildir, AnAccountWithoutMailHasAnInbox) {
  const TemporaryDirectory dir;
  Maildir maildir(dir.path("jeff"));
  maildir.finish();
  EXPECT_THAT(files(dir.path("jeff")), ElementsAre(Pair("Maildir/cur/", ""), Pair("Maildir/new/", ""),
                                                   Pair("Maildir/subscriptions", "INBOX\n"), Pair("Maildir/tmp/", "")));
}

TEST(Maildir, TheTimeOfAFileIsTheDateOfItsMessage) {
  const TemporaryDirectory dir;
  Maildir maildir(dir.path("jeff"));
  add(maildir, {.text = "small\n", .unix_seconds = 900'000'000});
  add(maildir, {.text = "large\n", .unix_seconds = -315'446'155}, 2);
  maildir.finish();
  const std::string cur = dir.path("jeff/Maildir/cur/");
  EXPECT_EQ(status_of(cur + "900000000.000001.ccmail2mbox,S=6,W=7:2,S").st_mtim.tv_sec, 900'000'000);
  EXPECT_EQ(status_of(cur + "0.000002.ccmail2mbox,S=6,W=7:2,S").st_mtim.tv_sec, -315'446'155);
}

TEST(Maildir, AMessageInManyPiecesIsTheSame) {
  const std::string text = "Subject: many\n\n" + std::string(40, 'x') + "\n\n\ny\n";
  const TemporaryDirectory dir;
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1000}, std::string::npos}) {
    const std::string path = dir.path(std::to_string(piece));
    Maildir maildir(path);
    add(maildir, {.text = text}, piece);
    add(maildir, {.folder = "Sent", .text = text}, piece);
    maildir.finish();
    const auto found = files(path);
    EXPECT_THAT(found, ::testing::Contains(Pair("Maildir/cur/900000000.000001.ccmail2mbox,S=60,W=66:2,S", text)));
    EXPECT_EQ(found.count("Maildir/tmp/"), 1U) << "something is left in tmp";
    EXPECT_EQ(found.size(), 8U);
  }
}

TEST(Maildir, TheInboxIsTheRootHoweverItIsWritten) {
  const TemporaryDirectory dir;
  Maildir maildir(dir.path("jeff"));
  for (const char* name : {"Inbox", "INBOX", "inbox"}) add(maildir, {.folder = name, .text = "x\n"});
  maildir.finish();
  EXPECT_THAT(files(dir.path("jeff")), ElementsAre(Key(HasSubstr("Maildir/cur/900000000.000001")),
                                                   Key(HasSubstr("Maildir/cur/900000000.000002")),
                                                   Key(HasSubstr("Maildir/cur/900000000.000003")), Key("Maildir/new/"),
                                                   Pair("Maildir/subscriptions", "INBOX\n"), Key("Maildir/tmp/")));
}

TEST(Maildir, FolderNamesAreUtf7AndNeverNest) {
  const TemporaryDirectory dir;
  Maildir maildir(dir.path("jeff"));
  for (const char* name : {"Müller & Co.", "Sent", "sent", "../up", "/etc/passwd"})
    add(maildir, {.folder = name, .text = "x\n"});
  add(maildir, {.folder = std::string(300, 'x'), .text = "x\n"});
  maildir.finish();
  for (const char* name : {".M&APw-ller &- Co%2E", ".Sent", ".sent%~7afbb334", ".%2E%2E%2Fup", ".%2Fetc%2Fpasswd"})
    EXPECT_TRUE(fs::is_directory(dir.path("jeff/Maildir/") + name + "/cur")) << name;
  EXPECT_EQ(files(dir.path(""))["jeff/Maildir/subscriptions"].substr(0, 34), "INBOX\n%2E%2E%2Fup\n%2Fetc%2Fpasswd\n");
  std::size_t entries = 0;
  for (const auto& entry : fs::directory_iterator(dir.path("jeff/Maildir"))) {
    ++entries;
    EXPECT_LE(entry.path().filename().string().size(), 255U);
  }
  EXPECT_EQ(entries, 10U);
}

TEST(Maildir, MoreFoldersThanMayBeOpen) {
  const TemporaryDirectory dir;
  Maildir maildir(dir.path("jeff"));
  for (int i = 0; i < 300; ++i)
    add(maildir, {.folder = "Folder " + std::to_string(i % 100), .text = std::to_string(i) + "\n"});
  maildir.finish();
  const auto found = files(dir.path("jeff"));
  EXPECT_EQ(found.at("Maildir/.Folder 42/cur/900000000.000143.ccmail2mbox,S=4,W=5:2,S"), "142\n");
  EXPECT_EQ(found.at("Maildir/.Folder 42/cur/900000000.000243.ccmail2mbox,S=4,W=5:2,S"), "242\n");
  EXPECT_EQ(found.size(), 300U + 100 * 3 + 4);
}

TEST(Maildir, OnlyItsOwnerMayRead) {
  const TemporaryDirectory dir;
  Maildir maildir(dir.path("jeff"));
  add(maildir, {.folder = "Sent"}, 3);
  maildir.finish();
  for (const auto& entry : fs::recursive_directory_iterator(dir.path("jeff")))
    EXPECT_EQ(status_of(entry.path()).st_mode & 07777U, entry.is_directory() ? 0700U : 0600U) << entry.path();
}

TEST(Maildir, WhatIsThereIsNotTaken) {
  const TemporaryDirectory dir;
  fs::create_directory(dir.path("jeff"));
  EXPECT_THROW(Maildir(dir.path("jeff")), OutputError);
  fs::create_symlink(dir.path("elsewhere"), dir.path("link"));
  EXPECT_THROW(Maildir(dir.path("link")), OutputError);
}

TEST(Maildir, AFailureNamesThePath) {
  const TemporaryDirectory dir;
  Maildir maildir(dir.path("jeff"));
  fs::create_symlink(dir.path("elsewhere"), dir.path("jeff/Maildir/.Sent"));
  try {
    add(maildir, {.folder = "Sent"});
    FAIL() << "a link was followed";
  } catch (const OutputError& error) {
    EXPECT_EQ(error.path(), dir.path("jeff/Maildir/.Sent"));
    EXPECT_EQ(error.error(), EEXIST);
  }
}

}  // namespace
}  // namespace stages::testing
