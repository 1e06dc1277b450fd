#include "stages/write/join.h"

#include <gmock/gmock.h>

#include <vector>

#include "stages/output_error.h"
#include "tests/stages/write/tree.h"

namespace stages::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Pair;

using Letters = std::vector<Letter>;

void store(MailFormat format, const std::string& directory, const std::vector<Letters>& dumps) {
  const auto store = make_mail_store(format, directory);
  for (const Letters& letters : dumps)
    for (const Letter& letter : letters) add(*store, letter);
  store->finish();
}

// The parts of `dumps`, joined.
std::map<std::string, std::string> joined(MailFormat format, const std::vector<Letters>& dumps) {
  const TemporaryDirectory dir;
  for (std::size_t i = 0; i < dumps.size(); ++i) store(format, dir.path(std::to_string(i)), {dumps[i]});
  Join join(format, dir.path("0"));
  for (std::size_t i = 1; i < dumps.size(); ++i) {
    join.add(dir.path(std::to_string(i)));
    EXPECT_FALSE(fs::exists(dir.path(std::to_string(i))));
  }
  return files(dir.path("0"));
}

// All of them written as one dump.
std::map<std::string, std::string> as_one(MailFormat format, const std::vector<Letters>& dumps) {
  const TemporaryDirectory dir;
  store(format, dir.path("one"), dumps);
  return files(dir.path("one"));
}

TEST(Join, PartsAreAsIfTheyHadBeenOneDump) {
  const Letters first = {{.folder = "Inbox", .text = "1\n"},
                         {.folder = "Sent", .text = "2\n"},
                         {.folder = "Projects", .text = "3\n"},
                         {.folder = "sent", .text = "4\n"}};
  const Letters second = {{.folder = "SENT", .text = "5\n"},
                          {.folder = "projects", .text = "6\n"},
                          {.folder = "INBOX", .text = "7\n", .unix_seconds = 1},
                          {.folder = "sent", .text = "8\n", .seen = false},
                          {.folder = "Müller & Co.", .text = "9\n"}};
  const Letters third = {{.folder = "MÜLLER & CO.", .text = "10\n"},
                         {.folder = "Müller & Co.", .text = "11\n"},
                         {.folder = std::string(300, 'x'), .text = "12\n"},
                         {.folder = "Sent", .text = "13\n"}};
  for (const MailFormat format : {MailFormat::mbox, MailFormat::eml, MailFormat::maildir}) {
    const std::vector<Letters> dumps = {first, second, third, {}, third};
    EXPECT_EQ(joined(format, dumps), as_one(format, dumps)) << static_cast<int>(format);
  }
}

TEST(Join, NumbersCountOn) {
  EXPECT_THAT(joined(MailFormat::eml, {{{.text = "1\n"}, {.text = "2\n"}}, {}, {{.text = "3\n"}}, {{.text = "4\n"}}}),
              ElementsAre(Pair("Inbox/000001.eml", "1\r\n"), Pair("Inbox/000002.eml", "2\r\n"),
                          Pair("Inbox/000003.eml", "3\r\n"), Pair("Inbox/000004.eml", "4\r\n")));
  const auto maildir = joined(MailFormat::maildir, {{{.text = "1\n"}}, {{.folder = "Sent", .text = "2\n"}}});
  EXPECT_THAT(maildir, Contains(Pair("Maildir/.Sent/cur/900000000.000002.ccmail2mbox,S=2,W=3:2,S", "2\n")));
  EXPECT_THAT(maildir, Contains(Pair("Maildir/subscriptions", "INBOX\nSent\n")));
}

TEST(Join, TheTimeOfAMessageMovesWithIt) {
  const TemporaryDirectory dir;
  store(MailFormat::maildir, dir.path("0"), {{{}}});
  store(MailFormat::maildir, dir.path("1"), {{{.text = "x\n", .unix_seconds = 77}}});
  Join(MailFormat::maildir, dir.path("0")).add(dir.path("1"));
  EXPECT_EQ(status_of(dir.path("0/Maildir/cur/77.000002.ccmail2mbox,S=2,W=3:2,S")).st_mtim.tv_sec, 77);
}

TEST(Join, AnEmptyPartAddsNothing) {
  for (const MailFormat format : {MailFormat::mbox, MailFormat::eml, MailFormat::maildir}) {
    const Letters mail = {{.folder = "Inbox", .text = "1\n"}};
    EXPECT_EQ(joined(format, {mail, {}}), as_one(format, {mail}));
    EXPECT_EQ(joined(format, {{}, {}}), as_one(format, {}));
  }
}

TEST(Join, WhatIsNoMessageIsNeverThrownAway) {
  const TemporaryDirectory dir;
  store(MailFormat::eml, dir.path("0"), {{{}}});
  store(MailFormat::eml, dir.path("1"), {{{}}});
  fs::copy(dir.path("1/Inbox/000001.eml"), dir.path("1/Inbox/strange"));
  EXPECT_THROW(Join(MailFormat::eml, dir.path("0")).add(dir.path("1")), OutputError);
  EXPECT_TRUE(fs::exists(dir.path("1/Inbox/strange")));
}

}  // namespace
}  // namespace stages::testing
