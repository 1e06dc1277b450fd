// The modified UTF-7 of IMAP mailbox names (RFC 3501, 5.1.3), in which Maildir++ names its folders.
#pragma once

#include <string>
#include <string_view>

namespace formats::mailbox {

/// Appends `utf8` in modified UTF-7. Printable ASCII stands for itself, "&" becomes "&-", everything else is UTF-16 in
/// base64 between "&" and "-". Bytes that are not UTF-8 become U+FFFD.
void append_modified_utf7(std::string& out, std::string_view utf8);

}  // namespace formats::mailbox
