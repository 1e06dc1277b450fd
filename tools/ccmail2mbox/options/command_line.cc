#include "tools/ccmail2mbox/options/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include "tools/ccmail2mbox/terminal/exit_code.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

constexpr std::size_t name_width = 24;

// A term with what it means beside it, or below it where it is too long.
std::string entry(const std::string& term, std::string_view meaning, std::size_t width) {
  std::string line = "  " + term;
  std::string out;
  if (line.size() + 2 > width) {
    out = line + "\n";
    line.clear();
  }
  line.resize(width, ' ');
  return out + wrapped(std::move(line), meaning, width);
}

std::string entries(const std::string& title, const Manual::Terms& terms, std::size_t most_wide) {
  if (terms.empty()) return {};
  std::size_t width = 0;
  for (const auto& [term, meaning] : terms) width = std::max(width, term.size() + 4);
  std::string out = "\n" + title + ":\n";
  for (const auto& [term, meaning] : terms) out += entry(term, meaning, std::min(width, most_wide));
  return out;
}

// CLI11 2.1 does not wrap.
class Help : public CLI::Formatter {
 public:
  explicit Help(Manual manual) : manual_(std::move(manual)) {}

  [[nodiscard]] const Manual& manual() const { return manual_; }

  [[nodiscard]] std::string make_option(const CLI::Option* option, bool is_positional) const override {
    std::string name = is_positional ? option->get_name(true) : option->get_name(false, true);
    if (const auto comma = name.find(','); comma != std::string::npos) name.insert(comma + 1, " ");
    if (!is_positional) name += make_option_opts(option);
    return entry(name, option->get_description(), name_width);
  }

  [[nodiscard]] std::string make_option_opts(const CLI::Option* option) const override {
    const std::string placeholder = placeholder_of(*option);
    return placeholder.empty() ? placeholder : " " + placeholder;
  }

  [[nodiscard]] std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    const bool everyday = !manual_.everyday.empty() && mode != CLI::AppFormatMode::All;
    std::string out = make_description(app) + make_usage(app, std::move(name)) + arguments(*app);
    if (everyday) {
      std::string options;
      for (const std::string& option : manual_.everyday) options += make_option(app->get_option(option), false);
      out += "\nOptions:\n" + options;
    } else {
      for (const std::string& group : app->get_groups()) out += options_of(*app, group);
    }
    out += examples() + entries("Commands, each with its own --help", manual_.commands, name_width);
    for (const std::string& note : manual_.notes) out += "\n" + wrapped({}, note, 0);
    if (!everyday) {
      out += entries("Files", manual_.files, name_width) + entries("Exit status", manual_.exit_status, name_width);
    }
    return out;
  }

 private:
  [[nodiscard]] std::string arguments(const CLI::App& app) const {
    std::string out;
    for (const CLI::Option* const option : app.get_options())
      if (option->get_positional()) out += make_option(option, true);
    return out.empty() ? out : "\n" + out;
  }

  [[nodiscard]] std::string options_of(const CLI::App& app, const std::string& group) const {
    std::string out;
    if (group.empty()) return out;
    for (const CLI::Option* const option : app.get_options())
      if (option->get_group() == group && option->nonpositional()) out += make_option(option, false);
    return out.empty() ? out : "\n" + group + ":\n" + out;
  }

  // A command line may be long: what comes of it stands below it.
  [[nodiscard]] std::string examples() const {
    if (manual_.examples.empty()) return {};
    std::string out = "\nExamples:\n";
    for (const auto& [line, effect] : manual_.examples) {
      out += "  " + line + "\n";
      if (!effect.empty()) out += wrapped(std::string(6, ' '), effect, 6);
    }
    return out;
  }

  Manual manual_;
};

}  // namespace

const char* version() { return CCMAIL2MBOX_VERSION; }

void format_help(CLI::App& app, Manual manual) {
  constexpr const char* group = "About";
  app.set_help_flag();  // taken away, so that it comes last
  if (manual.everyday.empty()) {
    app.set_help_flag("-h,--help", "prints this")->group(group);
  } else {
    app.set_help_flag("-h,--help", "prints the options of every day, and examples")->group(group);
    app.set_help_all_flag("--help-all", "prints all options")->group(group);
  }
  app.formatter(std::make_shared<Help>(std::move(manual)));
}

const Manual& manual_of(const CLI::App& app) { return dynamic_cast<const Help&>(*app.get_formatter()).manual(); }

Answer usage_mistake(const CLI::App& app, const std::string& mistake) {
  return {app.get_name() + ": " + mistake + "\n", exit_usage};
}

std::optional<Answer> parse(CLI::App& app, int argc, const char* const* argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return Answer{app.help(), exit_ok};
  } catch (const CLI::CallForAllHelp&) {
    return Answer{app.help("", CLI::AppFormatMode::All), exit_ok};
  } catch (const CLI::CallForVersion& call) {
    return Answer{std::string(call.what()) + "\n", exit_ok};
  } catch (const CLI::ParseError& error) {
    return usage_mistake(app, std::string(error.what()) + "\nTry '" + app.get_name() + " --help'.");
  }
  return std::nullopt;
}

int print(const Answer& answer) {
  std::fputs(answer.text.c_str(), answer.status == exit_ok ? stdout : stderr);
  return answer.status;
}

void require_value(CLI::Option& option, std::string missing) {
  option.check([missing = std::move(missing)](const std::string& value) {
    return value.empty() ? missing + " is missing" : std::string();
  });
}

// The description of a check stands behind the name of the type, where what shows the option can read it.
void offer(CLI::Option& option, const std::vector<std::string_view>& choices) {
  std::string all;
  for (const std::string_view choice : choices) all.append(all.empty() ? "{" : "|").append(choice);
  option.check(CLI::Validator([](std::string& /*typed*/) { return std::string(); }, all + "}"));
}

std::vector<std::string> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t begin = type.find(":{");
  std::vector<std::string> choices;
  if (begin == std::string::npos) return choices;
  std::string_view rest(type);
  rest = rest.substr(begin + 2, type.find('}', begin) - begin - 2);
  while (!rest.empty()) {
    choices.emplace_back(rest.substr(0, rest.find('|')));
    rest.remove_prefix(std::min(rest.size(), choices.back().size() + 1));
  }
  return choices;
}

std::string placeholder_of(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true);
  if (option.get_type_size() == 0) return {};
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

}  // namespace tools
