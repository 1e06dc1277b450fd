// Text items as one text/plain: UTF-8, in the transfer encoding that suits it. Decodes first, so that what the text
// holds is known before its headers are written.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "formats/text/code_page.h"
#include "formats/text/text_decoder.h"
#include "stages/encode/mail_buffer.h"
#include "stages/extent.h"
#include "stages/mail.h"

namespace stages {

/// One text item that goes into the part.
struct Text {
  const Extent* data = nullptr;
  std::uint64_t number = 0;  // among the texts of its message, from 1
  // known once it was prepared:
  std::uint64_t unmappable = 0;  // bytes without a character
  bool rich = false;             // it was rich text, of which the words are shown
};

/// True for rich text (RTF) of which words can be read.
[[nodiscard]] bool is_rich_text(const Extent& data, formats::text::CodePage page);

class TextPart {
 public:
  explicit TextPart(formats::text::CodePage page) : page_(page) {}

  /// Decodes `texts`, which must outlive write(), in their order, an empty line between two that are not empty; fills
  /// in their `unmappable` and counts in `tally`. A long part (over 1 MiB of raw text) is only counted now, and decoded
  /// again when it is written, so that it is never held whole. Rich text (RTF) becomes plain; where nothing can be read
  /// of it, it is shown as it is. Returns whether the part shows all there is: every byte, and no rich text.
  [[nodiscard]] bool prepare(std::span<Text> texts, Tally& tally);

  /// Writes the headers and the text that was prepared. `description` may be empty.
  void write(std::string_view description, bool inside_multipart, MailBuffer& mail);

 private:
  formats::text::TextCounts append_decoded(const Text& text);
  template <typename Use>
  formats::text::TextCounts decode_in_pieces(const Text& text, Use use);
  void write_long(MailBuffer& mail);

  formats::text::CodePage page_;
  std::span<Text> texts_;
  bool long_ = false;
  std::string decoded_;  // the text, or a piece of a long one, as UTF-8
};

}  // namespace stages
