#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include "formats/mime/transfer.h"
#include "formats/text/utf8.h"

// mimetic's encoder takes CR and LF for the same, encodes a dozen harmless characters and goes over to encoding line
// ends at the first byte it calls binary; this one keeps text readable and a line end a line end.
namespace formats::mime {
namespace {

constexpr std::size_t line_limit = 76;
// What can matter for one line of output: what fits on it and whether a line end follows, or `>`s and "From ".
constexpr std::size_t lookahead = line_limit + 6;

std::size_t literal_prefix(std::string_view text) {
  const std::string_view printable = text.substr(0, text::printable_prefix(text));
  return std::min(printable.find('='), printable.size());
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_literal(char c) { return (c >= ' ' && c <= '~' && c != '=') || c == '\t'; }

std::array<char, 3> hex_of(char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'=', digits[byte >> 4], digits[byte & 0xF]};
}

/// Whether a line that begins like this must not begin so.
bool is_unsafe_start(std::string_view line) {
  if (line.front() == '.') return line.size() == 1 || line[1] == '\n';
  if (line.front() != '>' && line.front() != 'F') return false;
  line.remove_prefix(std::min(line.find_first_not_of('>'), line.size()));
  return line.starts_with("From ");
}

/// Writes one line of output from the start of `text`, of which it sees no more than `lookahead` bytes: all of it is
/// there, or the text ends earlier. `line_end` is where its first LF is. Returns how many bytes went into the line.
std::size_t put_line(std::string_view text, std::size_t line_end, std::string& out) {
  if (line_end <= line_limit && (line_end == 0 || !is_unsafe_start(text))) {
    const std::string_view line = text.substr(0, line_end);
    if (literal_prefix(line) == line_end && !line.ends_with(' ')) {
      out.append(text.substr(0, line_end + 1));
      return line_end + 1;
    }
  }
  std::array<char, line_limit + 2> line;  // NOLINT(*-member-init): written before it is read
  std::size_t column = 0;
  std::size_t at = 0;
  const auto put = [&](const char* characters, std::size_t count) {
    std::memcpy(&line[column], characters, count);
    column += count;
  };
  const auto ends_at = [&](std::size_t place) { return place >= text.size() || text[place] == '\n'; };
  // The last place of a line is for the "=" of a soft line end, unless the text's own line end comes there.
  const auto room = [&](std::size_t next) { return line_limit - (next < text.size() && text[next] == '\n' ? 0 : 1); };
  std::string_view line_break = "=\n";
  while (at < text.size()) {
    const char c = text[at];
    if (c == '\n') {
      line_break = "\n";
      ++at;
      break;
    }
    if ((at == 0 && is_unsafe_start(text)) || !is_literal(c) || (is_blank(c) && ends_at(at + 1))) {
      if (column + 3 > room(at + 1)) break;
      put(hex_of(c).data(), 3);
      ++at;
      continue;
    }
    std::size_t run = std::max<std::size_t>(literal_prefix(text.substr(at)), 1);
    if (run > 1 && ends_at(at + run) && text[at + run - 1] == ' ') --run;
    const std::size_t fitting = column + run <= room(at + run) ? run : line_limit - 1 - column;
    put(&text[at], fitting);
    at += fitting;
    if (fitting < run) break;
  }
  put(line_break.data(), line_break.size());
  out.append(line.data(), column);
  return at;
}

/// Writes the lines of `text` that nothing to come can change and returns the rest.
std::string_view put_lines(std::string_view text, bool complete, std::string& out) {
  while (!text.empty()) {
    const std::string_view window = text.substr(0, lookahead);
    const std::size_t line_end = window.find('\n');
    if (line_end == std::string_view::npos && window.size() < lookahead && !complete) break;
    text.remove_prefix(put_line(window, line_end, out));
  }
  return text;
}

}  // namespace

void QuotedPrintableEncoder::encode(std::string_view text, std::string& out) {
  if (!rest_.empty()) {
    // Lines that began in an earlier call are finished in rest_, with as much of `text` as they may need.
    const std::size_t old = rest_.size();
    rest_.append(text.substr(0, lookahead));
    std::string_view left = rest_;
    while (rest_.size() - left.size() < old) {
      const std::string_view window = left.substr(0, lookahead);
      const std::size_t line_end = window.find('\n');
      if (line_end == std::string_view::npos && window.size() < lookahead) {
        rest_.erase(0, rest_.size() - left.size());
        return;
      }
      left.remove_prefix(put_line(window, line_end, out));
    }
    text.remove_prefix(rest_.size() - left.size() - old);
    rest_.clear();
  }
  rest_ = put_lines(text, false, out);
}

void QuotedPrintableEncoder::finish(std::string& out) {
  put_lines(rest_, true, out);
  rest_.clear();
}

}  // namespace formats::mime
