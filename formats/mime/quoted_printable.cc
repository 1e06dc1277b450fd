#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include "formats/ascii.h"
#include "formats/mime/transfer.h"
#include "formats/text/byte_block.h"

// mimetic's encoder takes CR and LF for the same, encodes a dozen harmless characters and goes over to encoding line
// ends at the first byte it calls binary; this one keeps text readable and a line end a line end.
namespace formats::mime {
namespace {

constexpr std::size_t line_limit = 76;
// What can matter for one line of output: what fits on it and whether a line end follows, or `>`s and "From ".
constexpr std::size_t lookahead = line_limit + 6;

/// Which bytes do not stand for themselves wherever they are, but for a blank at the end of a line.
constexpr auto not_literal = [](auto bytes) { return text::unprintable(bytes) | (bytes == '='); };

using Hex = std::array<char, 3>;

constexpr std::array<Hex, 256> hex_table = [] {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::array<Hex, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) table.at(byte) = {'=', digits[byte / 16], digits[byte % 16]};
  return table;
}();

const Hex& hex_of(char c) { return hex_table[static_cast<unsigned char>(c)]; }

/// Whether a line that begins like this must not begin so.
bool is_unsafe_start(std::string_view line) {
  if (line.front() == '.') return line.size() == 1 || line[1] == '\n';
  if (line.front() != '>' && line.front() != 'F') return false;
  line.remove_prefix(std::min(line.find_first_not_of('>'), line.size()));
  return line.starts_with("From ");
}

/// Writes one line of output from the start of `text`, of which it sees no more than `lookahead` bytes: all of it is
/// there, or the text ends earlier. Returns how many bytes went into the line.
std::size_t put_line(std::string_view text, std::string& out) {
  std::size_t column = 0;
  std::size_t at = 0;
  const auto put = [&](std::string_view characters) {
    out.append(characters);
    column += characters.size();
  };
  const auto put_hex = [&](char c) {
    const Hex& hex = hex_of(c);
    put({hex.data(), hex.size()});
  };
  const auto ends_at = [&](std::size_t place) { return place >= text.size() || text[place] == '\n'; };
  // The last place of a line is for the "=" of a soft line end, unless the text's own line end comes there.
  const auto room = [&](std::size_t next) { return line_limit - (next < text.size() && text[next] == '\n' ? 0 : 1); };
  std::string_view line_break = "=\n";
  if (is_unsafe_start(text)) {
    put_hex(text.front());
    at = 1;
  }
  while (at < text.size()) {
    std::size_t run = text::length_before(text.substr(at), not_literal);
    if (run == 0 && text[at] == '\t') run = 1;
    if (run > 0 && ends_at(at + run) && is_blank(text[at + run - 1])) --run;
    if (run > 0) {
      const std::size_t fitting = column + run <= room(at + run) ? run : line_limit - 1 - column;
      put(text.substr(at, fitting));
      at += fitting;
      if (fitting < run) break;
    } else if (text[at] == '\n') {
      line_break = "\n";
      ++at;
      break;
    } else {
      if (column + 3 > room(at + 1)) break;
      put_hex(text[at]);
      ++at;
    }
  }
  put(line_break);
  return at;
}

/// Writes the lines of a text, as far as it is listed at once. Nearly every line of mail comes out as one line that is
/// at most longer by what is encoded in it; others are left to put_line.
class ListedLines {
 public:
  explicit ListedLines(std::string_view text) : text_(text), stops_(listed(), not_literal) {}

  /// Writes the lines that begin within the first `count` bytes, up to one that something to come could change, and
  /// returns their length.
  std::size_t put(std::size_t count, bool complete, std::string& out) {
    const std::size_t end = std::min(count, listed().size());
    while (at_ < end) {
      if (take_line()) continue;
      const std::string_view window = text_.substr(at_, lookahead);
      const bool is_last = at_ + window.size() == text_.size();
      if (!is_last && listed().size() - at_ < lookahead) break;  // for the next list
      if (!complete && window.size() < lookahead && window.find('\n') == std::string_view::npos) break;
      flush(out);
      at_ += put_line(window, out);
    }
    flush(out);
    return at_;
  }

 private:
  static constexpr std::size_t line_room = 80;

  [[nodiscard]] std::string_view listed() const { return text_.substr(0, text::StopList::reach); }

