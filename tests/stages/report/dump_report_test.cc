#include "stages/report/dump_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "stages/report/report_entries.h"

namespace stages::testing {
namespace {

DumpResult everything() {
  DumpResult result;
  result.survey.dialect = {true, CountsFrom::label, -3, true};
  result.survey.files = {FileBytes::hex, false, true, {"A\xFF.DOC"}};
  result.survey.code_page = {formats::text::CodePage::cp866, true, {"Привет", "мир"}, 77};
  result.survey.date_order = {
      formats::ccmail::DateOrder::dmy, formats::ccmail::DateOrderBasis::chronology, true, {"1/2/97"}};
  result.dump.stored.container = Container::zstd;
  result.dump.stored.bytes = 12;
  result.dump.stored.sha256 = "ab";
  result.dump.bytes = 34;
  result.dump.sha256 = "cd";
  result.dump.ended_early = "cut off";
  result.ledger.account(ByteKind::framing, 5);
  result.ledger.account(ByteKind::items, 30);
  result.ledger.account(ByteKind::quarantine, 34);
  std::uint64_t number = 1;
  for (const auto& [name, counter] : Tally::counters()) result.tally.*counter = number++;
  result.tally.folders = {{"Inbox", {3, {-5, 867'110'400}}}, {"Müller \"& Co\"", {4, {}}}};
  result.tally.types = {{"image/gif", {9, 1ULL << 40U}}};
  result.tally.months = {{1997 * 12, 2}, {1997 * 12 + 11, 5}};
  result.tally.large = {{77, 26'000'000, "Müller \"& Co\""}};
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
  result.unknown_labels = {{{bytes, 5, 6}}, 7};
  result.written = 8;
  result.bytes_out = 1ULL << 60U;
  for (int i = 0; i < 50; ++i) result.damage.add({DamageKind::size_blank, 9, 10, "what", "Text item:\\r\\n"});
  result.damage_by_kind = {{"size_blank", 50}};
  return result;
}

TEST(DumpReport, WhereNoMessageShowedItNoDialectIsNamed) {
  DumpResult result = everything();
  EXPECT_TRUE(input_entry({}, result).at("dialect").is_string());
  result.tally.messages = 0;
  EXPECT_TRUE(input_entry({}, result).at("dialect").is_null());
}

TEST(DumpReport, EverythingComesBack) {
  const DumpResult result = everything();
  const std::string json = dump_result_json(result);
  const auto read = parse_dump_result(json);
  ASSERT_TRUE(read);
  EXPECT_EQ(dump_result_json(*read), json);
  EXPECT_EQ(read->tally, result.tally);
  EXPECT_EQ(read->survey.dialect.offset, -3);
  EXPECT_EQ(read->survey.files.evidence, result.survey.files.evidence);
  EXPECT_EQ(read->survey.code_page.page, formats::text::CodePage::cp866);
  EXPECT_EQ(read->survey.code_page.evidence, result.survey.code_page.evidence);
  EXPECT_EQ(read->dump.stored.container, Container::zstd);
  EXPECT_EQ(read->dump.ended_early, "cut off");
  EXPECT_TRUE(read->ledger.closes(34));
  EXPECT_EQ(read->unknown_labels.labels.at(0).name, result.unknown_labels.labels.at(0).name);
  EXPECT_EQ(read->damage.count(), 50U);
  EXPECT_EQ(read->damage.entries().at(2).more, 47U);
  EXPECT_EQ(read->damage.entries().at(2).damage.excerpt, "Text item:\\r\\n");
  EXPECT_EQ(read->bytes_out, 1ULL << 60U);
}

TEST(DumpReport, ALedgerThatDoesNotCloseIsNotMendedByReadingItBack) {
  DumpResult result = everything();
  result.ledger.account(ByteKind::noise, 1);
  EXPECT_FALSE(parse_dump_result(dump_result_json(result))->ledger.closes(34));
}

TEST(DumpReport, WhatIsNoneIsRefused) {
  EXPECT_FALSE(parse_dump_result(""));
  EXPECT_FALSE(parse_dump_result("{}"));
  EXPECT_FALSE(parse_dump_result("[1]"));
  std::string cut = dump_result_json(everything());
  cut.resize(cut.size() / 2);
  EXPECT_FALSE(parse_dump_result(cut));
}

TEST(DumpReport, TheEntryOfAnInputSumsUpToItsBytes) {
  const auto entry = input_entry({.account = "jeff", .file = "hub/jeff.exp", .input = 2}, everything());
  EXPECT_EQ(entry["file"], "hub/jeff.exp");
  std::uint64_t sum = 0;
  for (const auto& part : entry["accounted"]) sum += part.get<std::uint64_t>();
  EXPECT_EQ(sum, entry["bytes"].get<std::uint64_t>());
  EXPECT_EQ(entry["container"]["kind"], "zstd");
  EXPECT_EQ(entry["codepage"]["name"], "866");
  EXPECT_EQ(entry["date_order"]["basis"], "chronology");
}

TEST(DumpReport, TheEntryOfAnInputTellsWhatTheMailIs) {
  const auto entry = input_entry({}, everything());
  EXPECT_EQ(entry["folders"]["Inbox"], 3);
  EXPECT_EQ(entry["folder_dates"]["Inbox"]["first_date"], "1969-12-31T23:59:55");
  EXPECT_EQ(entry["folder_dates"]["Inbox"]["last_date"], "1997-06-24T00:00:00");
  EXPECT_EQ(entry["folder_dates"].size(), 1U);
  EXPECT_EQ(entry["months"].dump(), R"({"1997-01":2,"1997-12":5})");
  EXPECT_EQ(entry["attachments_by_type"]["image/gif"], 9);
  EXPECT_EQ(entry["attachment_bytes_by_type"]["image/gif"], 1ULL << 40U);
  EXPECT_EQ(entry["large_messages"].at(0)["offset"], 77);
}

}  // namespace
}  // namespace stages::testing
