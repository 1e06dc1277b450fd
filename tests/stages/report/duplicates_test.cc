#include "stages/report/duplicates.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/stages/write/tree.h"

namespace stages::testing {
namespace {

struct Sent {
  std::string id;
  std::string account = "jeff";
  std::string folder = "Inbox";
};

std::string line_of(const Sent& sent, std::size_t number) {
  const std::string hash(32, '0');
  return R"({"type":"message","number":)" + std::to_string(number) + R"(,"account":")" + sent.account +
         R"(","folder":")" + sent.folder + R"(","input":0,"file":"jeff.exp","offset":)" + std::to_string(100 * number) +
         R"(,"length":90,"message_id":")" + sent.id +
         R"(","headers":[{"name":"x","value":",\"message_id\":\"<other>\",\"folder\":\"y\""}],"items":1)" +
         R"(,"output":{"file":"jeff/)" + sent.folder + R"(.mbox","offset":)" + std::to_string(7 * number) +
         R"(,"length":80,"xxh3":")" + hash + "\"}}";
}

std::string table_of(const std::vector<Sent>& all, std::size_t memory = Duplicates::memory_bytes) {
  const TemporaryDirectory dir;
  Duplicates duplicates(dir.path(""), memory);
  std::ofstream manifest(dir.path("manifest.jsonl"), std::ios::binary);
  std::uint64_t place = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string line = line_of(all[i], i);
    duplicates.add(line, place);
    manifest << line << '\n';
    place += line.size() + 1;
  }
  manifest.close();
  (void)duplicates.write(dir.path(""), dir.path("manifest.jsonl"));
  std::stringstream table;
  table << std::ifstream(dir.path(duplicates_name)).rdbuf();
  EXPECT_TRUE(table.str().starts_with(duplicates_columns));
  return table.str().substr(duplicates_columns.size());
}

TEST(Duplicates, OnlyMessagesThatShareAnIdAreListed) { EXPECT_EQ(table_of({{"<a>"}, {"<b>"}, {"<c>"}}), ""); }

TEST(Duplicates, EachSaysTheNarrowestPlaceInWhichThereIsAnother) {
  const std::vector<Sent> all = {{"<solo>"},     {"<a>"}, {"<b>", "ann"},  {"<a>", "jeff", "Sent"},
                                 {"<b>", "ann"}, {"<c>"}, {"<b>", "jeff"}, {"<c>", "ann", "Sent"}};
  EXPECT_EQ(table_of(all),
            "<a>,jeff,Inbox,jeff.exp,100,jeff/Inbox.mbox,7,2,account\n"
            "<a>,jeff,Sent,jeff.exp,300,jeff/Sent.mbox,21,2,account\n"
            "<b>,ann,Inbox,jeff.exp,200,jeff/Inbox.mbox,14,3,folder\n"
            "<b>,ann,Inbox,jeff.exp,400,jeff/Inbox.mbox,28,3,folder\n"
            "<b>,jeff,Inbox,jeff.exp,600,jeff/Inbox.mbox,42,3,accounts\n"
            "<c>,jeff,Inbox,jeff.exp,500,jeff/Inbox.mbox,35,2,accounts\n"
            "<c>,ann,Sent,jeff.exp,700,jeff/Sent.mbox,49,2,accounts\n");
}

TEST(Duplicates, NoNameBecomesAFormula) {
  EXPECT_THAT(table_of({{"<a>", "=1+1", "@x"}, {"<a>", "-1", "a,b"}}),
              ::testing::AllOf(::testing::HasSubstr(",'=1+1,'@x,"), ::testing::HasSubstr(",'-1,\"a,b\",")));
}

// Against a plain count, with so little memory that everything is merged from many runs.
TEST(Duplicates, LittleMemoryChangesNothing) {
  std::mt19937 random(1);
  std::vector<Sent> all;
  std::map<std::string, int> copies;
  for (int i = 0; i < 3000; ++i) {
    all.push_back({"<" + std::to_string(random() % 2000) + ">", "account " + std::to_string(random() % 3),
                   "folder " + std::to_string(random() % 3)});
    ++copies[all.back().id];
  }
  const auto rows = std::count_if(all.begin(), all.end(), [&](const Sent& sent) { return copies[sent.id] > 1; });
  const std::string table = table_of(all);
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), rows);
  for (const std::size_t memory : {std::size_t{1}, std::size_t{100}, std::size_t{1000}, std::size_t{10'000}})
    EXPECT_TRUE(table_of(all, memory) == table) << memory;
}

}  // namespace
}  // namespace stages::testing
