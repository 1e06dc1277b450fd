// The line that opens each message of an mbox file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace formats::mailbox {

/// Appends "From user@host Thu Jan  1 00:00:00 1998" and LF: RFC 4155, the bare address and the UTC date as asctime
/// writes it. `unix_seconds` outside the years 0 to 9999 is clamped. An address that is empty, or holds blanks,
/// control or 8-bit bytes becomes MAILER-DAEMON.
void append_from_line(std::string& out, std::string_view addr_spec, std::int64_t unix_seconds);

}  // namespace formats::mailbox
