// The body of a message: texts and files as MIME parts, in the order of the dump.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/text/code_page.h"
#include "stages/encode/file_label.h"
#include "stages/encode/file_part.h"
#include "stages/encode/mail_buffer.h"
#include "stages/encode/options.h"
#include "stages/encode/text_part.h"
#include "stages/mail.h"
#include "stages/piece.h"

namespace stages {

class Multipart;

class Body {
 public:
  Body(formats::text::CodePage page, const EncodeOptions& options)
      : join_texts_(options.join_texts), text_part_(page), file_part_(page, options), labels_(page) {}

  /// Reads the labels of all items; `labels()` has one entry per item.
  void read_labels(const Message& message, Tally& tally);
  [[nodiscard]] FileLabels& labels() { return labels_; }

  /// Writes the content headers, the empty line and the body: text/plain for one text or nothing, multipart/mixed for
  /// anything else. A text with bytes that have no character, and rich text, is followed by its raw bytes as an
  /// attachment. With the option to join texts they all become one, in front of the files; Content-Description then has
  /// the titles of all. `digits` are the Message-ID's.
  void write(const Message& message, std::string_view digits, MailBuffer& mail, Tally& tally);

 private:
  void gather_texts(const std::vector<Item>& items);
  void gather_text(const Item& item, const FileLabel& label, std::uint64_t number);
  void write_texts(Multipart& mixed, MailBuffer& mail, Tally& tally);

  bool join_texts_;
  TextPart text_part_;
  FilePart file_part_;
  FileLabels labels_;
  std::vector<Text> texts_;  // those of the part at hand
  std::string description_;  // likewise
};

}  // namespace stages
