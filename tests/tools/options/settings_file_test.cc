#include "tools/ccmail2mbox/options/settings_file.h"

#include <gmock/gmock.h>

#include <string>

namespace tools {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

Settings read(const std::string& text) {
  auto settings = read_settings(text, "s.toml");
  EXPECT_TRUE(settings) << settings.error();
  return settings ? *std::move(settings) : Settings();
}

std::string mistake(const std::string& text) {
  const auto settings = read_settings(text, "s.toml");
  return settings ? "none" : settings.error();
}

TEST(Settings, AnEmptyFileTellsNothing) {
  const Settings settings = read("");
  EXPECT_TRUE(settings.dumps.empty());
  EXPECT_EQ(settings.post_offices, nullptr);
  EXPECT_FALSE(settings.defaults.code_page || settings.defaults.zone);
}

TEST(Settings, WhatIsToldOfADump) {
  const Settings settings = read(
      "[[dump]]\n"
      "file = \"a/smith.exp\"\naccount = \"Smith, J\"\ncodepage = 437\ndate_order = \"dmy\"\n"
      "timezone = \"Europe/London\"\nfiles = \"auto\"\nlabels.Ordner = \"folder\"\n");
  ASSERT_EQ(settings.dumps.size(), 1U);
  const DumpSettings& dump = settings.dumps.front();
  EXPECT_EQ(dump.file, "a/smith.exp");
  EXPECT_EQ(dump.account, "Smith, J");
  EXPECT_EQ(dump.line, 1U);
  EXPECT_EQ(dump.told.code_page.value(), formats::text::CodePage::cp437);
  EXPECT_EQ(dump.told.date_order.value(), formats::ccmail::DateOrder::dmy);
  EXPECT_EQ(dump.told.zone->name(), "Europe/London");
  EXPECT_EQ(dump.told.labels->text, "\"Ordner\",\"folder\"\n");
}

TEST(Settings, AutoIsToldAndIsNotTheSameAsNothing) {
  const Told told = read("[[dump]]\nfile = \"a\"\nfiles = \"auto\"\n").dumps.front().told;
  ASSERT_TRUE(told.files);
  EXPECT_FALSE(told.files->has_value());
  EXPECT_FALSE(told.code_page);
}

TEST(Settings, PostOfficesAreFoundInAnyCase) {
  const Settings settings = read("[post_offices]\n\"Zürich 1\" = \"Europe/Zurich\"\n");
  ASSERT_NE(settings.post_offices, nullptr);
  ASSERT_NE(settings.post_offices->find("ZÜRICH 1"), nullptr);
  EXPECT_EQ(settings.post_offices->find("zürich 1")->name(), "Europe/Zurich");
  EXPECT_EQ(settings.post_offices->find("Zürich"), nullptr);
}

TEST(Settings, AMistakeSaysWhereItIsAndWhatThereIs) {
  EXPECT_THAT(mistake("[[dump]]\nfile = \"a\"\ndate_order = \"american\"\n"),
              StartsWith("s.toml:3:14: dump.date_order: 'american' is not one of auto, mdy, dmy, ymd"));
  EXPECT_THAT(mistake("\n[defaults]\ncodepage = 8500\n"), StartsWith("s.toml:3:12: defaults.codepage: '8500' is not"));
  EXPECT_THAT(mistake("[defaults]\ntimezone = \"EST5\"\n"), StartsWith("s.toml:2:12: defaults.timezone: "));
  EXPECT_THAT(mistake("[defaults]\nzone = \"x\"\n"),
              "s.toml:2:8: defaults.zone: is not known here; there are codepage, date_order, timezone, files, labels");
  EXPECT_THAT(mistake("[dumps]\n"), StartsWith("s.toml:1:1: dumps: is not known here"));
  EXPECT_THAT(mistake("[[dump]]\nfile = \"a\n"), StartsWith("s.toml:2:"));
  EXPECT_THAT(mistake("[dump]\nfile = \"a\"\n"), HasSubstr("must be written [[dump]]"));
  EXPECT_EQ(mistake("dump = [1]\n"), "s.toml:1:9: dump: must be written [[dump]]");
  EXPECT_THAT(mistake("[[dump]]\nfile = true\n"), StartsWith("s.toml:2:8: dump.file: must be a text in quotes"));
}

TEST(Settings, OfSeveralMistakesTheFirstInTheFileIsTold) {
  EXPECT_THAT(mistake("[post_offices]\nHUB = \"Nowhere\"\n[defaults]\nfiles = \"x\"\n"), StartsWith("s.toml:2:7: "));
}

TEST(Settings, ADumpIsNamedOnceAndInOneWay) {
  EXPECT_THAT(mistake("[[dump]]\naccount = \"a\"\n"), HasSubstr("say which one"));
  EXPECT_THAT(mistake("[[dump]]\nfile = \"a\"\npath = \"b\"\n"), HasSubstr("say which one"));
  EXPECT_EQ(mistake("[[dump]]\nfile = \"a\"\n[[dump]]\nfile = \"a\"\n"), "s.toml:3:1: dump: the same as in line 1");
}

TEST(Settings, AnAccountCannotHoldALineEnd) {
  EXPECT_THAT(mistake("[[dump]]\nfile = \"a\"\naccount = \"a\\nb\"\n"), HasSubstr("must not hold control characters"));
  EXPECT_THAT(mistake("[[dump]]\nfile = \"a\"\naccount = \"\"\n"), HasSubstr("dump.account: is empty"));
}

TEST(Settings, TwoNamesOfOnePostOfficeCannotHaveTwoZones) {
  EXPECT_THAT(mistake("[post_offices]\nHUB = \"Europe/Paris\"\nhub = \"Europe/London\"\n"),
              HasSubstr("has a zone already"));
}

TEST(Settings, ALabelOfTheSettingsThatIsWrongIsToldByItsLine) {
  const Settings settings = read("[[dump]]\nfile = \"a\"\nlabels.Von = \"from\"\nlabels.\"#X\" = \"nonsense\"\n");
  const auto words = words_of(*settings.dumps.front().told.labels, std::nullopt);
  ASSERT_FALSE(words);
  EXPECT_THAT(words.error(), StartsWith("s.toml:4:15: dump.labels.#X: 'nonsense' is no meaning"));
}

TEST(Settings, OfSeveralWrongLabelsTheFirstInTheFileIsToldAndTheirOrderIsNoOtherTable) {
  const auto labels = [](const std::string& rows) { return read("[defaults.labels]\n" + rows).defaults.labels; };
  const auto words = words_of(*labels("Von = \"from\"\nBis = \"bogus\"\nAn = \"worse\"\n"), std::nullopt);
  ASSERT_FALSE(words);
  EXPECT_THAT(words.error(), StartsWith("s.toml:3:7: defaults.labels.Bis: 'bogus' is no meaning"));
  EXPECT_EQ(labels("Von = \"from\"\nAn = \"to\"\n")->sha256, labels("An = \"to\"\nVon = \"from\"\n")->sha256);
  EXPECT_NE(labels("Von = \"from\"\nAn = \"to\"\n")->sha256, labels("An = \"cc\"\nVon = \"from\"\n")->sha256);
}

TEST(Readings, TheDumpCountsBeforeTheCommandLineAndThatBeforeTheDefaults) {
  using formats::ccmail::DateOrder;
  using formats::text::CodePage;
  Told defaults;
  Told command_line;
  Told dump;
  defaults.code_page = CodePage::cp437;
  defaults.date_order = DateOrder::mdy;
  command_line.code_page = CodePage::cp850;
  command_line.date_order = DateOrder::dmy;
  dump.date_order = std::optional<DateOrder>();
  defaults.files = stages::FileBytes::hex;
  Readings readings(nullptr);
  const Readings::Voice voices[] = {
      {ToldBy::defaults, &defaults}, {ToldBy::command_line, &command_line}, {ToldBy::dump, &dump}};
  const auto reading = readings.settle(voices);
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->code_page, CodePage::cp850);
  EXPECT_EQ(reading->by.code_page, ToldBy::command_line);
  EXPECT_EQ(reading->date_order, std::nullopt);  // left to the survey again
  EXPECT_EQ(reading->by.date_order, ToldBy::dump);
  EXPECT_EQ(reading->files, stages::FileBytes::hex);
  EXPECT_EQ(reading->by.zone, ToldBy::nobody);
}

}  // namespace
}  // namespace tools
