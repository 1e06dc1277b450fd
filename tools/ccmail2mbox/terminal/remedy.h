// What a person can do about an error of the system.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tools {

enum class Side : std::uint8_t { input, output };

/// Begins with "; ", or is empty where nothing better than the error itself is known. `error` is an errno value.
[[nodiscard]] std::string remedy_of(int error, Side side);

/// Likewise for a text that ends with what the system calls an error; empty for any other text.
[[nodiscard]] std::string remedy_of(std::string_view text, Side side);

}  // namespace tools
