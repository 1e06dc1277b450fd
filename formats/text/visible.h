// Bytes as a person can see them, one by one: nothing of them can steer a terminal or pass for something else.
#pragma once

#include <string>
#include <string_view>

namespace formats::text {

/// Appends printable ASCII as it is, CR, LF and TAB as \r, \n and \t, a backslash as two, every other byte as \x and
/// two hexadecimal digits.
void append_visible(std::string& out, std::string_view bytes);
[[nodiscard]] std::string visible(std::string_view bytes);

}  // namespace formats::text
