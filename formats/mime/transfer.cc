#include "formats/mime/transfer.h"

#include <algorithm>
#include <cstddef>

#include "formats/text/byte_block.h"

namespace formats::mime {
namespace {

constexpr std::size_t weighed_bytes = 1024UL * 1024;
constexpr std::size_t longest_plain_line = 998;

/// How many bytes from the start are ones that 7bit may hold.
std::size_t plain_prefix(std::string_view text) {
  return text::length_before(text, [](auto bytes) {
    return ((bytes < 0x20) & (bytes != '\t') & (bytes != '\n') & (bytes != '\f')) | (bytes == 0x7F);
  });
}

/// Whether a line is none that quoted-printable would change.
bool is_plain_line(std::string_view line) {
  if (line.size() > longest_plain_line) return false;
  if (line.starts_with('-')) return !line.starts_with("--=_");
  line.remove_prefix(std::min(line.find_first_not_of('>'), line.size()));
  return !line.starts_with("From ");
}

bool goes_as_it_is(std::string_view text) {
  if (plain_prefix(text) < text.size()) return false;
  while (!text.empty()) {
    const std::size_t line_end = std::min(text.find('\n'), text.size());
    if (!is_plain_line(text.substr(0, line_end))) return false;
    text.remove_prefix(std::min(line_end + 1, text.size()));
  }
  return true;
}

template <typename Encoder>
void encode_whole(std::string_view bytes, std::string& out) {
  Encoder encoder;
  encoder.encode(bytes, out);
  encoder.finish(out);
}

}  // namespace

std::string_view name_of(TransferEncoding encoding) {
  switch (encoding) {
    case TransferEncoding::seven_bit:
      return "7bit";
    case TransferEncoding::quoted_printable:
      return "quoted-printable";
    case TransferEncoding::base64:
      break;
  }
  return "base64";
}

TransferEncoding encode_text(std::string_view utf8_lf_text, std::string& out, BeginText begin) {
  if (goes_as_it_is(utf8_lf_text)) {
    begin(out, TransferEncoding::seven_bit);
    out += utf8_lf_text;
    return TransferEncoding::seven_bit;
  }
  const std::size_t before = out.size();
  begin(out, TransferEncoding::quoted_printable);
  const std::size_t text = out.size();
  encode_whole<QuotedPrintableEncoder>(utf8_lf_text, out);
  if (utf8_lf_text.size() > weighed_bytes || out.size() - text <= base64_length(utf8_lf_text.size())) {
    return TransferEncoding::quoted_printable;
  }
  out.resize(before);
  begin(out, TransferEncoding::base64);
  encode_whole<Base64Encoder>(utf8_lf_text, out);
  return TransferEncoding::base64;
}

}  // namespace formats::mime
