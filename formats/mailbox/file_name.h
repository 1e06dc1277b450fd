// Any name as one component of a path: never empty, never a way out of its directory, safe on Windows shares too, and
// readable back.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace formats::mailbox {

/// The longest result of escape_file_name, in bytes: leaves room for an ending below the 255 of common file systems.
inline constexpr std::size_t file_name_limit = 200;

/// Whether Windows takes a name for a device: CON, PRN, AUX, NUL, COM1-9, LPT1-9 in any case, with an ending
/// ("con.txt") or without.
[[nodiscard]] bool is_device_name(std::string_view name);

/// Writes `utf8` (any bytes) as one path component. "%XX" stands for control bytes, `/`, `\`, `%`, bytes that are not
/// UTF-8, a leading dot, a leading "~" (Dovecot takes no such name), a trailing dot or blank, and the first letter of a
/// reserved name: Windows' devices and those in `reserved`, which are compared with the result, ASCII letters without
/// case. An empty name becomes "%".
/// unescape_file_name gives `utf8` back, unless the result were longer than `file_name_limit`: then it is cut at a
/// character and ends in "%~" and eight hex digits of the SHA-256 of `utf8`; the caller knows the full name elsewhere.
[[nodiscard]] std::string escape_file_name(std::string_view utf8, std::span<const std::string_view> reserved = {});

/// Writes `utf8` (any bytes) as the name of a folder in a Maildir++, without the dot that goes before it: escaped as by
/// escape_file_name, "." anywhere too, since it would nest; then in modified UTF-7. Where that were longer than
/// `file_name_limit`, the name is cut at a character and marked in the same way.
[[nodiscard]] std::string escape_maildir_folder(std::string_view utf8);

/// The reverse of escape_file_name. "%" without two hexadecimal digits behind it is kept as it is, so a cut name stays
/// recognisable.
[[nodiscard]] std::string unescape_file_name(std::string_view name);

}  // namespace formats::mailbox
