#include "tools/ccmail2mbox/commands/completion.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <string_view>
#include <vector>

#include "tools/ccmail2mbox/commands/command.h"
#include "tools/ccmail2mbox/commands/command_shape.h"
#include "tools/ccmail2mbox/options/options.h"

namespace tools {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : separator).append(word);
  return out;
}

// In single quotes all three shells take every other character as it stands.
std::string single_quoted(std::string_view text, std::string_view quote = "'\\''") {
  std::string out = "'";
  for (const char character : text)
    if (character == '\'')
      out += quote;
    else
      out += character;
  return out + "'";
}

// Every command line there is, the conversion first, whose command is empty.
void for_each_line(const std::function<void(std::string_view command, const CLI::App& app)>& use) {
  describe_conversion([&](const CLI::App& app) { use({}, app); });
  for (const Command& command : all_commands()) command.describe([&](const CLI::App& app) { use(command.name, app); });
}

void for_each_option(const CLI::App& app, const std::function<void(const CLI::Option& option)>& use) {
  for (const CLI::Option* const option : app.get_options())
    if (!option->get_positional()) use(*option);
}

// The argument, of which no command line has two kinds; null where there is none.
const CLI::Option* argument_of(const CLI::App& app) {
  for (const CLI::Option* const option : app.get_options())
    if (option->get_positional()) return option;
  return nullptr;
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const Command& command : all_commands()) names.emplace_back(command.name);
  return names;
}

// The assignments that say what a value may be.
std::string bash_value(const CLI::Option& option) {
  switch (value_kind_of(option)) {
    case ValueKind::choice:
      return "kind=words words=" + single_quoted(joined(choices_of(option), " "));
    case ValueKind::file:
      return "kind=file";
    case ValueKind::directory:
      return "kind=directory";
    case ValueKind::none:
    case ValueKind::anything:
      break;
  }
  return "kind=anything";
}

// A colon and an end of bracket mean something to _arguments.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char character : text) {
    if (character == ':' || character == '[' || character == ']' || character == '\\') out += '\\';
    out += character;
  }
  return out;
}

std::string zsh_value(const CLI::Option& option) {
  const std::string value = ":" + zsh_text(placeholder_of(option)) + ":";
  switch (value_kind_of(option)) {
    case ValueKind::choice:
      return value + "(" + joined(choices_of(option), " ") + ")";
    case ValueKind::file:
      return value + "_files";
    case ValueKind::directory:
      return value + "_files -/";
    case ValueKind::none:
      return {};
    case ValueKind::anything:
      break;
  }
  return value + " ";
}

std::string zsh_option(const CLI::Option& option) {
  std::string out;
  const std::vector<std::string> names = names_of(option);
  const std::string others = repeats(option) ? "*" : "(" + joined(names, " ") + ")";
  const bool valued = value_kind_of(option) != ValueKind::none;
  for (const std::string& name : names) {
    const std::string_view end = !valued ? "" : name.starts_with("--") ? "=" : "+";
    out += " \\\n      " + single_quoted(others + name + std::string(end) + "[" + zsh_text(option.get_description()) +
                                         "]" + zsh_value(option));
  }
  return out;
}

std::string zsh_argument(const CLI::Option* argument, bool conversion) {
  if (argument == nullptr) return {};
  return " \\\n      " + single_quoted(conversion ? "*:INPUT:_ccmail2mbox_inputs"
                                                  : (repeats(*argument) ? "*" : "1") + zsh_value(*argument));
}

std::string fish_value(const CLI::Option& option) {
  switch (value_kind_of(option)) {
    case ValueKind::choice:
      return " -x -a " + single_quoted(joined(choices_of(option), " "));
    case ValueKind::file:
      return " -r -F";
    case ValueKind::directory:
      return " -x -a '(__fish_complete_directories (commandline -ct))'";
    case ValueKind::none:
      return {};
    case ValueKind::anything:
      break;
  }
  return " -x";
}

std::string fish_string(std::string_view text) { return single_quoted(text, "\\'"); }

}  // namespace

