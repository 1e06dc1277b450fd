// Who sent or received: a cc:Mail address line taken apart, in every form of docs/format.md, 4. Never fails; what
// is not understood stays in the name.
#pragma once

#include <string>
#include <string_view>

#include "formats/ccmail/addr_spec.h"

namespace formats::ccmail {

/// One correspondent. All fields are UTF-8 and trimmed of blanks; any of them may be empty.
struct Address {
  std::string name;         ///< as cc:Mail had it, without outer quotes and without the address found inside
  std::string post_office;  ///< what follows the last " at "; empty when the line holds a name alone
  std::string internet;     ///< an addr-spec found inside (is_addr_spec); empty when there is none

  bool operator==(const Address&) const = default;
};

/// Takes one recipient or sender (UTF-8, the value of one From, To, cc or bcc line) apart. Splits at the last " at "
/// in any case that stands neither in quotes nor in brackets, never at a comma. A name alone leaves `post_office`
/// empty: the caller supplies the sender's (Q241553). " at PO" leaves `name` empty (Q249133). An address inside that
/// is not a valid addr-spec stays part of the name, so that the made address applies.
[[nodiscard]] Address parse_address(std::string_view text);

}  // namespace formats::ccmail
