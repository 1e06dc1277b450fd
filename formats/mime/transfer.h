// How a text or file travels in a 7-bit message: as it is, quoted-printable or base64 (RFC 2045), and which is best
// for a text. What the encoders write does not depend on how their input is cut, and holds no line that mbox readers
// take for the start of a message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace formats::mime {

enum class TransferEncoding : std::uint8_t { seven_bit, quoted_printable, base64 };

/// The value of a Content-Transfer-Encoding header: "7bit", "quoted-printable", "base64".
[[nodiscard]] std::string_view name_of(TransferEncoding encoding);

/// Writes quoted-printable (RFC 2045, 6.7): lines of at most 76 characters, LF as a line end, blanks encoded at the end
/// of a line. The first character of a line that would match `^>*From ` is written =46 or =3E; a line of one "." is
/// =2E, which SMTP takes for the end. Every other byte than LF, TAB and printable ASCII is encoded, CR too. The output
/// ends with a line end, a soft one if the text did not end with LF.
class QuotedPrintableEncoder {
 public:
  void encode(std::string_view text, std::string& out);
  void finish(std::string& out);

 private:
  std::string rest_;
};

/// Writes base64 (RFC 2045, 6.8): lines of 76 characters, the last one shorter, each ended by LF.
class Base64Encoder {
 public:
  void encode(std::string_view bytes, std::string& out);
  void finish(std::string& out);

 private:
  std::string rest_;
};

/// The length of a full line of base64, LF included.
inline constexpr std::size_t base64_line_length = 77;

/// Characters that `bytes` take as base64, line ends included.
[[nodiscard]] constexpr std::uint64_t base64_length(std::uint64_t bytes) {
  const std::uint64_t characters = (bytes + 2) / 3 * 4;
  return characters + (characters + 75) / 76;
}

/// Encodes a text that is there as a whole (UTF-8, LF line ends), appends it to `out`, and says how it travels:
/// 7bit, which is the text as it is, if it holds 7-bit bytes only, no line over 998 bytes (RFC 5322, 2.1.1), no control
/// bytes but TAB, LF and FF, and no line that an mbox reader or our own boundaries ("--=_") could trip over. Otherwise
/// the shorter of quoted-printable and base64, with quoted-printable when they are equal and for every text over 1 MiB,
/// so that it stays readable in the file. `begin` appends what stands in front of a text in that encoding.
using BeginText = void (*)(std::string& out, TransferEncoding encoding);
TransferEncoding encode_text(
    std::string_view utf8_lf_text, std::string& out, BeginText begin = [](std::string&, TransferEncoding) {});

}  // namespace formats::mime
