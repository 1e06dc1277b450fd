// The addr-spec of internet mail, user@host, as far as a header may carry it without quoting.
#pragma once

#include <string_view>

namespace formats::ccmail {

/// True for dot-atom "@" domain, 7-bit, as RFC 5321 section 4.1.2 and 4.5.3.1 allow it: local part of 1 to 64
/// octets, labels of 1 to 63 letters, digits and inner hyphens or an IPv4 literal, 254 octets in all.
[[nodiscard]] bool is_addr_spec(std::string_view text);

}  // namespace formats::ccmail
