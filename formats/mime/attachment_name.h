// The file name that an attachment travels under: what the sender called the file, but for what harms whoever saves
// it. The true name is the caller's to keep elsewhere.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace formats::mime {

/// The longest result of safe_attachment_name, in bytes of UTF-8: below the 255 of common file systems, so that a
/// program which saves it beside another can add a number.
inline constexpr std::size_t attachment_name_limit = 240;

/// What stands behind the last backslash, and behind a drive letter and its colon: "A.TXT" for "C:\DOCS\A.TXT",
/// "DOCS" for "C:\DOCS\". A slash does not divide: DOS and Windows divide by backslashes, and names from a Macintosh
/// hold slashes ("Budget 5/6/97").
[[nodiscard]] std::string_view without_path(std::string_view utf8);

/// Makes `utf8` (any bytes) safe to save under, on any system: "_" stands for slash, backslash, colon, each control
/// character, line separator, byte that is not UTF-8, and each character that hides or turns others (bidirectional
/// controls, zero-width ones: "exe.fdp" can be shown for "pdf.exe"); for a leading dot, which hides a file. TAB becomes
/// a blank. Blanks and dots at the end, which Windows drops, and blanks at the start are left out. A name of Windows'
/// devices (`AUX.TXT`) gets "_" in front. Over `attachment_name_limit` bytes it is cut before its extension. Empty
/// when nothing but blanks, dots and slashes were there.
/// RFC 2183, 2.3 and 5: receivers cannot be trusted to do this.
[[nodiscard]] std::string safe_attachment_name(std::string_view utf8);

}  // namespace formats::mime
