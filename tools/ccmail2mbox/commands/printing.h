// What commands have in common that print what they find on standard output and write nothing else.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "pipeline/cancel.h"
#include "tools/ccmail2mbox/terminal/standard_streams.h"

namespace tools {

/// Writes to standard output, whatever bytes. Throws stages::OutputError.
void print_text(std::string_view text);

/// The columns of the terminal that standard output is; 0 where it is none.
[[nodiscard]] std::size_t terminal_width();

/// "ccmail2mbox COMMAND: text" and a line end, on standard error.
void print_complaint(std::string_view command, std::string_view text);

/// Runs the work of a command and flushes what it printed. Returns what the work returns or, when it was interrupted or
/// its output cannot be written, the exit status for that. A reader that has gone away is no news to it.
[[nodiscard]] int run_printing(std::string_view command, const StandardStreams& streams,
                               const std::function<int(pipeline::Cancel&)>& work);

}  // namespace tools
