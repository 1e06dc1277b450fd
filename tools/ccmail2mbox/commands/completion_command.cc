#include "tools/ccmail2mbox/commands/completion_command.h"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include "tools/ccmail2mbox/commands/completion.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"

namespace tools {
namespace {

using Script = std::string (*)();

constexpr const char* description = "Prints the script by which a shell completes commands, options and their values.";

void define(CLI::App& app, std::string& shell) {
  offer(*app.add_option("SHELL", shell, "bash, zsh, fish")->required(), {"bash", "zsh", "fish"});
  Manual manual;
  manual.summary = "prints what lets a shell complete options";
  manual.examples = {{"source <(ccmail2mbox completion bash)", "in ~/.bashrc; in ~/.zshrc likewise, behind compinit"},
                     {"ccmail2mbox completion fish | source", "in ~/.config/fish/config.fish"}};
  manual.notes = {"The Debian package has all three in place."};
  manual.exit_status = {{"0", "printed"}, {"2", "usage"}, {"4", "the script cannot be written"}};
  format_help(app, std::move(manual));
}

}  // namespace

void describe_completion(const DescriptionUser& use) {
  std::string shell;
  CLI::App app(description, "ccmail2mbox completion");
  define(app, shell);
  use(app);
}

int run_completion(int argc, const char* const* argv, const StandardStreams& streams) {
  std::string shell;
  CLI::App app(description, "ccmail2mbox completion");
  define(app, shell);
  if (const auto answer = parse(app, argc, argv)) return print(*answer);
  Script script = nullptr;
  if (const auto mistake = choose<Script>(
          "SHELL", shell, {{"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}}, script))
    return print(usage_mistake(app, *mistake));
  const std::string text = script();
  if (!streams.output || std::fwrite(text.data(), 1, text.size(), stdout) < text.size() || std::fflush(stdout) != 0) {
    const std::string reason = streams.output ? std::generic_category().message(errno) : "is closed";
    std::fputs((app.get_name() + ": standard output: " + reason + "\n").c_str(), stderr);
    return exit_output;
  }
  return exit_ok;
}

}  // namespace tools
