#include "stages/custody/source_copy.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>

#include "formats/hash/sha256.h"
#include "formats/mailbox/file_name.h"
#include "stages/custody/file_hash.h"
#include "stages/decode/input_file.h"
#include "stages/write/output_file.h"
#include "stages/write/reporting_errors.h"

namespace stages {
namespace fs = std::filesystem;

fs::path source_path(const fs::path& directory, std::size_t input, std::string_view name) {
  fs::path path = directory / std::to_string(input);
  while (!name.empty()) {
    const std::size_t slash = std::min(name.find('/'), name.size());
    if (slash > 0) path /= formats::mailbox::escape_file_name(name.substr(0, slash));
    name.remove_prefix(std::min(slash + 1, name.size()));
  }
  return path;
}

void copy_source(const Source& source, const fs::path& directory) {
  const fs::path target = source_path(directory, source.input, source.name);
  reporting_errors([&] { fs::create_directories(target.parent_path()); });
  OutputFile copy(target.string());
  formats::hash::Sha256 hash;
  read_file(source.path, [&](std::string_view part) {
    hash.update(part);
    copy.write(part);
  });
  copy.close();
  const auto hex = hash.hex();
  if (!source.sha256.empty() && std::string_view(hex.data(), hex.size()) != source.sha256)
    throw InputError(source.path, std::nullopt, "has changed since it was converted");
  // A copy without the time is a copy all the same.
  std::error_code error;
  const auto modified = fs::last_write_time(source.path, error);
  if (!error) fs::last_write_time(target, modified, error);
}

}  // namespace stages
