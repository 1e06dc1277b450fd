// How the page looks: light and dark, narrow and wide, on paper.
#pragma once

#include <string_view>

namespace stages::html {

/// CSS, for a style element.
[[nodiscard]] std::string_view style();

}  // namespace stages::html
