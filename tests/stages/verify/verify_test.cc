// Results as a run leaves them, several dumps to an account, and then changed.
#include "stages/verify/verify.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "formats/hash/short_hash.h"
#include "stages/flow.h"
#include "stages/report/assembly.h"
#include "stages/write/output_tree.h"
#include "tests/stages/dump.h"
#include "tests/stages/write/tree.h"

namespace stages::verify::testing {
namespace {

namespace fs = std::filesystem;
using stages::testing::Dump;
using stages::testing::TemporaryDirectory;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Values;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& path, std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// Everything of two exports in one account.
class Result {
 public:
  explicit Result(MailFormat format, const std::string& behind = {}) : format_(format) {
    fs::create_directory(directory_.path("exports"));
    const std::array<std::string, 2> dumps{
        Dump().message("first").text("one\r\n").message("second").header("Folder: Sent").text("two").bytes() + behind,
        "\x01 stray\r\n" + Dump().message("third").text("three\x15").file("A.BIN", std::string(3000, '\7')).bytes()};
    write(directory_.path("exports/0"), dumps[0]);
    write(directory_.path("exports/1"), dumps[1]);
    convert();
  }

  [[nodiscard]] fs::path path(const std::string& name) const { return directory_.path("mail/" + name); }
  [[nodiscard]] fs::path input(const std::string& name) const { return directory_.path("exports/" + name); }

  std::vector<Finding> findings(bool quick, std::size_t jobs = 2) {
    std::vector<Finding> found;
    pipeline::Cancel cancel;
    verified = verify(
        {.directory = directory_.path("mail"), .quick = quick, .jobs = jobs},
        [&](const Finding& finding) { found.push_back(finding); }, cancel);
    return found;
  }

  Verified verified;

 private:
  void convert() {
    const std::string plan = R"({"accounts":["jeff"]})";
    const std::string form = format_ == MailFormat::mbox ? "mbox" : format_ == MailFormat::eml ? "eml" : "maildir";
    OutputTree tree(directory_.path("mail"), format_, Earlier::refuse, plan);
    pipeline::Cancel cancel;
    std::vector<DumpResult> results;
    ReportedRun run;
    run.settings = R"({"format":")" + form + R"(","join_texts":false})";
    for (std::size_t i = 0; i < 2; ++i) {
      const DumpName name{.account = "jeff", .file = std::to_string(i)};
      FlowOptions options;
      options.encode.account = name.account;
      options.encode.recorded = {name.file, 0};
      const OutputTree::Part part = tree.begin(i, name);
      results.push_back(convert_dump({input(name.file).string()}, {*part.store, part.records.get()}, options, cancel));
      tree.commit(i, results.back());
    }
    const std::array<std::size_t, 2> both{0, 1};
    tree.place(both, "jeff");
    for (std::size_t i = 0; i < 2; ++i) {
      ReportedDump& dump = run.dumps.emplace_back();
      dump.name = {.account = "jeff", .file = std::to_string(i)};
      dump.directory = "jeff";
      dump.part = tree.part(i);
      dump.manifest = tree.manifest_of(i);
      dump.result = &results[i];
    }
    nlohmann::json facts;
    facts["root_sha256"] = assemble(run, tree.workshop().string()).back().sha256;
    facts["inputs"] = {"exports"};
    facts["working_directory"] = directory_.path("");
    const std::array<std::string, 1> accounts{"jeff"};
    tree.finish(accounts, facts.dump());
  }

