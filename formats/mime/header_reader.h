// Reading the header of internet mail that somebody else wrote.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace formats::mime {

/// The value of the first field of that name (any case), unfolded and without blanks at its ends; nullopt when there is
/// none. `header` may go on behind its end, the first empty line; lines may end in LF or CRLF, and empty lines before
/// the first field are passed over.
[[nodiscard]] std::optional<std::string> field_value(std::string_view header, std::string_view name);

/// The msg-ids in the value of Message-ID, References or In-Reply-To, in order: `<left@right>` of printable ASCII
/// without blanks, at most 250 characters (RFC 5322, 3.6.4; the length is what a header line can hold). What else
/// stands there is left out: In-Reply-To of older mail holds phrases (4.5.4).
[[nodiscard]] std::vector<std::string_view> message_ids(std::string_view value);

/// Appends a field of msg-ids, folded; nothing when there are none.
void append_message_ids(std::string& out, std::string_view name, const std::vector<std::string_view>& ids);

}  // namespace formats::mime
