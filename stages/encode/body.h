// The body of a message: texts and files as MIME parts, in the order of the dump.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/date.h"
#include "formats/text/code_page.h"
#include "formats/text/text_decoder.h"
#include "stages/encode/mail_buffer.h"
#include "stages/mail.h"
#include "stages/piece.h"

namespace stages {

/// What a file item's label says, decoded.
struct FileLabel {
  std::string title;  // the whole of it
  std::string name;   // the file's: from the Mac container, the label, or made
  std::optional<formats::ccmail::WallClock> date;
};

class Body {
 public:
  explicit Body(formats::text::CodePage page) : page_(page) {}

  /// Reads the labels of all items but texts; `labels()` has one entry per item.
  void read_labels(const Message& message);
  [[nodiscard]] const std::vector<FileLabel>& labels() const { return labels_; }

  /// Writes the content headers, the empty line and the body: text/plain for one text or nothing, multipart/mixed for
  /// anything else. `digits` are the Message-ID's.
  void write(const Message& message, std::string_view digits, MailBuffer& mail, Tally& tally);

 private:
  void write_text(const Extent& data, std::string_view description, bool inside_multipart, MailBuffer& mail,
                  Tally& tally);
  void write_long_text(const Extent& data, MailBuffer& mail, Tally& tally);
  void write_file(const Item& item, const FileLabel& label, std::string_view digits, MailBuffer& mail);
  void write_file_part(std::string_view media_type, const Item& item, const FileLabel& label, const Extent& data,
                       MailBuffer& mail);
  void write_apple_double(const Item& item, const FileLabel& label, std::string_view digits, MailBuffer& mail);
  static void write_base64(std::string_view before, const Extent& data, MailBuffer& mail);
  static void count(const formats::text::TextCounts& counts, Tally& tally);
  [[nodiscard]] static std::string description_of(const Item& item, const FileLabel& label);

  formats::text::CodePage page_;
  std::vector<FileLabel> labels_;
  std::string decoded_;  // one text, or a part of a long one, as UTF-8
  std::string encoded_;  // the same text as it travels
};

}  // namespace stages