  MailFormat format_;
  TemporaryDirectory directory_;
};

auto is(FindingKind kind) { return Field("kind", &Finding::kind, kind); }

class Verify : public ::testing::TestWithParam<MailFormat> {};

TEST_P(Verify, SeveralDumpsOfOneAccountAreOneResult) {
  Result result(GetParam());
  EXPECT_THAT(result.findings(true), IsEmpty());
  EXPECT_THAT(result.findings(false), IsEmpty());
  EXPECT_EQ(result.verified.messages, 3);
  EXPECT_EQ(result.verified.items, 4);
  EXPECT_EQ(result.verified.inputs, 2);
  EXPECT_EQ(result.verified.faults, 0);
}

TEST_P(Verify, EveryFileOfAResultMayBeMissingCutOrLongerButNotUnseen) {
  Result result(GetParam());
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(result.path(""))) {
    if (!entry.is_regular_file()) continue;
    SCOPED_TRACE(entry.path().string());
    const std::string bytes = read(entry.path());
    const bool is_run = entry.path().filename() == "run.json";
    for (const std::string& changed : {bytes + "x", bytes.substr(0, bytes.size() / 2)}) {
      if (changed == bytes) continue;
      write(entry.path(), changed);
      if (is_run && changed.size() > bytes.size()) continue;
      EXPECT_GT(result.findings(true).size(), 0);
    }
    write(entry.path(), bytes);
    fs::rename(entry.path(), result.input("aside"));
    EXPECT_GT(result.findings(true).size(), 0);
    fs::rename(result.input("aside"), entry.path());
    ++files;
  }
  EXPECT_GE(files, 8);
  EXPECT_THAT(result.findings(true), IsEmpty());
}

TEST_P(Verify, AnInputThatChangedIsFoundWhereItChanged) {
  Result result(GetParam());
  std::string bytes = read(result.input("1"));
  const std::size_t at = bytes.find("three");
  bytes[at] = 'T';
  write(result.input("1"), bytes);
  EXPECT_THAT(result.findings(true), IsEmpty());
  EXPECT_THAT(result.findings(false),
              ElementsAre(AllOf(is(FindingKind::item_changed), Field("offset", &Finding::offset, at)),
                          is(FindingKind::input_changed)));
  fs::remove_all(result.input(""));
  const auto notes = result.findings(false);
  EXPECT_THAT(notes, ElementsAre(AllOf(is(FindingKind::input_gone), Field("count", &Finding::count, 2))));
  EXPECT_EQ(result.verified.faults, 0);
  EXPECT_EQ(result.verified.notes, 1);
}

TEST(VerifyResult, AnInputThatBecameAPipeIsNotWaitedFor) {
  Result result(MailFormat::mbox);
  fs::remove(result.input("1"));
  ASSERT_EQ(::mkfifo(result.input("1").c_str(), 0600), 0);
  EXPECT_THAT(result.findings(false),
              ElementsAre(AllOf(is(FindingKind::input_gone), Field("count", &Finding::count, 1))));
}

INSTANTIATE_TEST_SUITE_P(Formats, Verify, Values(MailFormat::mbox, MailFormat::eml, MailFormat::maildir));

TEST(VerifyResult, AReportWhoseNumbersDoNotAddUpIsFound) {
  Result result(MailFormat::mbox);
  std::string report = read(result.path("report.json"));
  const std::size_t at = report.find(R"("noise":)") + 8;
  report.insert(at, "9");
  write(result.path("report.json"), report);
  EXPECT_THAT(result.findings(true), ElementsAre(is(FindingKind::checksum), is(FindingKind::ledger_is_open)));
}

TEST(VerifyResult, WhatStandsWhereALabelShouldIsTakenForNone) {
  Result result(MailFormat::mbox, "Message:\r\nSubject: x\r\n\r\nContents:\r\nno label is here\r\n");
  ASSERT_THAT(read(result.path("manifest.jsonl")), HasSubstr(R"("label":"")"));
  EXPECT_THAT(result.findings(false), IsEmpty());
}

TEST(VerifyResult, AnUnfinishedResultIsOneFault) {
  Result result(MailFormat::mbox);
  fs::remove(result.path("run.json"));
  EXPECT_THAT(result.findings(false), ElementsAre(is(FindingKind::unfinished)));
}

TEST(VerifyResult, AFolderWithMessagesThatChangedFlagsIsNotedOnce) {
  Result result(MailFormat::maildir);
  std::vector<fs::path> messages;
  for (const auto& entry : fs::directory_iterator(result.path("jeff/Maildir/cur"))) messages.push_back(entry.path());
  ASSERT_EQ(messages.size(), 2);
  for (const fs::path& message : messages) fs::rename(message, message.string() + "T");
  EXPECT_THAT(result.findings(false), ElementsAre(AllOf(is(FindingKind::served), Field("count", &Finding::count, 2))));
  fs::remove(messages[0].string() + "T");
  EXPECT_THAT(result.findings(true), Contains(is(FindingKind::missing)));
}

}  // namespace
}  // namespace stages::verify::testing
