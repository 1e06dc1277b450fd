#include "tools/ccmail2mbox/options/output_place.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace tools {
namespace fs = std::filesystem;
namespace {

// True when `path` is `directory` or lies below it.
bool lies_within(const fs::path& path, const fs::path& directory) {
  return std::mismatch(directory.begin(), directory.end(), path.begin(), path.end()).first == directory.end();
}

fs::path absolute(const std::string& path) {
  std::error_code error;
  fs::path result = fs::weakly_canonical(path, error);
  if (error) result = fs::absolute(path).lexically_normal();  // a directory on the way may not be searched
  // "dir/" ends in an empty component, which would hide that "dir" holds it.
  if (result.filename().empty()) result = result.parent_path();
  return result;
}

std::optional<std::string> misplaced_directory(const Options& options) {
  const fs::path output = absolute(options.output);
  for (const std::string& input : options.inputs) {
    if (input == "-") continue;
    const fs::path place = absolute(input);
    std::error_code error;
    if (fs::is_directory(place, error) && lies_within(output, place))
      return "--output " + options.output + " lies inside the input " + input + "; name a directory elsewhere";
    if (lies_within(place, output))
      return "the input " + input + " lies inside --output " + options.output + "; name a directory elsewhere";
  }
  return std::nullopt;
}

// A file takes the place of one that is there; what is anything else must not be lost.
std::optional<std::string> occupied(const std::string& option, const std::string& name, bool directory) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(name, error);
  if (!fs::exists(status)) return std::nullopt;
  if (!directory && !fs::is_regular_file(status)) return option + " " + name + ": there is something that is no file";
  if (directory && (!fs::is_directory(status) || !fs::is_empty(name, error)))
    return option + " " + name + ": name a new or an empty directory";
  struct stat mail {};
  struct stat file {};
  if (!directory && ::fstat(STDOUT_FILENO, &mail) == 0 && ::stat(name.c_str(), &file) == 0 &&
      mail.st_dev == file.st_dev && mail.st_ino == file.st_ino)
    return option + " " + name + ": the mail goes there; name another file";
  return std::nullopt;
}

using NamedOutput = std::pair<std::string, std::string>;  // option, name

bool overlap(const NamedOutput& one, const NamedOutput& other) {
  return one.first != other.first && lies_within(absolute(one.second), absolute(other.second));
}

std::optional<std::string> misplaced(const NamedOutput& output, const std::vector<std::string>& inputs) {
  const auto& [option, name] = output;
  const fs::path place = absolute(name);
  const auto input = std::find_if(inputs.begin(), inputs.end(), [&](const std::string& one) {
    return one != "-" && (lies_within(place, absolute(one)) || lies_within(absolute(one), place));
  });
  if (input == inputs.end()) {
    // An output directory has rules of its own, a log may go to a terminal or a pipe.
    const bool may_be_there = option == "--output" || option == "--log";
    return may_be_there ? std::nullopt : occupied(option, name, option == "--quarantine");
  }
  return option + " " + name + " lies inside the input " + *input + "; name a place elsewhere";
}

}  // namespace

std::optional<std::string> misplaced_output(const Options& options) {
  if (!options.output.empty())
    if (auto mistake = misplaced_directory(options)) return mistake;
  std::vector<NamedOutput> outputs{{"--output", options.output},
                                   {"--report", options.report},
                                   {"--manifest", options.manifest},
                                   {"--quarantine", options.quarantine},
                                   {"--log", options.log}};
  std::erase_if(outputs, [](const NamedOutput& output) { return output.second.empty(); });
  for (const NamedOutput& output : outputs) {
    for (const NamedOutput& other : outputs)
      if (overlap(output, other)) return output.first + " and " + other.first + ": name different places";
    if (auto mistake = misplaced(output, options.inputs)) return mistake;
  }
  return std::nullopt;
}

}  // namespace tools
