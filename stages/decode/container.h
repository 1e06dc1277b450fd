// What a file seems to be, judged by its first bytes (and, for a post office's own files, by its name). Looks only,
// never decides that a file is an export.
#pragma once

#include <cstddef>
#include <string_view>

namespace stages {

/// As many first bytes as these functions can make use of; fewer are fine.
inline constexpr std::size_t container_probe_size = 2048;

/// How a file's bytes are packed.
enum class Container { plain, gzip, bzip2, xz, zstd };

/// The packing that `first_bytes` announce; `plain` when they announce none, or are too few to tell.
/// Source: RFC 1952 2.3.1; bzip2 1.0.8; the .xz file format 1.1.0, 2.1.1.1; RFC 8878 3.1.1 and 3.1.2.
[[nodiscard]] Container container_of(std::string_view first_bytes);

/// Whether `bytes` are how a stream of `container` begins, or the beginning of that: a file may be cut off within its
/// first bytes. True for no bytes at all, and for `plain`.
[[nodiscard]] bool may_begin(Container container, std::string_view bytes);

/// As many bytes as settle it for container_of() and may_begin().
inline constexpr std::size_t container_magic_size = 10;

/// "gzip", "bzip2", "xz", "zstd", "plain".
[[nodiscard]] std::string_view name_of(Container container);

/// What a file that is no export seems to be, to stand behind "seems to be": "a ZIP archive", "a cc:Mail database
/// (MLANDATA)", "text", "binary data", "empty" and so on. `first_bytes` are what is in the file, unpacked or not;
/// `file_name` may have a path before it. A guess: a name alone proves nothing, and 2 KB may not show what follows.
[[nodiscard]] std::string_view describe(std::string_view first_bytes, std::string_view file_name);

}  // namespace stages
