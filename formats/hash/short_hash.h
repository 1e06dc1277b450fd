// A few digits of SHA-256, where a name has to stay distinct after characters were lost.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace formats::hash {

/// Appends the first `digits` (at most 64) lower-case hexadecimal digits of the SHA-256 of `bytes`.
void append_short_hash(std::string& out, std::string_view bytes, std::size_t digits);

}  // namespace formats::hash
