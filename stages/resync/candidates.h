// Where in a run of bytes a label may stand, also in mid-line (Q184391), and whether what follows bears it out.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "formats/ccmail/label.h"
#include "formats/ccmail/vocabulary.h"

namespace stages {

/// The longest line that is taken for a label, its end included.
inline constexpr std::size_t label_reach = 4096;
/// How far one must see to judge what starts at a place: a label, its size line and three header lines.
inline constexpr std::size_t look_reach = 3 * label_reach;
/// A head is at most 160 KiB: EXPORT's own limit (Q266711).
inline constexpr std::size_t head_reach = std::size_t{160} << 10U;

/// How many bytes are searched at a time.
inline constexpr std::size_t search_step = std::size_t{64} << 10U;

struct Candidate {
  std::size_t at = 0;
  formats::ccmail::Label label;
};

/// The first place in [from, to) of `text` where `Message:`, `Contents:`, a Text, File or Fax item label or a taught
/// one of these starts, in any case, whether at the start of a line or not. Nothing else about it has been checked.
/// Labels may reach past `to`.
[[nodiscard]] std::optional<Candidate> next_candidate(std::string_view text, std::size_t from, std::size_t to,
                                                      const formats::ccmail::Vocabulary& words);

/// Where a label that ends in the colon at `colon` would start, if the words before it are those of a label.
[[nodiscard]] std::optional<std::size_t> label_start(std::string_view text, std::size_t colon,
                                                     const formats::ccmail::Vocabulary& words);

/// The label at the start of `text`, if its line is no longer than label_reach.
[[nodiscard]] std::optional<formats::ccmail::Label> label_at(std::string_view text,
                                                             const formats::ccmail::Vocabulary& words);

/// `text` without the size line at its start, if there is one.
[[nodiscard]] std::string_view behind_optional_size(std::string_view text);

/// True when `text` starts with `Contents:`, its size line in a dump with sizes, and a label that is listed or the end.
[[nodiscard]] bool starts_contents(std::string_view text, bool sized, const formats::ccmail::Vocabulary& words);
/// The same where `label` is known to be what `text` starts with.
[[nodiscard]] bool starts_contents(std::string_view text, const formats::ccmail::Label& label, bool sized,
                                   const formats::ccmail::Vocabulary& words);

/// True when `text` starts with an item label of any word (`listed_only`: Text, File, Fax and those that were taught)
/// that is followed by a size line with digits.
[[nodiscard]] bool starts_sized_item(std::string_view text, bool listed_only, const formats::ccmail::Vocabulary& words);

/// The length of the line at the start of `text` when it is what is left of a size: short, without a blank inside, and
/// with a digit or padded as sizes are; 0 when it is not.
[[nodiscard]] std::size_t damaged_size_length(std::string_view text);

/// True when `text` ends in mid-line or with the line of a label: a size behind it is not that of a lost label.
[[nodiscard]] bool is_behind_label(std::string_view text, const formats::ccmail::Vocabulary& words);

/// True when `text` starts with the label of a listed item that is followed by the blanks of a size (Q287056).
[[nodiscard]] bool starts_blank_item(std::string_view text, const formats::ccmail::Vocabulary& words);

/// The name in a `Folder: Name` line at the start of `text`, if it is one.
[[nodiscard]] std::optional<std::string_view> folder_directive(std::string_view text,
                                                               const formats::ccmail::Vocabulary& words);

/// True when the line at the start of `text` is a reason line of an undeliverable file, `*** … ***` (Q180641).
inline constexpr std::string_view reason_mark = "***";
[[nodiscard]] bool starts_reason_line(std::string_view text);

/// True when `text` starts with a line that EXPORT wrote to the screen (Q179072).
[[nodiscard]] bool starts_screen_output(std::string_view text);

/// True when a line starts at `at`, also behind NUL or SUB: dumps that were joined have an end-of-file mark in between.
[[nodiscard]] bool starts_line(std::string_view text, std::size_t at);

/// How many bytes at the start of `text` may stand between blocks: CR, LF, NUL, SUB.
[[nodiscard]] std::size_t filler_length(std::string_view text);

}  // namespace stages
