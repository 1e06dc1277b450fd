// The code pages of post offices, and their bytes as UTF-8. Every byte string has a result: what a page does not define
// comes out as U+FFFD, and no control character but TAB survives in a name or header value.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "formats/text/utf8.h"

namespace formats::text {

enum class CodePage : std::uint8_t {
  cp437,
  cp850,
  cp852,
  cp858,
  cp862,
  cp863,
  cp865,
  cp866,
  cp1252,
  macroman,
  cp932,  ///< Japanese; this one and those that follow have characters of two bytes (double_byte_page.h)
  cp936,  ///< simplified Chinese
  cp949,  ///< Korean
  cp950,  ///< traditional Chinese
};

[[nodiscard]] constexpr bool is_double_byte(CodePage page) { return page >= CodePage::cp932; }

/// The page an option, a setting or a report names: "437" … "950" or "macroman", also with "cp", "ibm" or
/// "windows-" before the number, in any case. Empty for any other name.
[[nodiscard]] std::optional<CodePage> code_page_named(std::string_view name);

/// The spelling options and reports use: "850", "macroman".
[[nodiscard]] std::string_view name_of(CodePage page);

/// The name a MIME charset parameter takes (IANA character sets): "IBM850", "windows-1252", "macintosh". Of the names
/// for 932 and 949 it is "Shift_JIS" and "EUC-KR": their letters are the same, the few signs and rare characters that
/// the pages have beyond them are read by those who follow the WHATWG's Encoding Standard, and the exact names are not
/// widely known ("Windows-31J" is unknown to Python's email, for one) or not registered (949).
[[nodiscard]] std::string_view charset_of(CodePage page);

/// Every page there is, in the order of the enumeration.
[[nodiscard]] std::span<const CodePage> all_code_pages();

/// The characters of bytes 0x80 to 0xFF of a single-byte page, all from the Basic Multilingual Plane; U+FFFD where the
/// page has none.
[[nodiscard]] const std::array<char16_t, 128>& upper_half(CodePage page);

/// All bytes of a single-byte page: TAB and printable ASCII as they are, the other C0 bytes and 0x7F as glyphs
/// (control_glyph), the upper half as the page has it.
[[nodiscard]] const std::array<Utf8Bytes, 256>& utf8_table(CodePage page);

/// The glyph DOS showed for a byte below 0x20 or for 0x7F (0x15 is §), whatever the page. Two have none that can be
/// told from a character that was meant: NUL, which showed as a blank, is U+2400, and SUB is U+241A.
/// Zero for every other byte.
[[nodiscard]] char16_t control_glyph(unsigned char byte);

/// The byte of a single-byte page's upper half that stands for a character; empty if the page has none, and for U+FFFD.
[[nodiscard]] std::optional<unsigned char> upper_half_byte(CodePage page, char32_t character);

/// A name or header value as UTF-8. It stays one line whatever it holds: all C0 bytes but TAB, and 0x7F, become
/// glyphs (control_glyph), CR and LF too. Returns how many bytes have no character; they become U+FFFD.
std::uint64_t append_utf8(std::string& out, CodePage page, std::string_view bytes);
[[nodiscard]] std::string to_utf8(CodePage page, std::string_view bytes);

}  // namespace formats::text
