// Letters without case and without accents, by fixed tables: the same in every version, unlike a Unicode library's.
#pragma once

#include <string>
#include <string_view>

namespace formats::ccmail {

/// The simple lower-case mapping of UnicodeData.txt (15.0) for ASCII, U+00C0-024F (Latin-1, Latin Extended-A and -B),
/// U+0370-03FF (Greek), U+0400-052F (Cyrillic), U+1E00-1EFF (Latin Extended Additional), U+2126, 212A and 212B (ohm,
/// kelvin, angstrom), U+2160-216F (Roman numerals) and U+FF21-FF3A (fullwidth). Everything else stays.
[[nodiscard]] char32_t lower_case(char32_t character);

/// The same for a whole text in UTF-8.
[[nodiscard]] std::string in_lower_case(std::string_view utf8);

/// The ASCII letters that `lower`, a lower-case letter, becomes without its accents: what canonical decomposition
/// leaves when the combining marks are taken away, and ø o, ß ss, ł l, đ d, æ ae, œ oe, þ th, ð d, also below an
/// accent. Empty when there are none. ASCII itself gives an empty result too.
[[nodiscard]] std::string_view plain_letters(char32_t lower);

}  // namespace formats::ccmail
