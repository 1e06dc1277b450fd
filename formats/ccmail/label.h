// The lines that structure an export: labels, sizes and header lines (docs/format.md). Names compare without case.
// Everything works on raw bytes of the dump: structure does not depend on the code page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "formats/ccmail/vocabulary.h"

namespace formats::ccmail {

/// The line at the start of `text`. A line ends with LF, with up to eight CR before it, or with a lone CR, or with
/// the text. `content` is without its end; `length` is with it.
struct Line {
  std::string_view content;
  std::size_t length = 0;
};
[[nodiscard]] Line first_line(std::string_view text);

/// CR, LF, NUL or SUB: what may stand between any two blocks.
[[nodiscard]] constexpr bool is_filler(char c) { return c == '\r' || c == '\n' || c == '\0' || c == '\x1a'; }

struct Label {
  LabelKind kind{};
  ItemKind item{};
  Origin origin{};         // `unlisted` for items of any other word
  std::size_t length = 0;  // with the line end
};

/// The label at the start of `text`, if there is one: `Message:` or `Contents:` alone on their line, or
/// `<Word> item [number]: [title]`, or the same with words that were taught. Blanks before the colon are tolerated.
/// Items may be of any single word of letters; whether to believe those that are not listed is the caller's decision
/// (format, "Kinds").
[[nodiscard]] std::optional<Label> parse_label(std::string_view text, const Vocabulary& words);

/// The parts of an item's label line, whatever its words.
struct ItemLabel {
  std::string_view name;   // "Text item" of `Text item 1: Text_1`
  std::string_view title;  // "Text_1": what follows the colon, trimmed
};
[[nodiscard]] ItemLabel split_item_label(std::string_view text);

/// A line that holds only blanks and digits. `value` is none when there are no digits (EXPORT sometimes leaves blanks
/// where a size belongs, Q287056) or when it is over 2^48.
struct SizeLine {
  std::optional<std::uint64_t> value;
  std::size_t length = 0;  // with the line end
};

/// The size line at the start of `text`, if there is one. An empty line is none: it may as well stand between two
/// labels.
[[nodiscard]] std::optional<SizeLine> parse_size_line(std::string_view text);

/// True for the four headers seen in every sample, which show that a head begins or goes on.
[[nodiscard]] constexpr bool proves_a_head(Meaning meaning) {
  return meaning == Meaning::from || meaning == Meaning::date || meaning == Meaning::to || meaning == Meaning::subject;
}

enum class HeadLineKind : std::uint8_t { field, continuation, other };

/// One line of a head that is not empty. `name` and `value` are trimmed; a continuation has only a value; `other` is a
/// line that is neither (screen output, for instance), with its whole content as the value.
struct HeadLine {
  HeadLineKind kind{};
  Meaning meaning = Meaning::unknown;  // of a continuation: that of the field it continues
  Origin origin = Origin::unlisted;    // of that meaning
  std::string_view raw;                // the line without its end
  std::string_view name;
  std::string_view value;
};

/// True for a line that EXPORT wrote to the screen and that got into the dump (Q179072): `Exporting messages in mailbox
/// "NAME" to file EXPORT\MSG4A27.CCM`. Its other lines are not known.
[[nodiscard]] bool is_screen_output(std::string_view content);

/// The head line in `content` (a line without its end), or none when it is empty or blank. `before` is the header in
/// the field before it, for continuations; none when there is nothing to continue. Screen output is `other`, whatever
/// it holds.
[[nodiscard]] std::optional<HeadLine> parse_head_line(std::string_view content,
                                                      std::optional<Vocabulary::Header> before,
                                                      const Vocabulary& words);

}  // namespace formats::ccmail
