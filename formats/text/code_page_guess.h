// Which code page a dump was written in, judged from its texts. The judgement is a heuristic; it depends on the bytes
// alone, not on how they are cut, and says what settled it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/text/code_page.h"
#include "formats/text/double_byte_survey.h"

namespace formats::text {

struct CodePageGuess {
  CodePage page = CodePage::cp850;
  bool certain = false;               ///< no other page comes near; else to be reported as a guess
  std::vector<std::string> evidence;  ///< at most 5 words (UTF-8) that speak for this page and against the next best
  std::uint64_t high_bytes = 0;       ///< bytes 0x80 and up that were looked at; with none nothing had to be guessed
};

/// Reads texts and names, raw, in any number of pieces, and weighs 437, 850 and MacRoman: letters belong into words, in
/// the case of their neighbours; lines and blocks stand among lines and blocks. The highest score wins; when 437 and
/// 850 are equal, as they are for most Western letters, it is 850. What it gets wrong: texts of single letters and
/// signs, and languages written in other pages, for which one of the three still comes out. But text that reads as
/// Japanese, Chinese or Korean (double_byte_survey.h) is 932, 936, 949 or 950. The first 256 Ki of bytes 0x80 and up
/// (most_surveyed) settle it, or the first 32 Ki where they make sense in one page alone beyond doubt.
class CodePageSurvey {
 public:
  void add(std::string_view text_bytes);
  [[nodiscard]] CodePageGuess result() const;

 private:
  static constexpr std::size_t candidates = 3;
  using Scores = std::array<std::int64_t, candidates>;

  void take(char c);
  void end_word();
  [[nodiscard]] bool is_beyond_doubt() const;

  DoubleByteSurvey double_byte_;
  std::string word_;  ///< letters and bytes 0x80 and up, as far as they were seen
  std::uint64_t high_bytes_ = 0;
  bool settled_ = false;
  Scores totals_{};
  /// The first words that speak for one page and against another.
  std::array<std::array<std::vector<std::string>, candidates>, candidates> words_;
};

}  // namespace formats::text
