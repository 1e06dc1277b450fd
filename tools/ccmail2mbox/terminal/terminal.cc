#include "tools/ccmail2mbox/terminal/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

constexpr std::size_t usual_columns = 80;  // of a terminal that does not say

bool colours_wanted(ColourMode mode) {
  if (mode != ColourMode::automatic) return mode == ColourMode::always;
  const char* const refused = std::getenv("NO_COLOR");
  const char* const kind = std::getenv("TERM");
  if (refused != nullptr && *refused != '\0') return false;
  return kind != nullptr && *kind != '\0' && std::string_view(kind) != "dumb" && ::isatty(STDERR_FILENO) == 1;
}

std::string_view code_of(Colour colour) {
  switch (colour) {
    case Colour::bold:
      return "\033[1m";
    case Colour::red:
      return "\033[31m";
    case Colour::yellow:
      return "\033[33m";
    case Colour::green:
      break;
  }
  return "\033[32m";
}

// The columns of a word that may be coloured.
std::size_t visible_columns(std::string_view word) {
  std::size_t columns = 0;
  while (!word.empty()) {
    const std::size_t escape = word.find('\033');
    columns += columns_of(word.substr(0, escape));
    const std::size_t end = word.find('m', escape);
    if (escape == std::string_view::npos || end == std::string_view::npos) break;
    word.remove_prefix(end + 1);
  }
  return columns;
}

void append_wrapped(std::string& out, std::string_view line, std::size_t columns) {
  constexpr std::string_view indent = "    ";
  std::size_t used = 0;
  while (true) {
    const std::size_t blank = line.find(' ');
    const std::string_view word = line.substr(0, blank);
    const std::size_t width = visible_columns(word);
    if (used > 0 && used + 1 + width > columns) {
      out.append("\n").append(indent);
      used = indent.size();
    } else if (used > 0) {
      out += ' ';
      ++used;
    }
    out += word;
    used += width;
    if (blank == std::string_view::npos) return;
    line.remove_prefix(blank + 1);
  }
}

}  // namespace

std::string Terminal::in(Colour colour, std::string_view text) const {
  if (!colours || text.empty()) return std::string(text);
  return std::string(code_of(colour)).append(text).append("\033[0m");
}

std::string Terminal::errors(std::string_view lines) const {
  constexpr std::string_view begin = "ccmail2mbox";
  std::string out;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size() - 1) + 1;
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end);
    const std::size_t colon = line.find(": ");
    if (line.starts_with(begin) && colon != std::string_view::npos) {
      out += in(Colour::red, line.substr(0, colon + 1));
      line.remove_prefix(colon + 1);
    }
    out += line;
  }
  return wrapped(out);
}

std::string Terminal::wrapped(std::string_view text) const {
  if (columns == 0) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (line.starts_with(' ') || visible_columns(line) <= columns)
      out += line;
    else
      append_wrapped(out, line, columns);
    if (end == std::string_view::npos) break;
    out += '\n';
    text.remove_prefix(end + 1);
  }
  return out;
}

Terminal terminal_of_errors(ColourMode mode) { return {columns_of_errors(), colours_wanted(mode)}; }

std::size_t columns_of_errors() {
  if (::isatty(STDERR_FILENO) != 1) return 0;
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual_columns;
  return size.ws_col;
}

}  // namespace tools
