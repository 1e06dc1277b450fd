// The Message-ID of a message and the boundaries made from it: a function of the bytes in the dump alone. No option
// changes it, so that converting a dump again, elsewhere or with other options, gives the same identities.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/label.h"
#include "formats/hash/sha256.h"
#include "stages/piece.h"

namespace stages {

/// What Message-ID and boundaries are made of: hexadecimal digits.
using IdentityDigits = std::array<char, 32>;

class Identity {
 public:
  /// The first 32 hexadecimal digits of SHA-256 over: each line of the head, raw, and LF, but for empty lines and the
  /// fields named Folder, bcc or Msg# (built-in names, any case) with their continuations; for each item its raw label
  /// line, LF, the decimal length of its data, LF; then the first 65,536 raw bytes of the first text item
  /// (built-in label).
  [[nodiscard]] IdentityDigits digits(std::span<const formats::ccmail::HeadLine> head, const Message& message);

 private:
  formats::hash::Sha256 hash_;
  std::string buffer_;
};

/// Appends `<digits@ccmail.invalid>`.
void append_message_id(std::string& out, std::string_view digits);

/// `=_`, the digits and the depth: 1 for the outermost multipart. "=_" can occur neither in base64 nor in
/// quoted-printable (RFC 2045, 6.7), and a 7-bit line that begins with "--=_" is never written as it is.
[[nodiscard]] std::string boundary(std::string_view digits, int depth);

}  // namespace stages