std::string bash_completion() {
  std::string values;
  std::string options;
  std::string arguments;
  for_each_line([&](std::string_view command, const CLI::App& app) {
    std::vector<std::string> all;
    for_each_option(app, [&](const CLI::Option& option) {
      const std::vector<std::string> names = names_of(option);
      all.insert(all.end(), names.begin(), names.end());
      if (value_kind_of(option) == ValueKind::none) return;
      std::string pattern;
      for (const std::string& name : names)
        pattern.append(pattern.empty() ? "" : " | ").append(single_quoted(std::string(command) + " " + name));
      values += "    " + pattern + ") " + bash_value(option) + " ;;\n";
    });
    options += "      " + single_quoted(command) + ") words=" + single_quoted(joined(all, " ")) + " ;;\n";
    if (const CLI::Option* const argument = argument_of(app))
      arguments += "      " + single_quoted(command) + ") " + bash_value(*argument) + " ;;\n";
  });
  return R"(# bash completion for ccmail2mbox, as 'ccmail2mbox completion bash' prints it
_ccmail2mbox() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= kind= words=
  # To bash the "=" of --option=value is a word of its own.
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]] && ((COMP_CWORD > 2)); then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if ((COMP_CWORD > 1)); then
    case ${COMP_WORDS[1]} in
      )" +
         joined(command_names(), " | ") + R"() command=${COMP_WORDS[1]} ;;
    esac
  fi
  case "$command $before" in
)" + values +
         R"(  esac
  if [[ -n $kind ]]; then
    :
  elif [[ $word == -* ]]; then
    kind=words
    case $command in
)" + options +
         R"(    esac
  else
    case $command in
)" + arguments +
         R"(    esac
    if ((COMP_CWORD == 1)); then words=')" +
         joined(command_names(), " ") + R"('; fi
  fi
  COMPREPLY=()
  if [[ -n $words ]]; then mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"); fi
  local -a paths=()
  case $kind in
    file) mapfile -t paths < <(compgen -f -- "$word") ;;
    directory) mapfile -t paths < <(compgen -d -- "$word") ;;
  esac
  if ((${#paths[@]} > 0)); then
    COMPREPLY+=("${paths[@]}")
    compopt -o filenames 2>/dev/null
  fi
}
complete -F _ccmail2mbox ccmail2mbox
)";
}

std::string zsh_completion() {
  std::string commands;
  std::string cases;
  std::string conversion;
  for_each_line([&](std::string_view command, const CLI::App& app) {
    std::string specs;
    for_each_option(app, [&](const CLI::Option& option) { specs += zsh_option(option); });
    specs += zsh_argument(argument_of(app), command.empty());
    if (command.empty()) {
      conversion = "  _arguments -s -S" + specs + "\n";
    } else {
      commands += "    " + single_quoted(std::string(command) + ":" + manual_of(app).summary) + "\n";
      cases += "    " + std::string(command) + ")\n      shift words\n      ((CURRENT--))\n      _arguments -s -S" +
               specs + "\n      return ;;\n";
    }
  });
  return R"(#compdef ccmail2mbox
# zsh completion for ccmail2mbox, as 'ccmail2mbox completion zsh' prints it
_ccmail2mbox_commands() {
  local -a commands=(
)" + commands +
         R"(  )
  _describe -t commands command commands
}

_ccmail2mbox_inputs() {
  if ((CURRENT == 2)); then
    _alternative 'commands:command:_ccmail2mbox_commands' 'files:export:_files'
  else
    _files
  fi
}

_ccmail2mbox() {
  if ((CURRENT > 2)); then
    case $words[2] in
)" + cases +
         R"(    esac
  fi
)" + conversion +
         R"(}

if [[ ${funcstack[1]} == _ccmail2mbox ]]; then
  _ccmail2mbox "$@"
else
  compdef _ccmail2mbox ccmail2mbox
fi
)";
}

std::string fish_completion() {
  std::string out = R"(# fish completion for ccmail2mbox, as 'ccmail2mbox completion fish' prints it
function __ccmail2mbox_is
    set -l words (commandline -opc)
    set -l command ''
    if test (count $words) -gt 1; and contains -- $words[2] )" +
                    joined(command_names(), " ") + R"(
        set command $words[2]
    end
    test "$command" = "$argv[1]"
end

function __ccmail2mbox_first
    test (count (commandline -opc)) -eq 1
end

)";
  for_each_line([&](std::string_view command, const CLI::App& app) {
    const std::string begin =
        "complete -c ccmail2mbox -n " + single_quoted("__ccmail2mbox_is '" + std::string(command) + "'", "\"");
    if (!command.empty())
      out += "complete -c ccmail2mbox -n __ccmail2mbox_first -a " + std::string(command) + " -d " +
             fish_string(manual_of(app).summary) + "\n";
    for_each_option(app, [&](const CLI::Option& option) {
      out += begin;
      for (const std::string& name : option.get_snames()) out += " -s " + name;
      for (const std::string& name : option.get_lnames()) out += " -l " + name;
      out += fish_value(option) + " -d " + fish_string(option.get_description()) + "\n";
    });
    const CLI::Option* const argument = argument_of(app);
    // Files are what fish offers anyway.
    if (argument != nullptr && value_kind_of(*argument) != ValueKind::file) {
      const std::string value = fish_value(*argument);
      out += begin + " -f" + (value.starts_with(" -x -a") ? value.substr(3) : "") + "\n";
    }
  });
  return out;
}

}  // namespace tools
