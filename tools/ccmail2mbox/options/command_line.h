// What all command lines have in common: the form of --help, how mistakes are told, the program's version.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace tools {

/// What to print instead of doing anything, and the exit status that goes with it.
struct Answer {
  std::string text;
  int status = 0;
};

[[nodiscard]] const char* version();

/// What help and man page of a command say that does not stand with its options. A term and what it means, each.
struct Manual {
  using Terms = std::vector<std::pair<std::string, std::string>>;
  std::string summary;                // what it does, in a few words that could follow its name
  Terms examples;                     // a command line, and what comes of it
  Terms commands;                     // each has a page of its own
  std::vector<std::string> notes;     // paragraphs
  Terms exit_status;                  // the numbers, and what they say
  Terms files;                        // that it writes or reads
  std::vector<std::string> everyday;  // the options that --help shows, --help-all having all; empty: it shows all
};

/// The help of `app` fits 80 columns, and -h stands in a group of its own. Call it once all options are there.
void format_help(CLI::App& app, Manual manual);

/// What format_help was given for this app.
[[nodiscard]] const Manual& manual_of(const CLI::App& app);

/// Is shown a command line with all its options; nothing is parsed or run. It must not keep the app.
using DescriptionUser = std::function<void(const CLI::App& app)>;

/// Reads the arguments into the variables that the options of `app` name. `--help` and `--version` are answers with
/// status 0, mistakes are answers with exit_usage, their text begins with the name of `app`; none when all is well.
[[nodiscard]] std::optional<Answer> parse(CLI::App& app, int argc, const char* const* argv);

/// The answer to a mistake.
[[nodiscard]] Answer usage_mistake(const CLI::App& app, const std::string& mistake);

/// Prints it where it belongs, and returns its exit status.
[[nodiscard]] int print(const Answer& answer);

/// An option whose value may not be empty; `missing` tells what is, as in "the name of a file".
void require_value(CLI::Option& option, std::string missing);

/// Tells what there is to choose from, for completion and man page; does not check what was typed.
void offer(CLI::Option& option, const std::vector<std::string_view>& choices);

/// What `offer` was told; empty where anything may be typed.
[[nodiscard]] std::vector<std::string> choices_of(const CLI::Option& option);

/// The placeholder of an option's or argument's value as help shows it ("DIR"); empty for flags.
[[nodiscard]] std::string placeholder_of(const CLI::Option& option);

/// Looks up what was typed; on failure the mistake lists what there is.
template <typename Value>
std::optional<std::string> choose(std::string_view option, std::string_view typed,
                                  std::initializer_list<std::pair<std::string_view, Value>> choices, Value& into) {
  std::string names;
  for (const auto& [name, value] : choices) {
    if (name == typed) {
      into = value;
      return std::nullopt;
    }
    names.append(names.empty() ? "" : "|").append(name);
  }
  return std::string(option) + ": '" + std::string(typed) + "' is not one of " + names;
}

}  // namespace tools
