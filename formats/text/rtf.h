// Rich text (RTF) as plain text, for people whose programs would show it as garbage (Q216473). Any bytes have a result;
// formatting, pictures and tables of fonts, colours and styles leave no trace in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/text/code_page.h"

namespace formats::text {

/// What a text begins with that is taken for rich text.
inline constexpr std::string_view rtf_mark = "{\\rtf";

/// Reads rich text piece by piece; what comes out does not depend on how it was cut. Memory is bounded, whatever the
/// text. Source: Rich Text Format Specification 1.9.1. Known limits: a font's own character set (\fcharset) and hidden
/// text (\v) are ignored; of code pages those of code_page.h are known, characters in others come out as U+FFFD.
class RtfReader {
 public:
  /// Groups inside each other; what lies deeper shares the properties of the deepest.
  static constexpr std::size_t most_depth = 256;

  /// `page` is that of 8-bit bytes until the text names its own (\ansi, \mac, \pc, \pca, \ansicpg).
  explicit RtfReader(CodePage page) : page_(page) {}

  /// Appends UTF-8 with LF for line ends.
  void read(std::string_view bytes, std::string& out);
  /// The text is complete: the last line gets its end. Call once.
  void finish(std::string& out);

  /// Once finished: false when nothing came out although groups are left open. Such a text is better shown as it is.
  [[nodiscard]] bool is_readable() const { return shown_ || (opened_ && depth_ == 0); }
  /// Bytes and \u characters that have no character; each is a U+FFFD.
  [[nodiscard]] std::uint64_t unmappable() const { return unmappable_; }

 private:
  enum class State : std::uint8_t { text, backslash, word, number, hex, binary };
  struct Group {
    bool skipped = false;  // a destination that is not text
    bool fresh = true;     // nothing stood in it yet
    bool starred = false;  // \*: what comes next is a destination that may be skipped
    std::uint8_t unicode_fallback = 1;
  };

  [[nodiscard]] Group& group() { return groups_.empty() ? outside_ : groups_.back(); }
  [[nodiscard]] bool is_behind() const { return opened_ && depth_ == 0; }
  [[nodiscard]] std::size_t read_text(std::string_view bytes, std::string& out);
  void read_symbol(char c, std::string& out);
  void read_word(std::string& out);
  void read_hex(char c, std::string& out);
  void open(std::string& out);
  void close(std::string& out);
  void set_page(std::int64_t number, std::string& out);
  void put_bytes(std::string_view bytes, std::string& out);
  void put_character(char32_t character, std::string& out);
  void put_code_unit(std::int64_t unit, std::string& out);
  void put_line_end(std::string& out);
  void begin_output(std::string& out);
  void flush(std::string& out);
  void flush_whole_characters(std::string& out);

  std::optional<CodePage> page_;
  State state_ = State::text;
  std::vector<Group> groups_;
  Group outside_;
  std::size_t depth_ = 0;
  bool opened_ = false;
  std::string word_;  // control word at hand
  std::int64_t number_ = 0;
  bool has_number_ = false;
  bool negative_ = false;
  std::string hex_;
  std::uint64_t binary_ = 0;    // bytes of \bin that are left
  std::uint64_t fallback_ = 0;  // characters left that stand for the last \u
  char32_t high_surrogate_ = 0;
  std::string run_;  // bytes of the text in its code page, not yet put out
  bool shown_ = false;
  bool line_open_ = false;
  bool break_behind_ = false;  // a line end behind the last group, before anything else
  std::uint64_t unmappable_ = 0;
};

}  // namespace formats::text
