// The hash of a file as it is stored.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace stages {

struct FileHash {
  std::uint64_t bytes = 0;
  std::string sha256;  // lower-case digits
};

/// Throws InputError.
[[nodiscard]] FileHash hash_of_file(const std::string& path);

/// Reads a file from front to back. Throws InputError, what `take` throws, and pipeline::Cancelled once `cancel_fd`
/// (pipeline::Cancel::descriptor()) is readable.
void read_file(const std::string& path, const std::function<void(std::string_view)>& take, int cancel_fd = -1);

}  // namespace stages
