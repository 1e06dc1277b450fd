// A copy of a dump as it is stored, to be kept beside what was made of it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace stages {

struct Source {
  std::string path;
  std::string name;       // below the INPUT that led to it
  std::size_t input = 0;  // which INPUT that was, from 0
  std::string sha256;     // of the file when it was converted; empty where it could not be
};

/// `directory`/<input>/<name>, each component of the name escaped (formats/mailbox/file_name.h).
[[nodiscard]] std::filesystem::path source_path(const std::filesystem::path& directory, std::size_t input,
                                                std::string_view name);

/// Copies the file to its source_path(), with the time it was last modified. Throws InputError when it cannot be read
/// or is not what was converted, OutputError.
void copy_source(const Source& source, const std::filesystem::path& directory);

}  // namespace stages
