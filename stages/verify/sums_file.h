// A list of checksums as sha256sum writes it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace stages::verify {

/// File names and their SHA-256 in lower-case digits. Lines are `<64 digits>  <name>`, ended by LF. The error is the
/// offset of a line that is none, or that names a file twice or one outside of the directory.
[[nodiscard]] tl::expected<std::map<std::string, std::string>, std::uint64_t> parse_sums(std::string_view text);

}  // namespace stages::verify
