// What standard error is: how wide, and whether it shows colours. Nothing but it is ever coloured or wrapped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tools/ccmail2mbox/options/terminal_options.h"

namespace tools {

enum class Colour : std::uint8_t { bold, red, yellow, green };

struct Terminal {
  std::size_t columns = 0;  // 0: not a terminal, lines may be of any length
  bool colours = false;

  /// `text` in this colour where there are colours; empty text stays empty.
  [[nodiscard]] std::string in(Colour colour, std::string_view text) const;

  /// Lines of errors, in which the name of the program before the colon is red; wrapped.
  [[nodiscard]] std::string errors(std::string_view lines) const;

  /// Breaks lines that are too long at blanks; what follows is indented. A word is never broken, nor a line that begins
  /// with a blank: tables and commands.
  [[nodiscard]] std::string wrapped(std::string_view text) const;
};

/// With `automatic` colours are for a terminal that is not called "dumb", without NO_COLOR (https://no-color.org).
[[nodiscard]] Terminal terminal_of_errors(ColourMode mode);

/// The width of standard error now, which may change at any time; 0 when it is no terminal.
[[nodiscard]] std::size_t columns_of_errors();

}  // namespace tools
