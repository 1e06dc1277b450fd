// A glance at a place in a dump: for reports, which show structure and no message text unless they are told to.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "formats/ccmail/vocabulary.h"

namespace formats::ccmail {

/// The most bytes of a dump that an excerpt shows.
inline constexpr std::size_t longest_excerpt = 72;

/// What structure begins at the start of `text`, as visible() shows it: a label with the size line behind it, a size
/// line, or the name of a header that means something, without its value. Empty for anything else.
[[nodiscard]] std::string structure_excerpt(std::string_view text, const Vocabulary& words);

/// The line at the start of `text` and its end, whatever it is, as visible() shows it.
[[nodiscard]] std::string contents_excerpt(std::string_view text);

}  // namespace formats::ccmail
