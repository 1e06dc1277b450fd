// UTF-8, a character at a time (RFC 3629). Malformed input never stops anything: it reads as U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace formats::text {

inline constexpr char32_t replacement_character = U'\uFFFD';

/// Appends one character. A surrogate or a value over U+10FFFF is appended as U+FFFD.
void append_utf8(std::string& out, char32_t character);

/// Takes the first character off `rest`, which must not be empty. Where no well-formed sequence starts (overlong
/// forms, surrogates and cut sequences are not well-formed), one byte is taken and U+FFFD returned.
[[nodiscard]] char32_t take_utf8(std::string_view& rest);

/// How many bytes from the start are printable ASCII, 0x20 to 0x7E.
[[nodiscard]] std::size_t printable_prefix(std::string_view bytes);

}  // namespace formats::text
