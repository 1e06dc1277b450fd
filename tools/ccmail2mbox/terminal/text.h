// Numbers and names as people read them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tools {

/// "1,234,567"
[[nodiscard]] std::string grouped(std::uint64_t number);

/// "512 bytes", "1.5 MB": decimal units.
[[nodiscard]] std::string human_size(std::uint64_t bytes);

/// "1 message", "2 messages": the plural is made with an s.
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

/// `text` with control characters, marks of direction and bytes that are not UTF-8 shown as "?": nothing from a dump or
/// a file name may steer a terminal.
[[nodiscard]] std::string printable(std::string_view text);

/// The columns that `text`, which is printable, takes on a terminal: wide characters of East Asia take two.
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// `text`, which is printable, in at most `columns`; what is cut off is shown by an ellipsis.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t columns);

/// `text` in lines of less than 80 bytes that begin with `indent` blanks, none of its words cut. The first goes on
/// where `line` ends.
[[nodiscard]] std::string wrapped(std::string line, std::string_view text, std::size_t indent);

}  // namespace tools
