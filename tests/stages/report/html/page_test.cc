#include "stages/report/html/page.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "formats/text/utf8.h"
#include "stages/damage_text.h"
#include "stages/report/html/elements.h"

namespace stages::html {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(HtmlNumbers, AreGroupedAndRounded) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'234'567), "1,234,567");
  EXPECT_EQ(counted(1, "message"), "1 message");
  EXPECT_EQ(counted(1000, "message"), "1,000 messages");
  EXPECT_EQ(human_size(999), "999\u00A0B");
  EXPECT_EQ(human_size(1'250), "1.2\u00A0kB");
  EXPECT_EQ(human_size(99'999), "99.9\u00A0kB");
  EXPECT_EQ(human_size(999'999'999), "999\u00A0MB");
  EXPECT_EQ(human_size(~std::uint64_t{0}), "18446\u00A0PB");
  EXPECT_EQ(name_of_month(1998 * 12 + 11), "December 1998");
  EXPECT_EQ(day_of(-1), "1969-12-31");
}

// How often `what` stands in `text`.
std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

void expect_closed(const std::string& text) {
  for (const char* const tag :
       {"section", "table", "tr", "th",  "td",  "details", "summary", "ul",  "ol", "li", "div", "dl",
        "dt",      "dd",    "p",  "bdi", "svg", "figure",  "code",    "pre", "h1", "h2", "h3",  "span"})
    EXPECT_EQ(count(text, std::string("<") + tag + ">") + count(text, std::string("<") + tag + " "),
              count(text, std::string("</") + tag + ">"))
        << tag;
}

class Page : public ::testing::Test {
 protected:
  // One more dump, with these words in every place that a dump or its name has a say in.
  DumpResult& add(const std::string& words) {
    results_.push_back(std::make_unique<DumpResult>());
    DumpResult& result = *results_.back();
    result.written = result.tally.messages = 1;
    result.tally.files = 1;
    result.tally.folders[words] = {.messages = 1, .dates = {0, 86'400}};
    result.tally.types[words] = {.files = 1, .bytes = 10};
    result.tally.skipped[words] = 1;
    result.tally.months = {{.month = 1998 * 12, .messages = 1}};
    result.tally.over_25_mb = 1;
    result.tally.large = {{.offset = 1, .bytes = 30'000'000, .folder = words}};
    result.unknown_labels.labels = {{.name = words, .count = 1, .offset = 5}};
    result.damage.add({DamageKind::mac_file, 7, 1, words});
    result.damage_by_kind["mac_file"] = 1;
    result.survey.date_order.certain = false;
    ReportedDump dump;
    dump.name = {.account = words, .file = words, .input = 0};
    dump.directory = words;
    dump.result = &result;
    dump.checksums = {
        {.list = words, .kind = formats::hash::DigestKind::md5, .wanted = words, .found = "0", .listed_as = words}};
    run_.dumps.push_back(std::move(dump));
    return result;
  }

  Page() { run_.settings = R"({"program":"ccmail2mbox","version":"1","format":"mbox","timezone":null})"; }

  ReportedRun run_;
  std::vector<std::unique_ptr<DumpResult>> results_;
};

TEST_F(Page, ARunWithoutAnyDumpHasOne) {
  const std::string text = page(run_);
  expect_closed(text);
  EXPECT_THAT(text, AllOf(HasSubstr("0 cc:Mail exports of 0 accounts"), HasSubstr("Every byte is accounted for.")));
}

TEST_F(Page, NothingOfADumpBecomesMarkup) {
  std::string turned;
  formats::text::append_utf8(turned, U'\x202E');
  const std::string words = R"(<script src="//x">')" + turned + "\x01\xFF</style></title>--><!--";
  (void)add(words);
  run_.passed_over = {{words, words}};
  run_.failures = {{words, words}};
  const std::string text = page(run_);
  expect_closed(text);
  EXPECT_THAT(text, AllOf(Not(HasSubstr("<script")), Not(HasSubstr(turned)), Not(HasSubstr("\x01")),
                          Not(HasSubstr("\xFF")), Not(HasSubstr("<!--")), Not(HasSubstr("\"//x"))));
  EXPECT_EQ(count(text, "</style>"), 1U);
  EXPECT_EQ(count(text, "</title>"), 1U + results_[0]->tally.months.size()) << "the page's, and those of bars";
  EXPECT_GT(count(text, "&lt;script src="), 10U);
}

TEST_F(Page, ALedgerThatDoesNotCloseIsSaidFirst) {
  add("jeff").dump.bytes = 1;
  const std::string text = page(run_);
  EXPECT_THAT(text, AllOf(HasSubstr("Do not trust this result."), Not(HasSubstr("is accounted for"))));
  EXPECT_LT(text.find("Do not trust"), text.find("<section"));
}

TEST_F(Page, WhatMessagesSayIsNotShown) {
  DumpResult& result = add("jeff");
  result.damage = {};
  result.damage.add({DamageKind::date_missing, 7, 1, damage_text::date_missing("my secret", "1998-06-02")});
  result.damage_by_kind = {{"date_missing", 1}};
  result.survey.code_page.evidence = {"my secret"};
  const std::string text = page(run_);
  EXPECT_THAT(text, AllOf(HasSubstr("Dates that cannot be read"), HasSubstr("jeff</bdi>:7"), Not(HasSubstr("secret"))));
}

TEST_F(Page, DamageShowsTheStructureThatStandsThereAndOfOtherBytesHowMany) {
  DumpResult& result = add("jeff");
  result.damage = {};
  result.damage.add({DamageKind::size_wrong, 7, 1'234, "off", R"(Text item:\r\n   <3>\r\n)"});
  result.damage.add({DamageKind::label_lost, 9, 2'345, "lost"});
  result.damage_by_kind = {{"size_wrong", 1}, {"label_lost", 1}};
  const std::string text = page(run_);
  expect_closed(text);
  EXPECT_THAT(text, AllOf(HasSubstr(R"(<code class="excerpt">Text item:\r\n   &lt;3&gt;\r\n</code>)"),
                          HasSubstr("(2,345 bytes)"), Not(HasSubstr("1,234"))));
}

TEST_F(Page, WhatMessagesSayIsShownWhereItWasAskedFor) {
  run_.settings = R"({"program":"ccmail2mbox","version":"1","format":"mbox","timezone":null,"log_content":true})";
  DumpResult& result = add("jeff");
  result.damage = {};
  result.damage.add({DamageKind::date_missing, 7, 1, damage_text::date_missing("<my secret>", "1998-06-02")});
  result.damage.add({DamageKind::stray_bytes, 9, 5, damage_text::stray_bytes(5), "<b>my words</b>"});
  result.damage_by_kind = {{"date_missing", 1}, {"stray_bytes", 1}};
  const std::string text = page(run_);
  expect_closed(text);
  EXPECT_THAT(text, AllOf(HasSubstr("&lt;my secret&gt;"), HasSubstr("&lt;b&gt;my words&lt;/b&gt;"),
                          Not(HasSubstr("is not shown"))));
}

TEST_F(Page, ListsWithoutEndAreCut) {
  DumpResult& result = add("jeff");
  for (int i = 0; i < 5000; ++i) {
    result.tally.folders["folder " + std::to_string(i)].messages = 1;
    result.tally.types["x/" + std::to_string(i)].files = 1;
    result.unknown_labels.labels.push_back({.name = "label " + std::to_string(i), .count = 1});
    result.tally.skipped["left " + std::to_string(i)] = 1;
    run_.failures.push_back({"file " + std::to_string(i), "why"});
    run_.dumps[0].checksums.push_back({.list = "list", .kind = {}, .wanted = "1", .found = "0", .listed_as = "x"});
  }
  result.tally.large.assign(Tally::most_large, {.offset = 1, .bytes = 30'000'000, .folder = "Inbox"});
  result.tally.over_25_mb = 1'120;
  const std::string text = page(run_);
  expect_closed(text);
  EXPECT_LT(text.size(), 200'000U);
  EXPECT_THAT(text, AllOf(HasSubstr("And 4,501 more folders;"), HasSubstr("And 4,901 more types;"),
                          HasSubstr("And 1,070 more large messages; <code>report.json</code> has the first 100 of"),
                          HasSubstr("And 4,901 more checksums that did not match;"), HasSubstr("And 4,900 more files;"),
                          HasSubstr("And 4,901 more folders;")));
}

TEST_F(Page, AListThatIsWholeDoesNotSayItIsCut) {
  DumpResult& result = add("jeff");
  for (int i = 1; i < 100; ++i) {
    result.tally.types["x/" + std::to_string(i)].files = 1;
    run_.failures.push_back({"file " + std::to_string(i), "why"});
  }
  result.tally.large.assign(50, {.offset = 1, .bytes = 30'000'000, .folder = "Inbox"});
  result.tally.over_25_mb = 50;
  EXPECT_THAT(page(run_), Not(HasSubstr(" more ")));
}

TEST_F(Page, EveryKindOfDamageHasATitle) {
  DumpResult& result = add("jeff");
  result.damage_by_kind.clear();
  std::size_t kinds = 0;
  for (; name_of(static_cast<DamageKind>(kinds)) != "unknown"; ++kinds)
    result.damage_by_kind[std::string(name_of(static_cast<DamageKind>(kinds)))] = 1'000 + kinds;
  const std::string text = page(run_);
  for (std::size_t kind = 0; kind < kinds; ++kind)
    EXPECT_THAT(text, HasSubstr("\">" + grouped(1'000 + kind) + " \u2013 ")) << name_of(static_cast<DamageKind>(kind));
}

}  // namespace
}  // namespace stages::html
