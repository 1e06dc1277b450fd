// ccmail2mbox-manual DIR DATE: writes the man pages of the program and its commands into DIR. Run by the build.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "tools/ccmail2mbox/commands/command.h"
#include "tools/ccmail2mbox/commands/man_page.h"
#include "tools/ccmail2mbox/options/options.h"

namespace {

void for_each_app(const tools::DescriptionUser& use) {
  tools::describe_conversion(use);
  for (const tools::Command& command : tools::all_commands()) command.describe(use);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: ccmail2mbox-manual DIR DATE\n", stderr);
    return 2;
  }
  const std::string directory = argv[1];
  std::vector<std::string> names;
  for_each_app([&](const CLI::App& app) { names.push_back(tools::page_name(app)); });
  bool written = true;
  for_each_app([&](const CLI::App& app) {
    std::ofstream out(directory + "/" + tools::page_name(app) + ".1", std::ios::binary);
    out << tools::man_page(app, argv[2], names);
    out.close();
    written = written && out;
  });
  if (!written) std::fputs("ccmail2mbox-manual: cannot write the pages\n", stderr);
  return written ? 0 : 1;
}
