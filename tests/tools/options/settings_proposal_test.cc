#include "tools/ccmail2mbox/options/settings_proposal.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tools/ccmail2mbox/options/settings_file.h"

namespace tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

ProposedDump smith() {
  ProposedDump dump;
  dump.file = "a/smith.exp";
  dump.path = "/in/a/smith.exp";
  dump.account = "smith";
  dump.survey.code_page = {formats::text::CodePage::cp437, true, {"Müller"}, 12};
  dump.survey.date_order = {
      formats::ccmail::DateOrder::dmy, formats::ccmail::DateOrderBasis::dates, true, {"31/12/97"}};
  dump.messages = 1234;
  return dump;
}

Settings read_back(const std::vector<ProposedDump>& dumps) {
  const std::string text = settings_text(dumps);
  auto settings = read_settings(text, "s.toml");
  EXPECT_TRUE(settings) << settings.error() << "\n" << text;
  return settings ? *std::move(settings) : Settings();
}

TEST(SettingsProposal, ReadBackItTellsWhatWasFound) {
  const Settings settings = read_back({smith()});
  ASSERT_EQ(settings.dumps.size(), 1U);
  const DumpSettings& dump = settings.dumps.front();
  EXPECT_EQ(dump.file, "a/smith.exp");
  EXPECT_EQ(dump.account, "smith");
  EXPECT_EQ(dump.told.code_page.value(), formats::text::CodePage::cp437);
  EXPECT_EQ(dump.told.date_order.value(), formats::ccmail::DateOrder::dmy);
  EXPECT_EQ(dump.told.files.value(), stages::FileBytes::raw);
  EXPECT_FALSE(dump.told.zone);
  EXPECT_EQ(dump.told.labels, nullptr);
  EXPECT_EQ(settings.post_offices, nullptr);
}

TEST(SettingsProposal, TheEvidenceStandsBesideIt) {
  EXPECT_THAT(settings_text({{smith()}}),
              AllOf(HasSubstr("\n# 1,234 messages\n"), HasSubstr("codepage = \"437\"  # by 'Müller'\n"),
                    HasSubstr("date_order = \"dmy\"  # by '31/12/97'\n")));
}

TEST(SettingsProposal, NothingFromADumpLeavesItsCommentOrString) {
  const std::string hostile =
      "x\"\n[[dump]]\nfile = \"y\" \\\r\t\x01\x7f\u202e\u2028#";  // NOLINT(misc-misleading-bidirectional)
  ProposedDump dump = smith();
  dump.file = hostile;
  dump.account = hostile;
  dump.survey.code_page.evidence = {hostile};
  dump.survey.date_order.evidence = {hostile + "\xff"};
  dump.survey.files.evidence = {hostile};
  dump.unknown_labels = {{hostile, 3, 17}};
  dump.post_offices = {{hostile, 1}};
  const std::vector<ProposedDump> dumps{dump};
  EXPECT_THAT(settings_text(dumps), Not(HasSubstr("\u202e")));  // NOLINT(misc-misleading-bidirectional)
  const Settings settings = read_back(dumps);
  ASSERT_EQ(settings.dumps.size(), 1U);
  EXPECT_EQ(settings.dumps.front().file, hostile);
  EXPECT_EQ(settings.dumps.front().account, "");  // the program's own
  EXPECT_EQ(settings.post_offices, nullptr);
}

TEST(SettingsProposal, ANameThatIsNotUtf8IsWrittenInBytes) {
  ProposedDump dump = smith();
  dump.file = "m\xfcller.exp";
  dump.account = "m\xfcller";
  const Settings settings = read_back({dump});
  EXPECT_EQ(settings.dumps.front().file, dump.file);
  EXPECT_EQ(settings.dumps.front().account, "");
}

TEST(SettingsProposal, TwoDumpsOfOneNameAreToldApartByTheirPaths) {
  ProposedDump other = smith();
  other.path = "/other/a/smith.exp";
  const Settings settings = read_back({smith(), other});
  EXPECT_EQ(settings.dumps[0].path, "/in/a/smith.exp");
  EXPECT_EQ(settings.dumps[1].path, "/other/a/smith.exp");
}

TEST(SettingsProposal, AnUnknownLabelNeedsItsMeaningAlone) {
  ProposedDump dump = smith();
  dump.unknown_labels = {{"Gewicht \"x\"", 3, 17}};
  std::string text = settings_text({{dump}});
  const std::string proposal = "# labels.\"Gewicht \\\"x\\\"\" = \"?\"  # 3 times, first at 17\n";
  const std::size_t at = text.find(proposal);
  ASSERT_NE(at, std::string::npos) << text;
  text.replace(at, proposal.size(), "labels.\"Gewicht \\\"x\\\"\" = \"subject\"\n");
  const auto settings = read_settings(text, "s.toml");
  ASSERT_TRUE(settings) << settings.error();
  EXPECT_EQ(settings->dumps.front().told.labels->text, "\"Gewicht \"\"x\"\"\",\"subject\"\n");
}

TEST(SettingsProposal, PostOfficesComeWithTheirCountsInAnyCase) {
  ProposedDump dump = smith();
  dump.post_offices = {{"HUB", 2}, {"Hub", 3}, {"PARIS", 4}, {"", 9}};
  EXPECT_THAT(settings_text({{dump}}), HasSubstr("# \"HUB\" = \"America/New_York\"  # 5 messages\n"
                                                 "# \"PARIS\" = \"America/New_York\"  # 4 messages\n"));
}

}  // namespace
}  // namespace tools
