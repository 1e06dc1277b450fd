#include "formats/ccmail/export_version.h"

#include <gmock/gmock.h>

#include <string>

namespace formats::ccmail {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// All that is said, what is refused with "NO: " in front.
std::string said(const char* database, const char* version) {
  std::string text;
  for (const VersionAdvice& advice : advice_on(database_named(database), export_version(version))) {
    EXPECT_FALSE(advice.reason.empty() || advice.remedy.empty());
    text += (advice.refused ? "NO: " : "") + advice.reason + ": " + advice.remedy + "\n";
  }
  return text;
}

TEST(ExportVersion, ADigitBehindTheDotIsTens) {
  EXPECT_EQ(export_version("8.3"), export_version("8.30.00"));
  EXPECT_LT(export_version("8.01"), export_version("8.3"));
  EXPECT_LT(export_version("8.3"), export_version("8.30.03"));
  EXPECT_EQ(export_version("6.01.00.5"), (ExportVersion{6, 1, 0, 5}));
  EXPECT_EQ(export_version("8"), (ExportVersion{8, 0, 0, 0}));
}

TEST(ExportVersion, WhatIsNoVersionIsNone) {
  for (const char* const text : {"", ".", "8.", "v8", "8.3a", "8..3", "1.2.3.4.5", "99999", "-1"})
    EXPECT_EQ(export_version(text), std::nullopt) << text;
  EXPECT_EQ(database_named("DB9"), std::nullopt);
  EXPECT_EQ(database_named("db8"), Database::db8);
}

TEST(ExportVersion, AMobilePostOfficeIsRefusedWhateverTheVersion) {
  for (const char* const version : {"", "8.3", "5.15"})
    EXPECT_THAT(said("DB7", version), HasSubstr("NO: a DB7 (mobile) post office cannot be exported"));
}

TEST(ExportVersion, AVersionThatDoesNotFitIsRefused) {
  for (const char* const version : {"5.11", "5.16", "6.0", "8.01", "5.1"})
    EXPECT_THAT(said("DB6", version), HasSubstr("NO: a DB6 post office needs EXPORT 5.12 to 5.15")) << version;
  for (const char* const version : {"5.12", "5.13", "5.15", "5.15.01"}) EXPECT_EQ(said("DB6", version), "") << version;
  for (const char* const version : {"5.15", "6.01", "9.0"})
    EXPECT_THAT(said("DB8", version), HasSubstr("NO: a DB8 post office needs EXPORT 8.x")) << version;
}

TEST(ExportVersion, SaysWhenNamesAreLostAndTwoRunsAreNeeded) {
  for (const char* const version : {"8.3", "8.30.03"})
    EXPECT_THAT(said("DB8", version), testing::AllOf(HasSubstr("drops the names of recipients"), HasSubstr("two runs"),
                                                     Not(HasSubstr("NO: "))));
  EXPECT_THAT(said("DB8", "8.01"),
              testing::AllOf(Not(HasSubstr("drops the names of recipients")), HasSubstr("8.30.03")));
  EXPECT_THAT(said("DB8", "8.30.03"), Not(HasSubstr("only EXPORT 8.30.03")));
  EXPECT_THAT(said("DB8", ""), HasSubstr("two runs"));
  EXPECT_THAT(said("DB6", "5.15"), IsEmpty());
}

TEST(ExportVersion, SaysWhatDamagesAttachments) {
  EXPECT_THAT(said("DB8", "8.0"), HasSubstr("Q202240"));
  EXPECT_THAT(said("DB8", "8.01"), Not(HasSubstr("Q202240")));
  EXPECT_THAT(said("", "6.0"), testing::AllOf(HasSubstr("Q166561"), HasSubstr("Q202240")));
  EXPECT_THAT(said("", "6.01.00.5"), HasSubstr("Q194905"));
  EXPECT_THAT(said("", "6.01"), Not(HasSubstr("Q194905")));
}

TEST(ExportVersion, TheResourceFileIsThatOfTheVersion) {
  EXPECT_THAT(resource_files(Database::db8, export_version("8.01")), ElementsAre("IE.RI"));
  EXPECT_THAT(resource_files(Database::db8, export_version("8.30.03")), ElementsAre("IMPEXP.RI"));
  EXPECT_THAT(resource_files(Database::db8, {}), ElementsAre("IE.RI", "IMPEXP.RI"));
  EXPECT_THAT(resource_files(Database::db6, export_version("5.15")), IsEmpty());
  EXPECT_THAT(resource_files({}, {}), IsEmpty());
}

}  // namespace
}  // namespace formats::ccmail
