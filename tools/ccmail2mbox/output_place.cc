#include "tools/ccmail2mbox/output_place.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

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

}  // namespace

std::optional<std::string> misplaced_output(const Options& options) {
  if (options.output.empty()) return std::nullopt;
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

}  // namespace tools
