// A file of checksums that somebody left, read line by line, whatever wrote it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "formats/hash/checksum_list.h"

namespace stages {

/// What the name of a file says about the checksums in it.
struct ListName {
  enum class Of : std::uint8_t { nothing, one_file, directory };
  Of of = Of::nothing;
  std::string file;  // for one_file: which, in the same directory
};

/// `<file>.md5`, `.sha256sum` and the like are for one file; `SHA256SUMS`, `md5sum.txt`, `checksums.sha1` and the like,
/// in any case, for a directory.
[[nodiscard]] ListName list_name(const std::string& name);

struct ReadList {
  std::string sha256;         // of the file
  std::uint64_t strange = 0;  // lines that are neither checksums nor comments (`;`, `#`), nor what stands above a table
};

/// Calls `take` with each checksum of the file at `path`: bytes, or UTF-16 that says so (RFC 2781, 3.2: as PowerShell
/// writes it), which is made UTF-8; lines end in LF or CR LF. None where the file is larger than 256 MiB, which
/// nobody's list of one backup is. Throws InputError.
[[nodiscard]] std::optional<ReadList> read_checksum_file(
    const std::string& path, const std::function<void(formats::hash::ListedChecksum)>& take);

}  // namespace stages
