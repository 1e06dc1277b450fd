#include "stages/encode/text_part.h"

#include "formats/mime/header.h"
#include "formats/mime/transfer.h"
#include "stages/encode/part.h"

namespace stages {
namespace {

using formats::mime::TransferEncoding;
using formats::text::TextCounts;
using formats::text::TextDecoder;

// Longer texts are not looked at before they are encoded: they always become quoted-printable.
constexpr std::uint64_t long_text = std::uint64_t{1} << 20U;

}  // namespace

bool TextPart::prepare(std::span<Text> texts, Tally& tally) {
  texts_ = texts;
  std::uint64_t length = 0;
  for (const Text& text : texts_) length += text.data->length();
  long_ = length > long_text;
  bool every_byte = true;
  decoded_.clear();
  for (Text& text : texts_) {
    const TextCounts counts = long_ ? decode_in_pieces(*text.data, [] {}) : append_decoded(*text.data);
    text.unmappable = counts.unmappable;
    every_byte = every_byte && counts.unmappable == 0;
    tally.control_glyphs += counts.controls;
    tally.highlight_marks += counts.highlight_marks;
    tally.unmappable += counts.unmappable;
  }
  return every_byte;
}

TextCounts TextPart::append_decoded(const Extent& data) {
  const std::size_t before = decoded_.size();
  if (before > 0) decoded_ += '\n';
  const std::size_t start = decoded_.size();
  TextDecoder decoder(page_);
  data.visit([&](std::string_view part) { decoder.decode(part, decoded_); });
  decoder.finish(decoded_);
  if (decoded_.size() == start) decoded_.resize(before);
  return decoder.counts();
}

// Calls `use` whenever the next piece of the text stands in decoded_.
template <typename Use>
TextCounts TextPart::decode_in_pieces(const Extent& data, Use use) {
  TextDecoder decoder(page_);
  data.visit([&](std::string_view part) {
    decoded_.clear();
    decoder.decode(part, decoded_);
    use();
  });
  decoded_.clear();
  decoder.finish(decoded_);
  use();
  return decoder.counts();
}

void TextPart::write(std::string_view description, bool inside_multipart, MailBuffer& mail) {
  std::string& out = mail.text();
  out += "Content-Type: text/plain; charset=utf-8\n";
  if (inside_multipart) out += "Content-Disposition: inline\n";
  if (!description.empty()) formats::mime::append_unstructured(out, "Content-Description", description);
  if (long_) {
    append_transfer_encoding(out, TransferEncoding::quoted_printable);
    out += '\n';
    write_long(mail);
    return;
  }
  encoded_.clear();
  append_transfer_encoding(out, formats::mime::encode_text(decoded_, encoded_));
  out += '\n';
  out += encoded_;
}

void TextPart::write_long(MailBuffer& mail) {
  formats::mime::QuotedPrintableEncoder encoder;
  bool anything = false;
  for (const Text& text : texts_) {
    bool begun = false;
    decode_in_pieces(*text.data, [&] {
      if (decoded_.empty()) return;
      if (anything && !begun) encoder.encode("\n", mail.text());
      anything = begun = true;
      encoder.encode(decoded_, mail.text());
      mail.flush_if_full();
    });
  }
  encoder.finish(mail.text());
}

}  // namespace stages
