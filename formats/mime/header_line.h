// One header field while it is written: words follow each other with a blank, or with a fold where the line is full.
// The first word always stays beside the name.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace formats::mime {

/// The lengths lines keep to: RFC 5322, 2.1.1, and RFC 2047, 2 for lines that hold an encoded word.
inline constexpr std::size_t header_line_limit = 78;
inline constexpr std::size_t encoded_line_limit = 76;

/// Whether all characters may stand in a field name (RFC 5322, 2.2), and there is one.
[[nodiscard]] bool is_field_name(std::string_view name);

class HeaderLine {
 public:
  /// Appends "name: ". Characters a field name may not hold become "-"; a name is cut at 200 characters.
  HeaderLine(std::string& out, std::string_view name);

  /// The characters that fit on this line as the next word: fewer than `limit` says where an encoded word stands on it.
  [[nodiscard]] std::size_t room(std::size_t limit = header_line_limit) const;
  /// Nothing stands beside the name yet, so that no fold is allowed.
  [[nodiscard]] bool at_start() const { return at_start_; }

  /// Goes to where a word of `length` characters can be put: after a blank, or on a line of its own. A word with the
  /// limit of encoded words is taken for one.
  void begin_word(std::size_t length, std::size_t limit = header_line_limit);
  /// Appends to the word that was begun.
  void put(std::string_view text) { out_.append(text); }
  /// The word that was begun, at its end: for who appends by himself.
  [[nodiscard]] std::string& text() { return out_; }
  void word(std::string_view text, std::size_t limit = header_line_limit);
  void end() { out_ += '\n'; }

 private:
  std::string& out_;
  std::size_t line_start_;
  bool at_start_ = true;
  bool holds_encoded_word_ = false;  ///< on the line that is being written
};

}  // namespace formats::mime
