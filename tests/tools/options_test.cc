#include "tools/ccmail2mbox/options.h"

#include <gmock/gmock.h>

#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include "tools/ccmail2mbox/exit_code.h"

namespace tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::variant<Options, Answer> read(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "ccmail2mbox");
  return read_options(static_cast<int>(arguments.size()), arguments.data());
}

Options options(std::vector<const char*> arguments) { return std::get<Options>(read(std::move(arguments))); }
Answer answer(std::vector<const char*> arguments) { return std::get<Answer>(read(std::move(arguments))); }

TEST(Options, HelpFitsAScreenOf80Columns) {
  const Answer help = answer({"--help"});
  EXPECT_EQ(help.status, exit_ok);
  std::istringstream lines(help.text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST(Options, HelpSaysOfEveryOptionWhatItTakes) {
  EXPECT_THAT(
      answer({"--help"}).text,
      AllOf(HasSubstr("\nUsage: ccmail2mbox [OPTIONS] INPUT...\n"), HasSubstr("\n  -o,--output DIR       directory"),
            HasSubstr("\n  -j,--jobs N           dumps"), HasSubstr("\n  -h,--help ")));
}

TEST(Options, AMistakeNamesTheOptionAndWhatThereIs) {
  const Answer mistake = answer({"a.exp", "--date-order", "american"});
  EXPECT_EQ(mistake.status, exit_usage);
  EXPECT_EQ(mistake.text, "ccmail2mbox: --date-order: 'american' is not one of auto|mdy|dmy|ymd\n");
}

TEST(Options, AnEmptyNameIsNotTakenForNone) {
  for (const char* const option : {"--output", "--log", "--labels", "--timezone", "--report", "--skip-folder"}) {
    const Answer mistake = answer({"a.exp", option, ""});
    EXPECT_EQ(mistake.status, exit_usage);
    EXPECT_THAT(mistake.text, AllOf(StartsWith(std::string("ccmail2mbox: ") + option + ": "), HasSubstr("missing")));
  }
}

TEST(Options, AnOptionThatMayBeRepeatedDoesNotSwallowTheInputs) {
  const Options read = options({"--skip-folder", "Trash", "a.exp", "b.exp"});
  EXPECT_THAT(read.skip_folders, testing::ElementsAre("Trash"));
  EXPECT_THAT(read.inputs, testing::ElementsAre("a.exp", "b.exp"));
}

TEST(Options, WhatIsNotToldIsLeftToTheSurvey) {
  const Options read = options({"a.exp"});
  EXPECT_FALSE(read.reading.code_page || read.reading.date_order || read.reading.files || read.reading.zone);
}

}  // namespace
}  // namespace tools
