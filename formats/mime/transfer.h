// How a text or file travels in a 7-bit message: as it is, quoted-printable or base64 (RFC 2045), and which is best
// for a text. What the encoders write does not depend on how their input is cut, and holds no line that mbox readers
// take for the start of a message.
#pragma once

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

/// Characters that `bytes` take as base64, line ends included.
[[nodiscard]] constexpr std::uint64_t base64_length(std::uint64_t bytes) {
  const std::uint64_t characters = (bytes + 2) / 3 * 4;
  return characters + (characters + 75) / 76;
}

/// What of a text decides how it travels.
struct TextShape {
  std::uint64_t bytes = 0;
  std::uint64_t longest_line = 0;             ///< in bytes, without its LF
  std::uint64_t quoted_printable_length = 0;  ///< exact, line ends included; 0 for a text over 1 MiB
  bool eight_bit = false;                     ///< holds a byte 0x80 or up
  bool controls = false;                      ///< holds a C0 byte other than TAB, LF and FF, or 0x7F
  bool from_line = false;                     ///< a line matches `^>*From `
  bool boundary_line = false;                 ///< a line begins with "--=_", as our boundaries do

  bool operator==(const TextShape&) const = default;
};

/// Takes the shape of a text (UTF-8, LF) that comes in pieces; the pieces may be cut anywhere.
class TextShapeScan {
 public:
  void add(std::string_view text);
  /// To be called once, after the last add().
  [[nodiscard]] TextShape finish();

 private:
  std::size_t add_line(std::string_view text, std::size_t printable);
  void note_unprintable(std::string_view rest);
  void note_line_start(std::string_view piece);
  void count_quoted_printable(std::string_view piece);

  TextShape shape_;
  std::uint64_t line_length_ = 0;
  std::string line_start_;
  bool mid_line_ = false;
  QuotedPrintableEncoder counter_;
  std::string counted_;
};

/// The shape of a text that is there as a whole.
[[nodiscard]] TextShape shape_of(std::string_view utf8_lf_text);

/// 7bit for a text that can go as it is: 7-bit, no line over 998 bytes (RFC 5322, 2.1.1), no control bytes, no line
/// that an mbox reader or our own boundaries could trip over. Otherwise the shorter of quoted-printable and base64,
/// with quoted-printable when they are equal and for every text over 1 MiB, so that it stays readable in the file.
[[nodiscard]] TransferEncoding encoding_for(const TextShape& shape);

}  // namespace formats::mime
