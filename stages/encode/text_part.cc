#include "stages/encode/text_part.h"

#include <algorithm>

#include "formats/mime/header.h"
#include "formats/mime/transfer.h"
#include "formats/text/rtf.h"
#include "stages/encode/part.h"

namespace stages {
namespace {

using formats::mime::TransferEncoding;
using formats::text::RtfReader;
using formats::text::TextCounts;
using formats::text::TextDecoder;

// Longer texts are not looked at before they are encoded: they always become quoted-printable.
constexpr std::uint64_t long_text = std::uint64_t{1} << 20U;

// Blanks and empty lines may come before it.
bool is_rich(const Extent& data) {
  constexpr std::size_t looked_at = 64;
  std::string scratch;
  const std::string_view head = data.head(looked_at, scratch);
  return head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size())).starts_with(formats::text::rtf_mark);
}

// A text that begins like rich text and gives no words is shown as it is. Looked at once more, since it is rare.
bool can_be_read(const Extent& rich, formats::text::CodePage page) {
  RtfReader reader(page);
  std::string words;
  rich.visit([&](std::string_view part) {
    words.clear();
    reader.read(part, words);
  });
  reader.finish(words);
  return reader.is_readable();
}

}  // namespace

bool is_rich_text(const Extent& data, formats::text::CodePage page) { return is_rich(data) && can_be_read(data, page); }

bool TextPart::prepare(std::span<Text> texts, Tally& tally) {
  texts_ = texts;
  std::uint64_t length = 0;
  for (const Text& text : texts_) length += text.data->length();
  long_ = length > long_text;
  bool shows_all = true;
  decoded_.clear();
  for (Text& text : texts_) {
    text.rich = is_rich_text(*text.data, page_);
    const TextCounts counts = long_ ? decode_in_pieces(text, [] {}) : append_decoded(text);
    text.unmappable = counts.unmappable;
    shows_all = shows_all && counts.unmappable == 0 && !text.rich;
    tally.control_glyphs += counts.controls;
    tally.highlight_marks += counts.highlight_marks;
    tally.unmappable += counts.unmappable;
    tally.rich_texts += text.rich ? 1 : 0;
  }
  return shows_all;
}

TextCounts TextPart::append_decoded(const Text& text) {
  const std::size_t before = decoded_.size();
  if (before > 0) decoded_ += '\n';
  const std::size_t start = decoded_.size();
  TextCounts counts;
  if (text.rich) {
    RtfReader reader(page_);
    text.data->visit([&](std::string_view part) { reader.read(part, decoded_); });
    reader.finish(decoded_);
    counts.unmappable = reader.unmappable();
  } else {
    TextDecoder decoder(page_);
    text.data->visit([&](std::string_view part) { decoder.decode(part, decoded_); });
    decoder.finish(decoded_);
    counts = decoder.counts();
  }
  if (decoded_.size() == start) decoded_.resize(before);
  return counts;
}

// Calls `use` whenever the next piece of the text stands in decoded_.
template <typename Use>
TextCounts TextPart::decode_in_pieces(const Text& text, Use use) {
  const auto decode_all = [&](auto decode, auto finish) {
    text.data->visit([&](std::string_view part) {
      decoded_.clear();
      decode(part);
      use();
    });
    decoded_.clear();
    finish();
    use();
  };
  if (text.rich) {
    RtfReader reader(page_);
    decode_all([&](std::string_view part) { reader.read(part, decoded_); }, [&] { reader.finish(decoded_); });
    TextCounts counts;
    counts.unmappable = reader.unmappable();
    return counts;
  }
  TextDecoder decoder(page_);
  decode_all([&](std::string_view part) { decoder.decode(part, decoded_); }, [&] { decoder.finish(decoded_); });
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
  formats::mime::encode_text(decoded_, out, [](std::string& text, TransferEncoding encoding) {
    append_transfer_encoding(text, encoding);
    text += '\n';
  });
}

void TextPart::write_long(MailBuffer& mail) {
  formats::mime::QuotedPrintableEncoder encoder;
  bool anything = false;
  for (const Text& text : texts_) {
    bool begun = false;
    decode_in_pieces(text, [&] {
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
