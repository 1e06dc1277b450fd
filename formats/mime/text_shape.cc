#include <algorithm>
#include <cstddef>
#include <optional>

#include "formats/mime/transfer.h"
#include "formats/text/utf8.h"

namespace formats::mime {
namespace {

constexpr std::uint64_t weighed_bytes = 1024UL * 1024;
constexpr std::uint64_t longest_plain_line = 998;
constexpr std::uint64_t quoted_printable_line = 76;

/// Whether a line that starts like this is none to look at closer.
bool is_ordinary_start(char c) { return c != 'F' && c != '>' && c != '-' && c != '.'; }

/// The length that quoted-printable gives a line that ends with LF, if that can be told by counting.
std::optional<std::uint64_t> counted_length(std::string_view line) {
  if (line.size() > quoted_printable_line) return std::nullopt;
  unsigned char escaped = 0;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    escaped =
        static_cast<unsigned char>(escaped + ((byte < 0x20 && byte != '\t') || byte > 0x7E || byte == '=' ? 1 : 0));
  }
  if (!line.empty() && (line.back() == ' ' || line.back() == '\t')) ++escaped;
  const std::uint64_t length = line.size() + 2UL * escaped;
  if (length > quoted_printable_line) return std::nullopt;
  return length + 1;
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

void TextShapeScan::add(std::string_view text) {
  shape_.bytes += text.size();
  std::size_t equals = text.find('=');
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    const std::size_t printable = text::printable_prefix(rest);
    const bool whole_line = !mid_line_ && printable < rest.size() && rest[printable] == '\n';
    if (equals < at) equals = text.find('=', at);
    if (whole_line && printable <= quoted_printable_line && equals >= at + printable &&
        (printable == 0 || (is_ordinary_start(rest.front()) && rest[printable - 1] != ' '))) {
      shape_.longest_line = std::max<std::uint64_t>(shape_.longest_line, printable);
      shape_.quoted_printable_length += printable + 1;
      at += printable + 1;
    } else {
      at += add_line(rest, printable);
    }
  }
}

/// Takes the first line, or what there is of it, of which `printable` bytes are known to be so. Returns its length.
std::size_t TextShapeScan::add_line(std::string_view text, std::size_t printable) {
  const std::size_t line_end = text.find('\n', printable);
  const bool ends = line_end != std::string_view::npos;
  const std::string_view line = text.substr(0, line_end);
  const std::string_view with_end = text.substr(0, line.size() + (ends ? 1 : 0));
  note_unprintable(line.substr(printable));
  note_line_start(line);
  count_quoted_printable(with_end);
  line_length_ += line.size();
  shape_.longest_line = std::max(shape_.longest_line, line_length_);
  mid_line_ = !ends;
  if (ends) {
    line_length_ = 0;
    line_start_.clear();
  }
  return with_end.size();
}

TextShape TextShapeScan::finish() {
  counter_.finish(counted_);
  shape_.quoted_printable_length += counted_.size();
  if (shape_.bytes > weighed_bytes) shape_.quoted_printable_length = 0;
  return shape_;
}

void TextShapeScan::note_unprintable(std::string_view rest) {
  unsigned char every_bit = 0;
  unsigned char controls = 0;
  for (const char c : rest) {
    const auto byte = static_cast<unsigned char>(c);
    every_bit = static_cast<unsigned char>(every_bit | byte);
    controls =
        static_cast<unsigned char>(controls | ((byte < 0x20 && byte != '\t' && byte != '\f') || byte == 0x7F ? 1 : 0));
  }
  shape_.eight_bit = shape_.eight_bit || every_bit >= 0x80;
  shape_.controls = shape_.controls || controls != 0;
}

void TextShapeScan::note_line_start(std::string_view piece) {
  // Of a line's start what decides is kept: one ">" for any number of them, then as much as "From " is long.
  constexpr std::size_t deciding = 6;
  constexpr std::string_view deciding_starts = "F>-";
  if (line_start_.empty() && (piece.empty() || deciding_starts.find(piece.front()) == std::string_view::npos)) {
    if (!piece.empty()) line_start_.assign(deciding, '\0');
    return;
  }
  for (const char c : piece) {
    if (line_start_.size() >= deciding) break;
    if (c != '>' || line_start_ != ">") line_start_ += c;
  }
  std::string_view start = line_start_;
  shape_.boundary_line = shape_.boundary_line || start.starts_with("--=_");
  if (start.starts_with('>')) start.remove_prefix(1);
  shape_.from_line = shape_.from_line || start.starts_with("From ");
}

void TextShapeScan::count_quoted_printable(std::string_view piece) {
  if (shape_.bytes > weighed_bytes) return;
  if (!mid_line_ && piece.ends_with('\n') && is_ordinary_start(piece.front())) {
    if (const auto length = counted_length(piece.substr(0, piece.size() - 1))) {
      shape_.quoted_printable_length += *length;
      return;
    }
  }
  counter_.encode(piece, counted_);
  shape_.quoted_printable_length += counted_.size();
  counted_.clear();
}

TextShape shape_of(std::string_view utf8_lf_text) {
  TextShapeScan scan;
  scan.add(utf8_lf_text);
  return scan.finish();
}

TransferEncoding encoding_for(const TextShape& shape) {
  if (!shape.eight_bit && !shape.controls && !shape.from_line && !shape.boundary_line &&
      shape.longest_line <= longest_plain_line) {
    return TransferEncoding::seven_bit;
  }
  if (shape.bytes > weighed_bytes || shape.quoted_printable_length <= base64_length(shape.bytes)) {
    return TransferEncoding::quoted_printable;
  }
  return TransferEncoding::base64;
}

}  // namespace formats::mime
