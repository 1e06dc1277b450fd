// Files as MIME parts: byte for byte, with what is known of them beside their bytes; Macintosh files in one of three
// forms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/date.h"
#include "formats/mac/mac_file.h"
#include "formats/mime/header.h"
#include "formats/text/code_page.h"
#include "formats/time/zone.h"
#include "stages/encode/file_label.h"
#include "stages/encode/mail_buffer.h"
#include "stages/encode/options.h"
#include "stages/mail.h"
#include "stages/piece.h"

namespace stages {

/// True when a Mac file is delivered as the container that it came in.
[[nodiscard]] inline bool stays_container(const MacContent& mac, MacForm form) {
  return form == MacForm::macbinary || mac.stays_one;
}

/// What a text is called, and its media type, where it is attached as it stands in the export.
struct TextFile {
  std::string name;
  std::string_view media_type;
};

/// `text-1-raw.txt`; `number` is that among the texts of the message, from 1.
[[nodiscard]] TextFile raw_text_file(std::uint64_t number);
/// `text-1.rtf`.
[[nodiscard]] TextFile rich_text_file(std::uint64_t number);

class FilePart {
 public:
  FilePart(formats::text::CodePage page, const EncodeOptions& options)
      : page_(page), zone_(options.zone), mac_(options.mac) {}

  /// Writes the headers and the bytes of a file. `digits` are the Message-ID's. Counts in `tally` what of a Mac file
  /// is not delivered.
  void write(const Item& item, const FileLabel& label, std::string_view digits, MailBuffer& mail, Tally& tally) const;

  /// The bytes that write() delivers, before transfer encoding: of the file, of both forks, or of the container.
  [[nodiscard]] std::uint64_t delivered_bytes(const Item& item) const;

  /// Attaches the raw bytes of a text that could not be shown whole (design: "raw text attached"), as raw_text_file().
  void write_raw_text(const Extent& data, std::uint64_t number, std::uint64_t unmappable, MailBuffer& mail) const;
  /// The same for a text that was made plain, as rich_text_file().
  void write_rich_text(const Extent& data, std::uint64_t number, MailBuffer& mail) const;

 private:
  void write_text_file(const TextFile& file, std::string_view description, const Extent& data, MailBuffer& mail) const;
  void write_leaf(std::string_view media_type, const Item& item, const FileLabel& label, std::string_view name,
                  const Extent& data, MailBuffer& mail) const;
  void write_container(const Item& item, const FileLabel& label, MailBuffer& mail) const;
  void write_apple_double(const Item& item, const FileLabel& label, std::string_view digits, MailBuffer& mail,
                          Tally& tally) const;
  void append_charset(std::vector<formats::mime::Parameter>& parameters, std::string_view media_type, const Item& item,
                      const Extent& data) const;
  [[nodiscard]] std::vector<formats::mime::Parameter> disposition(const FileLabel& label, const Extent& data) const;
  [[nodiscard]] std::string date_time(const formats::ccmail::WallClock& clock, bool in_utc) const;
  [[nodiscard]] formats::mac::MacFile with_dates_in_utc(formats::mac::MacFile file) const;

  formats::text::CodePage page_;
  std::optional<formats::time::Zone> zone_;
  MacForm mac_;
};

}  // namespace stages