  /// Writes a line if it begins safely and can be told from the list where it ends.
  bool take_line() {
    const std::string_view text = text_;
    if (is_unsafe_start(text.substr(at_, lookahead))) return false;
    const auto places = stops_.places();
    while (next_ < places.size() && places[next_] < at_) ++next_;
    const std::size_t start = used_;
    std::size_t from = at_;
    std::size_t column = 0;
    for (std::size_t i = next_;; ++i) {
      const bool listed_all = i == places.size();
      const std::size_t place = listed_all ? listed().size() : places[i];
      const char c = listed_all ? '\0' : text[place];
      if (c == '\t') continue;
      const std::size_t run = place - from;
      const bool blank_end = c == '\n' && run > 0 && is_blank(text[place - 1]);
      const bool may_end = listed_all || (c == '\n' && !blank_end);
      const std::size_t room = line_limit - column - (may_end ? 0 : 1);
      if (run > 0) copy(text.substr(from), std::min(run, line_limit), start + column);
      if (run - (blank_end ? 1 : 0) > room) return break_line(from + line_limit - 1 - column, line_limit - 1);
      if (listed_all) return false;
      column += run;
      from = place + 1;
      if (blank_end) {
        if (column + 2 > line_limit) return break_line(place - 1, column - 1);
        put_hex(text[place - 1], start + column - 1);
        column += 2;
      }
      if (c == '\n') {
        buffer_[start + column] = '\n';
        used_ = start + column + 1;
        at_ = from;
        next_ = i + 1;
        return true;
      }
      if (from == text.size()) return false;
      if (column + 3 > line_limit - (text[from] == '\n' ? 0 : 1)) return break_line(place, column);
      put_hex(c, start + column);
      column += 3;
    }
  }

  /// Ends a line that goes on at `place`, after `column` characters, unless something to come could make it unsafe.
  bool break_line(std::size_t place, std::size_t column) {
    if (text_.size() - at_ < lookahead) return false;
    buffer_[used_ + column] = '=';
    buffer_[used_ + column + 1] = '\n';
    used_ += column + 2;
    at_ = place;
    return true;
  }

  void put_hex(char c, std::size_t to) { std::memcpy(&buffer_[to], hex_of(c).data(), 3); }

  /// Copies more than is asked for if it can: a length that is known beforehand is copied without a branch.
  void copy(std::string_view source, std::size_t count, std::size_t to) {
    if (source.size() >= line_room) {
      std::memcpy(&buffer_[to], source.data(), line_room);
    } else {
      source.copy(&buffer_[to], count);
    }
  }

  void flush(std::string& out) {
    out.append(buffer_.data(), used_);
    used_ = 0;
  }

  std::string_view text_;
  text::StopList stops_;
  std::size_t at_ = 0;
  std::size_t next_ = 0;  ///< the first stop that may be in the line that begins at `at_`
  std::size_t used_ = 0;
  // Three characters for each byte, two for each soft line end after at least 24 bytes, and what is copied in excess.
  std::array<char, text::StopList::reach * 3 + text::StopList::reach / 8 + 2 * line_room> buffer_;
};

/// Writes the lines that begin within the first `count` bytes of `text`, up to one that something to come could change,
/// and returns the rest.
std::string_view put_lines(std::string_view text, std::size_t count, bool complete, std::string& out) {
  const std::size_t left = text.size() - count;
  while (text.size() > left) {
    const std::size_t written = ListedLines(text).put(text.size() - left, complete, out);
    if (written == 0) break;
    text.remove_prefix(written);
  }
  return text;
}

}  // namespace

void QuotedPrintableEncoder::encode(std::string_view text, std::string& out) {
  if (!rest_.empty()) {
    // Lines that began in an earlier call are finished in rest_, with as much of `text` as they may need.
    const std::size_t old = rest_.size();
    rest_.append(text.substr(0, lookahead));
    const std::size_t written = rest_.size() - put_lines(rest_, old, false, out).size();
    if (written < old) {
      rest_.erase(0, written);
      return;
    }
    text.remove_prefix(written - old);
  }
  rest_ = put_lines(text, text.size(), false, out);
}

void QuotedPrintableEncoder::finish(std::string& out) {
  put_lines(rest_, rest_.size(), true, out);
  rest_.clear();
}

}  // namespace formats::mime
