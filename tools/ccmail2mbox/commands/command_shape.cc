#include "tools/ccmail2mbox/commands/command_shape.h"

#include <CLI/CLI.hpp>

namespace tools {

ValueKind value_kind_of(const CLI::Option& option) {
  const std::string placeholder = placeholder_of(option);
  if (placeholder.empty()) return ValueKind::none;
  if (!choices_of(option).empty()) return ValueKind::choice;
  if (placeholder == "INPUT" || placeholder.find("FILE") != std::string::npos) return ValueKind::file;
  return placeholder == "DIR" ? ValueKind::directory : ValueKind::anything;
}

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

bool repeats(const CLI::Option& option) { return option.get_expected_max() > 1; }

}  // namespace tools
