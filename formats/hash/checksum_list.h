// Lists of checksums as md5sum, sha256sum and their like write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "formats/hash/digest.h"

namespace formats::hash {

struct ListedChecksum {
  DigestKind kind{};
  std::string digest;  // lower-case digits
  std::string file;    // as the list names it, "\" as "/"; empty where it names none
};

/// One line, without its end: `<digits> [ *]<name>`; `\<digits>  <name>` where the name is escaped (GNU coreutils);
/// `SHA256 (<name>) = <digits>` (BSD, and --tag); `SHA2-256(<name>)= <digits>` (openssl dgst); `SHA256  <digits>
/// <name>` and `"SHA256","<digits>","<name>"` (PowerShell's Get-FileHash, as a table and as CSV); or the digits alone.
/// The kind follows from the number of digits. None for any other line.
[[nodiscard]] std::optional<ListedChecksum> parse_checksum_line(std::string_view line);

}  // namespace formats::hash
