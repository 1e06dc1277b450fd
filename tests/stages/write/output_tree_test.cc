#include "stages/write/output_tree.h"

#include <gmock/gmock.h>

#include <array>
#include <string>

#include "stages/output_error.h"
#include "stages/output_refused.h"
#include "tests/stages/write/tree.h"

namespace stages::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::MatchesRegex;
using ::testing::Pair;

TEST(OutputTree, AnAccountHasItsNameOnlyWhenItIsWhole) {
  const TemporaryDirectory dir;
  OutputTree tree(dir.path("mail"), MailFormat::eml);
  for (const std::size_t dump : {std::size_t{0}, std::size_t{2}}) {
    const auto store = make_mail_store(MailFormat::eml, tree.part(dump));
    add(*store, {.text = std::to_string(dump) + "\n"});
    store->finish();
    EXPECT_FALSE(fs::exists(dir.path("mail/jeff")));
  }
  const std::array<std::size_t, 2> dumps = {0, 2};
  tree.place(dumps, "jeff");
  tree.place({}, "nobody");
  tree.finish("{}\n");
  EXPECT_THAT(files(dir.path("mail")), ElementsAre(Pair("jeff/Inbox/000001.eml", "0\r\n"),
                                                   Pair("jeff/Inbox/000002.eml", "2\r\n"), Pair("run.json", "{}\n")));
}

TEST(OutputTree, NothingIsPutOverWhatIsThere) {
  const TemporaryDirectory dir;
  OutputTree tree(dir.path("mail"), MailFormat::mbox);
  const auto store = make_mail_store(MailFormat::mbox, tree.part(0));
  add(*store, {});
  store->finish();
  fs::create_symlink(dir.path("elsewhere"), dir.path("mail/jeff"));
  const std::array<std::size_t, 1> dumps = {0};
  EXPECT_THROW(tree.place(dumps, "jeff"), OutputError);
  EXPECT_TRUE(fs::is_symlink(dir.path("mail/jeff")));
}

TEST(OutputTree, AccountsAreApartOnEveryDisk) {
  const std::array<std::string, 7> accounts = {"Smith", "smith", "Smith", "run.json", "../up", "Müller", "MÜLLER"};
  EXPECT_THAT(account_directories(accounts),
              ElementsAre("Smith", MatchesRegex("smith%~[0-9a-f]{8}"), "Smith", "%72un.json", "%2E.%2Fup", "Müller",
                          MatchesRegex("MÜLLER%~[0-9a-f]{8}")));
}

TEST(OutputTree, WhatIsNotOursIsRefused) {
  const TemporaryDirectory dir;
  fs::create_directories(dir.path("mail/other"));
  EXPECT_THROW(OutputTree(dir.path("mail"), MailFormat::mbox), OutputRefused);
}

}  // namespace
}  // namespace stages::testing
