// The head of a message as the dump has it, taken apart: fields in their order, continuations joined or listed.
#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/label.h"
#include "formats/ccmail/vocabulary.h"
#include "stages/extent.h"

namespace stages {

/// A head and its lines that are not empty, in order.
class Head {
 public:
  /// Where the text lies in memory it is not copied: its region must outlive this object.
  Head(const Extent& text, const formats::ccmail::Vocabulary& words);
  Head(const Head&) = delete;  // the lines point into the text
  Head& operator=(const Head&) = delete;
  Head(Head&&) = delete;
  Head& operator=(Head&&) = delete;
  ~Head() = default;

  [[nodiscard]] std::span<const formats::ccmail::HeadLine> lines() const { return {lines_.data(), lines_.size()}; }

  /// The first field with this meaning: its raw value, continuations joined by one blank. Empty when there is none. The
  /// result is a part of the head, or stands in `joined`.
  [[nodiscard]] std::string_view value(formats::ccmail::Meaning meaning, std::string& joined) const;

  /// Where a line of this head starts, counted from the start of its text.
  [[nodiscard]] std::size_t offset_of(const formats::ccmail::HeadLine& line) const {
    return static_cast<std::size_t>(line.raw.data() - text_.data());
  }

 private:
  std::string copied_;
  std::string_view text_;
  boost::container::small_vector<formats::ccmail::HeadLine, 12> lines_;  // seldom more
  std::array<std::size_t, formats::ccmail::meanings>
      first_{};  // the place behind the first field of each meaning; 0: none
};

/// True for To, cc and bcc, where each continuation line is a recipient of its own.
[[nodiscard]] constexpr bool lists_recipients(formats::ccmail::Meaning meaning) {
  using formats::ccmail::Meaning;
  return meaning == Meaning::to || meaning == Meaning::cc || meaning == Meaning::bcc;
}

}  // namespace stages
