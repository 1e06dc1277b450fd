#include "formats/csv.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace formats {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::vector<std::string>> fields(std::string_view text) {
  std::vector<std::vector<std::string>> all;
  const auto rows = parse_csv(text);
  if (!rows) return {{"error", std::to_string(rows.error().line), rows.error().why}};
  for (const CsvRow& row : *rows) all.push_back(row.fields);
  return all;
}

TEST(Csv, RowsEndAsAnySystemEndsThem) {
  EXPECT_THAT(fields("a,b\nc,d\r\ne,f\rg,h"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "d"), ElementsAre("e", "f"), ElementsAre("g", "h")));
}

TEST(Csv, AByteOrderMarkIsNoPartOfTheFirstField) {
  EXPECT_THAT(fields("\xef\xbb\xbf"
                     "a,b\n"),
              ElementsAre(ElementsAre("a", "b")));
}

TEST(Csv, QuotesHoldCommasQuotesAndLineEnds) {
  EXPECT_THAT(fields("\"a, b\",\"say \"\"no\"\"\"\n\"one\r\ntwo\",x\n"),
              ElementsAre(ElementsAre("a, b", "say \"no\""), ElementsAre("one\r\ntwo", "x")));
}

TEST(Csv, CommentsAndEmptyLinesAreNoRowsButLinesAllTheSame) {
  const auto rows = parse_csv("# one\n\n  \n  # two, three\nlast\n");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->front().line, 5U);
}

TEST(Csv, AHashInQuotesIsAField) { EXPECT_THAT(fields("\"#x\",y"), ElementsAre(ElementsAre("#x", "y"))); }

TEST(Csv, BlanksRoundFieldsAreForTheEye) {
  EXPECT_THAT(fields("  a b ,\tc \n \" d \" , e\n"), ElementsAre(ElementsAre("a b", "c"), ElementsAre(" d ", "e")));
}

TEST(Csv, EmptyFieldsStay) { EXPECT_THAT(fields(",\na,\n"), ElementsAre(ElementsAre("", ""), ElementsAre("a", ""))); }

TEST(Csv, NothingIsNoRow) { EXPECT_THAT(fields(""), IsEmpty()); }

TEST(Csv, AQuoteThatIsNotClosedIsFoundWhereItOpens) {
  EXPECT_THAT(fields("a,b\nc,\"d\ne\nf"), ElementsAre(ElementsAre("error", "2", "a quote is not closed")));
}

TEST(Csv, WhatStandsBehindAClosingQuoteIsNotGuessed) {
  EXPECT_THAT(fields("\"a\"b,c\n"),
              ElementsAre(ElementsAre("error", "1", "something stands behind the closing quote")));
}

std::string safe_field(std::string_view text) {
  std::string out;
  append_safe_csv_field(out, text);
  return out;
}

TEST(Csv, NoSpreadsheetTakesASafeFieldForAFormula) {
  EXPECT_EQ(safe_field("=SUM(A1)"), "'=SUM(A1)");
  EXPECT_EQ(safe_field("@a,b"), "\"'@a,b\"");
  for (const char* text : {"+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"})
    EXPECT_TRUE(safe_field(text).find('\'') < 2) << text;
  EXPECT_EQ(safe_field("a=1"), "a=1");
  EXPECT_EQ(safe_field(""), "");
}

}  // namespace
}  // namespace formats
