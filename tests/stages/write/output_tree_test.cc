#include "stages/write/output_tree.h"

#include <gmock/gmock.h>

#include <array>
#include <fstream>
#include <string>
#include <string_view>

#include "stages/output_error.h"
#include "stages/output_refused.h"
#include "stages/write/account_directories.h"
#include "tests/stages/write/tree.h"

namespace stages::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::Pair;

constexpr std::string_view plan = R"({"accounts":["jeff"],"options":1})";
constexpr std::string_view facts = R"({"plan":{"accounts":["jeff"],"options":1}})";
const std::array<std::string, 1> accounts = {"jeff"};

// A part with one message.
void build(const OutputTree& tree, std::size_t dump, const std::string& text) {
  const OutputTree::Part part = tree.begin(dump, {.account = "jeff", .file = "jeff.exp"});
  add(*part.store, {.text = text});
  part.store->finish();
  part.records->finish();
  DumpResult result;
  result.written = 1;
  tree.commit(dump, result);
}

TEST(OutputTree, AnAccountHasItsNameOnlyWhenItIsWhole) {
  const TemporaryDirectory dir;
  const OutputTree tree(dir.path("mail"), MailFormat::eml, Earlier::refuse, plan);
  for (const std::size_t dump : {std::size_t{0}, std::size_t{2}}) {
    build(tree, dump, std::to_string(dump) + "\n");
    EXPECT_FALSE(fs::exists(dir.path("mail/jeff")));
  }
  const std::array<std::size_t, 2> dumps = {0, 2};
  tree.place(dumps, "jeff");
  tree.place({}, "nobody");
  tree.finish(accounts, "{}\n");
  EXPECT_THAT(files(dir.path("mail")), ElementsAre(Pair("jeff/Inbox/000001.eml", "0\r\n"),
                                                   Pair("jeff/Inbox/000002.eml", "2\r\n"), Pair("run.json", "{}\n")));
}

TEST(OutputTree, NothingIsPutOverWhatIsThere) {
  const TemporaryDirectory dir;
  const OutputTree tree(dir.path("mail"), MailFormat::mbox, Earlier::refuse, plan);
  build(tree, 0, "x\n");
  fs::create_symlink(dir.path("elsewhere"), dir.path("mail/jeff"));
  const std::array<std::size_t, 1> dumps = {0};
  EXPECT_THROW(tree.place(dumps, "jeff"), OutputError);
  EXPECT_TRUE(fs::is_symlink(dir.path("mail/jeff")));
}

TEST(OutputTree, AccountsAreApartOnEveryDisk) {
  const std::array<std::string, 7> names = {"Smith", "smith", "Smith", "run.json", "../up", "Müller", "MÜLLER"};
  EXPECT_THAT(account_directories(names),
              ElementsAre("Smith", MatchesRegex("smith%~[0-9a-f]{8}"), "Smith", "%72un.json", "%2E.%2Fup", "Müller",
                          MatchesRegex("MÜLLER%~[0-9a-f]{8}")));
}

TEST(OutputTree, WhatIsNotOursIsRefused) {
  const TemporaryDirectory dir;
  fs::create_directories(dir.path("mail/other"));
  for (const Earlier earlier : {Earlier::refuse, Earlier::resume, Earlier::replace})
    EXPECT_THROW(OutputTree(dir.path("mail"), MailFormat::mbox, earlier, plan), OutputRefused);
}

TEST(OutputTree, AResumedRunKeepsWhatIsWholeAndBuildsTheRestAnew) {
  const TemporaryDirectory dir;
  {
    const OutputTree killed(dir.path("mail"), MailFormat::mbox, Earlier::refuse, plan);
    build(killed, 0, "whole\n");
    const auto part = killed.begin(1, {.account = "jeff", .file = "b"});
    add(*part.store, {.text = "half\n"});
  }
  const OutputTree tree(dir.path("mail"), MailFormat::mbox, Earlier::resume, plan);
  ASSERT_TRUE(tree.whole(0));
  EXPECT_EQ(tree.whole(0)->written, 1U);
  EXPECT_FALSE(tree.whole(1));
  build(tree, 1, "again\n");
  const std::array<std::size_t, 2> dumps = {0, 1};
  tree.place(dumps, "jeff");
  tree.finish(accounts, facts);
  const auto mail = files(dir.path("mail"));
  EXPECT_THAT(mail.at("jeff/Inbox.mbox"), AllOf(HasSubstr("whole\n"), HasSubstr("again\n"), Not(HasSubstr("half"))));
  EXPECT_EQ(mail.size(), 2U);
}

