// What looks like the head of a message: whether header lines follow a label, and what they lead to.
#pragma once

#include <cstddef>
#include <string_view>

#include "formats/ccmail/label.h"
#include "formats/ccmail/vocabulary.h"

namespace stages {

/// True when `text` starts with `Message:` alone on its line, an optional size, and one of From, Date, To, Subject
/// within three lines.
[[nodiscard]] bool starts_message(std::string_view text, const formats::ccmail::Vocabulary& words);
/// The same where `label` is known to be what `text` starts with.
[[nodiscard]] bool starts_message(std::string_view text, const formats::ccmail::Label& label,
                                  const formats::ccmail::Vocabulary& words);

/// The same with a size line, blanks at least, in a dump that has sizes.
[[nodiscard]] bool starts_sized_message(std::string_view text, const formats::ccmail::Vocabulary& words);

/// True when `text` starts with header lines, hardly anything else among them, that go on to `Contents:` (at least one
/// of From, Date, To, Subject), to control bytes, to an item where `Contents:` is missing (three of them), to another
/// message (all four) or to the end of the dump. Where `text` is shorter than head_reach, the dump ends with it.
[[nodiscard]] bool head_reaches_items(std::string_view text, const formats::ccmail::Vocabulary& words);

/// True when `text` starts with `Message:` and head_reaches_items() holds behind it and its optional size.
[[nodiscard]] bool starts_message_with_head(std::string_view text, const formats::ccmail::Vocabulary& words);

/// Where in the line at the start of `text`, behind its first byte, a `Message:` stands that starts_message(), with a
/// number as its size: what belongs between the two was lost. 0 when there is none.
[[nodiscard]] std::size_t message_in_mid_line(std::string_view text, const formats::ccmail::Vocabulary& words);

/// True when `text` starts with `Message:`, an optional size, and one of From, Date, To, Subject right behind: a quoted
/// message, or one whose head was damaged.
[[nodiscard]] bool may_be_message(std::string_view text, const formats::ccmail::Vocabulary& words);

/// Where the header lines start that lead to the `Contents:` at `contents`, not before `low`: the first of From, Date,
/// To, Subject among them; `contents` when there are none. A label ends them.
[[nodiscard]] std::size_t head_start(std::string_view text, std::size_t low, std::size_t contents,
                                     const formats::ccmail::Vocabulary& words);

/// True when `text` starts with two or more of From, Date, To, Subject among its first lines and goes on to
/// `Contents:`: a message whose label was lost.
[[nodiscard]] bool starts_head_without_label(std::string_view text, const formats::ccmail::Vocabulary& words);

/// True when `at` is in the middle of a head: nothing but head lines and a size stand between a `Message:` label that
/// starts in `text` and it.
[[nodiscard]] bool is_inside_head(std::string_view text, std::size_t at, const formats::ccmail::Vocabulary& words);

}  // namespace stages
