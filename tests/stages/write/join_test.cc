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
  Join join(format, dir.path("joined"));
  for (std::size_t i = 0; i < dumps.size(); ++i) {
    const auto before = files(dir.path(std::to_string(i)));
    (void)join.add(dir.path(std::to_string(i)));
    EXPECT_EQ(files(dir.path(std::to_string(i))), before);
  }
  join.finish();
  return files(dir.path("joined"));
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
  Join join(MailFormat::maildir, dir.path("joined"));
  (void)join.add(dir.path("0"));
  (void)join.add(dir.path("1"));
  EXPECT_EQ(status_of(dir.path("joined/Maildir/cur/77.000002.ccmail2mbox,S=2,W=3:2,S")).st_mtim.tv_sec, 77);
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
  Join join(MailFormat::eml, dir.path("joined"));
  (void)join.add(dir.path("0"));
  EXPECT_THROW((void)join.add(dir.path("1")), OutputError);
  EXPECT_TRUE(fs::exists(dir.path("1/Inbox/strange")));
}

TEST(Join, TellsWhereEveryMessageWent) {
  const std::vector<Letters> dumps = {
      {{.folder = "Inbox", .text = "1\n"}, {.folder = "sent", .text = "2\n"}},
      {{.folder = "Sent", .text = "3\n"}, {.folder = "Inbox", .text = "4\n"}, {.folder = "Inbox", .text = "5\n"}}};
  for (const MailFormat format : {MailFormat::mbox, MailFormat::eml, MailFormat::maildir}) {
    const TemporaryDirectory dir;
    Join join(format, dir.path("joined"));
    for (std::size_t i = 0; i < dumps.size(); ++i) {
      const std::string part = dir.path(std::to_string(i));
      const auto store = make_mail_store(format, part);
      std::vector<Placed> placed;
      for (const Letter& letter : dumps[i]) {
        add(*store, letter);
        placed.push_back(store->last());
      }
      store->finish();
      const Relocation relocation = join.add(part);
      const auto before = files(part);
      const auto after = files(dir.path("joined"));
      for (const Placed& place : placed) {
        const Placed now = relocation.apply(place);
        EXPECT_EQ(after.at(now.file).substr(now.offset, now.length),
                  before.at(place.file).substr(place.offset, place.length));
      }
    }
  }
}

}  // namespace
}  // namespace stages::testing
