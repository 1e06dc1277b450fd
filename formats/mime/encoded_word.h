// What a header field's text needs to be read as it was meant: nothing, quotes, or encoded words (RFC 2047), which are
// UTF-8, in Q or B, whichever is shorter, of at most 75 characters, cut only between characters, and so that of a run
// of words in B only the last needs padding.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "formats/mime/header_line.h"

namespace formats::mime {

/// Where an encoded word stands. In a phrase, such as a display name, fewer characters go bare (RFC 2047, 5).
enum class EncodedPlace : std::uint8_t { text, phrase };

inline constexpr std::size_t longest_encoded_word = 75;

/// Well-formed UTF-8 without control characters: malformed bytes become U+FFFD, C0 and DEL blanks. TAB stays if asked.
/// The result is `utf8` itself where it is clean, else it stands in `cleaned`.
[[nodiscard]] std::string_view clean_text(std::string_view utf8, bool keep_tabs, std::string& cleaned);

/// Whether readers take a value for what it says: printable ASCII, no blanks at its ends, which some cut off, and
/// nothing that looks like an encoded word.
[[nodiscard]] bool is_plain(std::string_view value);

/// The pieces of a value between single blanks, where folding and unfolding leave one blank. A run of blanks stays
/// within a piece: at the start of the first, at the end of the last, or between words.
using Pieces = boost::container::small_vector<std::string_view, 16>;
[[nodiscard]] Pieces pieces_to_fold(std::string_view value);

/// A value (printable ASCII) as a quoted string (RFC 5322, 3.2.4).
[[nodiscard]] std::string quoted(std::string_view value);

/// The characters that `utf8` takes as one encoded word, however long that is.
[[nodiscard]] std::size_t encoded_word_length(std::string_view utf8, EncodedPlace place);

/// `utf8` (clean) as one encoded word, however long that is.
[[nodiscard]] std::string encoded_word(std::string_view utf8, EncodedPlace place);

/// Appends `utf8` (clean, not empty) as encoded words, the first one beginning a word of the line.
void append_encoded_words(HeaderLine& line, std::string_view utf8, EncodedPlace place);

}  // namespace formats::mime
