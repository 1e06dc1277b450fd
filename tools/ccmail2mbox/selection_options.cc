#include "tools/ccmail2mbox/selection_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace tools {

void SelectionGroup::add_to(CLI::App& app) {
  constexpr const char* group = "Which messages";
  app.add_option("--skip-folder", options_.skip_folders, "leaves a folder out; give it several times for more folders")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->group(group);
}

std::optional<std::string> SelectionGroup::settle() {
  if (std::find(options_.skip_folders.begin(), options_.skip_folders.end(), "") != options_.skip_folders.end())
    return "--skip-folder: the name of a folder is missing";
  return std::nullopt;
}

}  // namespace tools
