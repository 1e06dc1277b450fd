#include "tools/ccmail2mbox/command_line.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <vector>

#include "tools/ccmail2mbox/exit_code.h"

namespace tools {
namespace {

constexpr std::size_t name_width = 24;
constexpr std::size_t screen_width = 80;

// CLI11 2.1 does not wrap.
class Help : public CLI::Formatter {
 public:
  [[nodiscard]] std::string make_group(std::string group, bool /*is_positional*/,
                                       std::vector<const CLI::Option*> options) const override {
    std::string out = "\n" + group + ":\n";
    for (const CLI::Option* const option : options) out += make_option(option, option->get_positional());
    return out;
  }

  [[nodiscard]] std::string make_positionals(const CLI::App* app) const override {
    std::string out;
    for (const CLI::Option* const option : app->get_options())
      if (option->get_positional()) out += make_option(option, true);
    return out.empty() ? out : "\n" + out;
  }

  [[nodiscard]] std::string make_option(const CLI::Option* option, bool is_positional) const override {
    std::string line = "  " + make_option_name(option, is_positional);
    if (!is_positional) line += make_option_opts(option);
    std::string out;
    // A name that is too long has a line to itself.
    if (line.size() + 2 > name_width) {
      out = line + "\n";
      line.clear();
    }
    line.resize(name_width, ' ');
    std::string_view rest = option->get_description();
    while (!rest.empty()) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      if (line.size() > name_width && line.size() + word.size() >= screen_width) {
        out += line + "\n";
        line.assign(name_width, ' ');
      }
      line.append(line.size() > name_width ? " " : "").append(word);
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
    return out + line + "\n";
  }

  // The type alone: what CLI11 adds to it (limits, how often) the descriptions say in words.
  [[nodiscard]] std::string make_option_opts(const CLI::Option* option) const override {
    const std::string type = option->get_type_size() != 0 ? option->get_type_name() : "";
    return type.empty() ? type : " " + type.substr(0, type.find(':'));
  }

  [[nodiscard]] std::string make_help(const CLI::App* app, std::string name,
                                      CLI::AppFormatMode /*mode*/) const override {
    std::string out = make_description(app) + make_usage(app, std::move(name)) + make_positionals(app);
    for (const std::string& group : app->get_groups()) {
      const auto options = app->get_options(
          [&](const CLI::Option* option) { return option->get_group() == group && option->nonpositional(); });
      if (!group.empty() && !options.empty()) out += make_group(group, false, options);
    }
    return out + "\n" + make_footer(app);
  }
};

}  // namespace

const char* version() { return CCMAIL2MBOX_VERSION; }

void format_help(CLI::App& app) {
  app.formatter(std::make_shared<Help>());
  app.set_help_flag();  // taken away, so that it comes last
  app.set_help_flag("-h,--help", "prints this")->group("About");
}

Answer usage_mistake(const CLI::App& app, const std::string& mistake) {
  return {app.get_name() + ": " + mistake + "\n", exit_usage};
}

std::optional<Answer> parse(CLI::App& app, int argc, const char* const* argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return Answer{app.help(), exit_ok};
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

}  // namespace tools
