#include "tools/ccmail2mbox/options/options.h"

#include <gmock/gmock.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstddef>
#include <map>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include "tools/ccmail2mbox/commands/command.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"

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

// Every page of help there is, by the command line that prints it.
std::map<std::string, std::string> pages() {
  std::map<std::string, std::string> pages;
  const auto take = [&](const CLI::App& app) {
    pages[app.get_name() + " --help"] = app.help();
    pages[app.get_name() + " --help-all"] = app.help("", CLI::AppFormatMode::All);
  };
  describe_conversion(take);
  for (const Command& command : all_commands()) command.describe(take);
  return pages;
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(Help, NoPageIsWiderThan80Columns) {
  for (const auto& [name, page] : pages()) {
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << name << ": " << line;
  }
}

TEST(Help, OfEveryCommandFitsAScreenAndHasExamples) {
  for (const auto& [name, page] : pages()) {
    if (name.ends_with("-all")) continue;
    EXPECT_LE(lines_of(page), 40U) << name;
    EXPECT_THAT(page, HasSubstr("\nExamples:\n  ")) << name;
  }
  EXPECT_GE(lines_of(answer({"--help"}).text), 24U);
}

TEST(Help, SaysOfEveryOptionWhatItTakes) {
  EXPECT_THAT(
      answer({"--help-all"}).text,
      AllOf(HasSubstr("\nUsage: ccmail2mbox [OPTIONS] INPUT...\n"), HasSubstr("\n  -o, --output DIR      directory"),
            HasSubstr("\n  -j, --jobs N          dumps"), HasSubstr("\n  -h, --help ")));
}

TEST(Help, HasEveryCommandWithWhatItDoes) {
  for (const Command& command : all_commands()) {
    std::string summary;
    command.describe([&](const CLI::App& app) { summary = manual_of(app).summary; });
    EXPECT_THAT(answer({"--help"}).text, HasSubstr("\n  " + std::string(command.name) + " ")) << summary;
    EXPECT_FALSE(summary.empty()) << command.name;
  }
}

TEST(Help, OfEveryCommandTellsItsExitStatus) {
  for (const auto& [name, page] : pages()) {
    if (!name.ends_with("-all")) continue;
    EXPECT_THAT(page, HasSubstr("\nExit status:\n  0 ")) << name;
  }
}

TEST(Options, WhatIsOfferedIsWhatIsTaken) {
  describe_conversion([&](const CLI::App& app) {
    std::size_t offering = 0;
    for (const CLI::Option* const option : app.get_options()) {
      const std::vector<std::string> offered = choices_of(*option);
      if (offered.empty()) continue;
      ++offering;
      std::string all;
      for (const std::string& choice : offered) all += (all.empty() ? "" : "|") + choice;
      EXPECT_EQ(answer({"a.exp", option->get_name().c_str(), "nonesuch"}).text,
                "ccmail2mbox: " + option->get_name() + ": 'nonesuch' is not one of " + all + "\n");
    }
    EXPECT_GE(offering, 6U);
  });
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
  EXPECT_THAT(read.selection.skip_folders, testing::ElementsAre("Trash"));
  EXPECT_THAT(read.inputs, testing::ElementsAre("a.exp", "b.exp"));
}

TEST(Options, WhatIsNotToldIsLeftToTheSurvey) {
  const Options read = options({"a.exp"});
  EXPECT_FALSE(read.reading.code_page || read.reading.date_order || read.reading.files || read.reading.zone);
}

}  // namespace
}  // namespace tools
