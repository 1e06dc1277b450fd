#include "stages/report/tables.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "formats/csv.h"
#include "formats/hash/digest.h"
#include "stages/output_error.h"
#include "stages/report/assembly.h"
#include "stages/write/output_tree.h"
#include "tests/stages/write/tree.h"

namespace stages::testing {
namespace {

using formats::hash::Digest;
using formats::hash::DigestKind;
using ::testing::HasSubstr;

std::string digest_of(DigestKind kind, const std::string& bytes) {
  Digest digest(kind);
  digest.update(bytes);
  return digest.hex();
}

std::string content_of(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// A table as rows of cells by the names of their columns.
std::vector<std::map<std::string, std::string>> rows_of(const std::string& path) {
  const auto parsed = formats::parse_csv(content_of(path));
  EXPECT_TRUE(parsed.has_value());
  std::vector<std::map<std::string, std::string>> rows;
  for (std::size_t i = 1; i < parsed->size(); ++i) {
    EXPECT_EQ(parsed->at(i).fields.size(), parsed->at(0).fields.size());
    auto& row = rows.emplace_back();
    for (std::size_t column = 0; column < parsed->at(0).fields.size(); ++column)
      row[parsed->at(0).fields[column]] = parsed->at(i).fields.at(column);
  }
  return rows;
}

// A line of an item with one file that was delivered, and one of a message that lacks where it lies.
std::string lines_of(const std::string& name) {
  return R"({"type":"item","message":1,"number":1,"kind":"file","label":"x","label_offset":7,"offset":9,"length":3,)"
         R"("sha256":"00","name":")" +
         name +
         R"(","media_type":"text/plain","file":{"delivered":[{"as":"file","bytes":3,"sha256":"00","md5":"11"}]}})"
         "\n"
         R"({"type":"message","number":1,"account":"jeff","folder":"Inbox","input":0,"file":"jeff.exp","offset":0,)"
         R"("length":90,"message_id":"<a>","from":"x <a@b>","to":["=1 <a@b>","b@c"],"cc":[],"bcc":2,)"
         R"("subject":")" +
         name + R"(","seen":true,"items":1)";
}

struct Sent {
  std::string text;
  std::string name = "A.TXT";
};

// The tables of one account whose dumps hold a message each; they stand in `dir`, the mail below it in "mail".
void convert(const TemporaryDirectory& dir, MailFormat format, const std::vector<Sent>& dumps) {
  const OutputTree tree(dir.path("mail"), format, Earlier::refuse, "{}");
  DumpResult result;
  result.written = 1;
  std::vector<std::size_t> numbers;
  for (std::size_t dump = 0; dump < dumps.size(); ++dump) {
    const OutputTree::Part part = tree.begin(dump, {.account = "jeff", .file = "jeff.exp"}, true);
    add(*part.store, {.text = dumps[dump].text}, 5);
    const Placed placed = part.store->last();
    part.records->manifest(lines_of(dumps[dump].name), &placed);
    part.store->finish();
    part.records->finish();
    tree.commit(dump, result);
    numbers.push_back(dump);
  }
  tree.place(numbers, "jeff");
  ReportedRun run;
  run.settings = "{}";
  run.tables = true;
  for (std::size_t dump = 0; dump < dumps.size(); ++dump) {
    ReportedDump& reported = run.dumps.emplace_back();
    reported.directory = "jeff";
    reported.part = tree.part(dump);
    reported.manifest = tree.manifest_of(dump);
    reported.result = &result;
  }
  std::vector<std::string> told;
  for (const FileSum& sum : assemble(run, dir.path(""))) told.push_back(sum.file);
  EXPECT_THAT(told, ::testing::IsSupersetOf({attachments_table_name, messages_table_name}));
}

TEST(Tables, MessagesOfSeveralDumpsOfOneAccountAreWhereTheyAre) {
  for (const MailFormat format : {MailFormat::mbox, MailFormat::eml, MailFormat::maildir}) {
    const TemporaryDirectory dir;
    convert(dir, format, {{"Subject: x\n\none\n"}, {"Subject: y\n\ntwo and more\n"}});
    const auto rows = rows_of(dir.path(messages_table_name));
    ASSERT_EQ(rows.size(), 2U);
    for (const auto& row : rows) {
      const std::string bytes = content_of(dir.path("mail/" + row.at("output")))
                                    .substr(std::stoul(row.at("output_offset")), std::stoul(row.at("bytes")));
      EXPECT_EQ(row.at("md5"), digest_of(DigestKind::md5, bytes)) << row.at("output");
      EXPECT_EQ(row.at("sha256"), digest_of(DigestKind::sha256, bytes)) << row.at("output");
      EXPECT_THAT(bytes, HasSubstr(row.at("id") == "m1" ? "one" : "two and more"));
      EXPECT_EQ(bytes.back(), '\n');
      EXPECT_FALSE(bytes.ends_with("\n\n")) << "the empty line is the mailbox's";
    }
  }
}

TEST(Tables, ACellIsOneLineAndNoFormula) {
  const TemporaryDirectory dir;
  convert(dir, MailFormat::mbox, {{"x\n", R"(=1\r\n,\"x\")"}});
  const std::string cell = R"("'=1  ,""x""")";
  EXPECT_THAT(content_of(dir.path(messages_table_name)), HasSubstr(",'=1 <a@b>; b@c,,2," + cell + ","));
  EXPECT_THAT(content_of(dir.path(attachments_table_name)), HasSubstr(",1,file," + cell + ",text/plain,3,00,11,"));
}

TEST(Tables, AnAttachmentNamesItsMessage) {
  const TemporaryDirectory dir;
  convert(dir, MailFormat::eml, {{"x\n"}, {"y\n"}});
  const auto rows = rows_of(dir.path(attachments_table_name));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].at("id"), "m2-1");
  EXPECT_EQ(rows[1].at("parent"), "m2");
  EXPECT_EQ(rows[1].at("output"), "jeff/Inbox/000002.eml");
}

TEST(Tables, AManifestWithoutDigestsGivesNone) {
  const TemporaryDirectory dir;
  std::ofstream(dir.path("manifest.jsonl")) << R"({"type":"message","number":1,"output":{"file":"x","offset":0}})"
                                            << "\n";
  EXPECT_THROW((void)write_tables(dir.path(""), dir.path("manifest.jsonl")), OutputError);
}

}  // namespace
}  // namespace stages::testing