// Wherever the first run was killed while it put an account in place, the second leaves the same.
TEST(OutputTree, AnAccountThatWasBeingPlacedIsPlacedAgain) {
  const std::array<std::size_t, 2> dumps = {0, 1};
  for (const bool renamed : {false, true}) {
    const TemporaryDirectory dir;
    {
      const OutputTree killed(dir.path("mail"), MailFormat::eml, Earlier::refuse, plan);
      build(killed, 0, "0\n");
      build(killed, 1, "1\n");
      fs::create_directories(killed.part(0).parent_path() / "joined-0/Inbox");
      if (renamed) fs::create_directories(dir.path("mail/jeff/Inbox"));
    }
    const OutputTree tree(dir.path("mail"), MailFormat::eml, Earlier::resume, plan);
    tree.place(dumps, "jeff");
    tree.place(dumps, "jeff");  // as a third run would
    tree.finish(accounts, facts);
    EXPECT_THAT(files(dir.path("mail")), ElementsAre(Pair("jeff/Inbox/000001.eml", "0\r\n"),
                                                     Pair("jeff/Inbox/000002.eml", "1\r\n"), Pair("run.json", facts)));
  }
}

TEST(OutputTree, ARunIsNotResumedWithAnotherPlan) {
  const TemporaryDirectory dir;
  { const OutputTree killed(dir.path("mail"), MailFormat::mbox, Earlier::refuse, plan); }
  EXPECT_THROW(OutputTree(dir.path("mail"), MailFormat::mbox, Earlier::resume, "{}"), OutputRefused);
  EXPECT_THROW(OutputTree(dir.path("mail"), MailFormat::mbox, Earlier::refuse, plan), OutputRefused);
  const OutputTree tree(dir.path("mail"), MailFormat::mbox, Earlier::resume, plan);
  EXPECT_FALSE(tree.is_finished());
  EXPECT_THROW(OutputTree(dir.path("mail"), MailFormat::mbox, Earlier::resume, plan), OutputRefused) << "two at once";
  tree.finish(accounts, facts);
  EXPECT_TRUE(OutputTree(dir.path("mail"), MailFormat::mbox, Earlier::resume, plan).is_finished());
}

// As a run leaves it that is killed before it has written down what it is to do.
TEST(OutputTree, ARunThatWasKilledAtItsVeryBeginningIsResumed) {
  for (const bool half : {false, true}) {
    const TemporaryDirectory dir;
    fs::create_directories(dir.path("mail/.ccmail2mbox-parts/part-0/mail"));
    if (half) std::ofstream(dir.path("mail/.ccmail2mbox-parts/plan.json.new")) << plan.substr(0, 5);
    const OutputTree tree(dir.path("mail"), MailFormat::mbox, Earlier::resume, plan);
    EXPECT_FALSE(fs::exists(tree.part(0))) << "nobody knows what plan it was for";
    build(tree, 0, "x\n");
    const std::array<std::size_t, 1> dumps = {0};
    tree.place(dumps, "jeff");
    tree.finish(accounts, facts);
    EXPECT_EQ(files(dir.path("mail")).size(), 2U);
  }
}

TEST(OutputTree, ARunThatWasKilledAtItsVeryEndIsResumed) {
  const TemporaryDirectory dir;
  {
    const OutputTree killed(dir.path("mail"), MailFormat::mbox, Earlier::refuse, plan);
    build(killed, 0, "x\n");
    const std::array<std::size_t, 1> dumps = {0};
    killed.place(dumps, "jeff");
    std::ofstream(killed.workshop().parent_path() / "run.json") << "half";
  }
  const OutputTree tree(dir.path("mail"), MailFormat::mbox, Earlier::resume, plan);
  tree.finish(accounts, facts);
  EXPECT_EQ(files(dir.path("mail")).at("run.json"), facts);
  // Killed while it cleaned up.
  fs::create_directories(dir.path("mail/.ccmail2mbox-parts/part-0"));
  const OutputTree again(dir.path("mail"), MailFormat::mbox, Earlier::resume, plan);
  EXPECT_TRUE(again.is_finished());
  EXPECT_EQ(again.earlier_facts(), facts);
  EXPECT_FALSE(fs::exists(dir.path("mail/.ccmail2mbox-parts")));
}

// A dump could not be read, its account was put in place without it, the run was killed, now the dump can be read.
TEST(OutputTree, AnAccountThatLackedADumpIsWholeAfterAResumedRunThatCouldReadIt) {
  const TemporaryDirectory dir;
  {
    const OutputTree killed(dir.path("mail"), MailFormat::mbox, Earlier::refuse, plan);
    build(killed, 0, "first\n");
    const std::array<std::size_t, 1> readable = {0};
    killed.place(readable, "jeff", true);
  }
  const OutputTree tree(dir.path("mail"), MailFormat::mbox, Earlier::resume, plan);
  EXPECT_FALSE(tree.whole(0));
  build(tree, 0, "first\n");
  build(tree, 1, "second\n");
  const std::array<std::size_t, 2> dumps = {0, 1};
  tree.place(dumps, "jeff");
  tree.finish(accounts, facts);
  EXPECT_THAT(files(dir.path("mail")).at("jeff/Inbox.mbox"), AllOf(HasSubstr("first\n"), HasSubstr("second\n")));
}

