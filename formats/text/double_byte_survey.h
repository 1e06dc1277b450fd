// How much of some text reads as Japanese, Chinese or Korean in a code page of two bytes. It depends on the bytes
// alone, not on how they are cut.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/text/code_page.h"

namespace formats::text {

/// What one page makes of the bytes 0x80 and up.
struct DoubleByteEvidence {
  CodePage page{};
  std::uint64_t characters = 0;    ///< that the bytes can be, by the page's definition
  std::uint64_t frequent = 0;      ///< of these, the most frequent of the language, next to another character
  std::uint64_t adjacent = 0;      ///< characters of two bytes right behind another such
  std::uint64_t wrong = 0;         ///< bytes that can't be part of any
  std::vector<std::string> words;  ///< raw, the first that hold a frequent one; at most 5, of at most 12 characters

  /// Whether the text may be taken for the page's. A heuristic: frequent characters are a seventh to a third of what
  /// people write, and next to none of what the same bytes are in any other page. A text of names alone is not enough.
  [[nodiscard]] bool is_likely() const;

  /// Whether nothing speaks against the page but that frequent characters are missing, as in names: many characters
  /// stand in words. Boxes of DOS look so too in all pages but 932.
  [[nodiscard]] bool is_possible() const;

  /// Whether there is so much of it that it need not be called a guess.
  [[nodiscard]] bool is_certain() const;
};

/// More bytes 0x80 and up than these are not looked at: what they can tell has been told.
inline constexpr std::uint64_t most_surveyed = std::uint64_t{1} << 18U;

/// Reads text, raw, in any number of pieces.
class DoubleByteSurvey {
 public:
  DoubleByteSurvey();

  void add(std::string_view bytes);

  /// Of the pages that are likely, the one with the most frequent characters; null if none is.
  [[nodiscard]] const DoubleByteEvidence* likely_page() const;

  /// Whether the text may be Japanese though no page is likely.
  [[nodiscard]] bool may_be_japanese() const { return readers_.front().found().is_possible(); }

  /// Ends the last word. What follows belongs to another.
  void end_word();

 private:
  /// Reads the text as one page has it.
  class Reader {
   public:
    explicit Reader(CodePage page);
    void take(unsigned char byte);
    void end_word();
    [[nodiscard]] bool is_waiting() const { return lead_ != 0; }
    [[nodiscard]] const DoubleByteEvidence& found() const { return found_; }

   private:
    void take_pair(unsigned char trail);
    void take_wrong();

    DoubleByteEvidence found_;
    unsigned char lead_ = 0;        ///< waits for its trail byte
    bool after_character_ = false;  ///< nothing stands between the last character and the next byte
    bool after_pair_ = false;       ///< and it was of two bytes
    bool is_evidence_ = false;      ///< the word holds a frequent character
    std::string word_;
  };

  std::array<Reader, 4> readers_;
  std::uint64_t high_bytes_ = 0;
};

/// A character that people cannot write without, and its two bytes.
struct FrequentCharacter {
  std::uint16_t code;
  char16_t character;
};

/// Those of 936, 949 and 950; of 932 it is all hiragana, which need no list.
[[nodiscard]] std::span<const FrequentCharacter> frequent_characters(CodePage page);

}  // namespace formats::text