TEST(OutputTree, ReplacingTakesNothingFromARunThatIsAtWork) {
  const TemporaryDirectory dir;
  const OutputTree at_work(dir.path("mail"), MailFormat::mbox, Earlier::refuse, plan);
  build(at_work, 0, "x\n");
  EXPECT_THROW(OutputTree(dir.path("mail"), MailFormat::mbox, Earlier::replace, plan), OutputRefused);
  EXPECT_TRUE(at_work.whole(0));
}

// What is told about the old result goes before the first of its accounts does, and none of it stays.
TEST(OutputTree, NoReportOutlivesTheMailItSpeaksOf) {
  const TemporaryDirectory dir;
  const std::array<std::size_t, 1> dumps = {0};
  for (const Earlier earlier : {Earlier::refuse, Earlier::replace}) {
    const OutputTree tree(dir.path("mail"), MailFormat::mbox, earlier, plan);
    build(tree, 0, "x\n");
    const bool is_old = earlier == Earlier::refuse;
    if (is_old) fs::create_directory(tree.workshop() / "quarantine");
    std::ofstream(tree.workshop() / "report.json") << (is_old ? "old" : "new");
    tree.place(dumps, "jeff");
    EXPECT_FALSE(fs::exists(dir.path("mail/report.json")));
    tree.finish(accounts, facts);
  }
  EXPECT_EQ(files(dir.path("mail")).at("report.json"), "new");
  EXPECT_FALSE(fs::exists(dir.path("mail/quarantine")));
}

TEST(OutputTree, ReplacingLeavesNothingOldAndNothingOfOthersIsTouched) {
  const TemporaryDirectory dir;
  {
    const OutputTree old(dir.path("mail"), MailFormat::mbox, Earlier::refuse, R"({"accounts":["gone","jeff"]})");
    build(old, 0, "old\n");
    build(old, 1, "gone\n");
    const std::array<std::size_t, 1> first = {0};
    const std::array<std::size_t, 1> second = {1};
    old.place(first, "jeff");
    old.place(second, "gone");
    const std::array<std::string, 2> both = {"gone", "jeff"};
    old.finish(both, R"({"plan":{"accounts":["gone","jeff"]}})");
  }
  fs::create_directory(dir.path("mail/notes"));
  const OutputTree tree(dir.path("mail"), MailFormat::mbox, Earlier::replace, plan);
  EXPECT_TRUE(fs::exists(dir.path("mail/jeff/Inbox.mbox"))) << "the old stays until the new is whole";
  build(tree, 0, "new\n");
  const std::array<std::size_t, 1> dumps = {0};
  tree.place(dumps, "jeff");
  tree.finish(accounts, facts);
  const auto mail = files(dir.path("mail"));
  EXPECT_THAT(mail.at("jeff/Inbox.mbox"), AllOf(HasSubstr("new\n"), Not(HasSubstr("old"))));
  EXPECT_FALSE(mail.contains("gone/Inbox.mbox"));
  EXPECT_TRUE(mail.contains("notes/"));
}

// Whoever handed the result on may have written run.json anew.
TEST(OutputTree, ReplacingTakesNothingAwayThatLiesElsewhere) {
  const TemporaryDirectory dir;
  { OutputTree(dir.path("mail"), MailFormat::mbox, Earlier::refuse, plan).finish(accounts, facts); }
  fs::create_directory(dir.path("other"));
  for (const std::string& listed :
       {std::string("../other"), dir.path("other"), std::string("jeff/../../other"), std::string()}) {
    std::ofstream(dir.path("mail/run.json")) << R"({"plan":{"accounts":[")" << listed << R"("]}})";
    OutputTree(dir.path("mail"), MailFormat::mbox, Earlier::replace, plan).finish(accounts, facts);
    EXPECT_TRUE(fs::exists(dir.path("other"))) << listed;
    EXPECT_TRUE(fs::exists(dir.path("mail/run.json"))) << listed;
  }
}

TEST(OutputTree, ARunJsonThatWasWrittenOverIsNoPlan) {
  for (const char* const text : {"", "garbage", "[1]", "{}", R"({"plan":[1]})", R"({"plan":{"accounts":"x"}})",
                                 R"({"plan":{"accounts":[1]}})"}) {
    const TemporaryDirectory dir;
    { OutputTree(dir.path("mail"), MailFormat::mbox, Earlier::refuse, plan).finish(accounts, facts); }
    std::ofstream(dir.path("mail/run.json")) << text;
    EXPECT_THROW(OutputTree(dir.path("mail"), MailFormat::mbox, Earlier::resume, plan), OutputRefused) << text;
    OutputTree(dir.path("mail"), MailFormat::mbox, Earlier::replace, plan).finish(accounts, facts);
    EXPECT_EQ(files(dir.path("mail")).at("run.json"), facts) << text;
  }
}

}  // namespace
}  // namespace stages::testing
