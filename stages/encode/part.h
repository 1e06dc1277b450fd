// What every part of a message is made of: delimiters, the transfer encoding, bytes in base64.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "formats/mime/header.h"
#include "formats/mime/transfer.h"
#include "stages/encode/mail_buffer.h"
#include "stages/extent.h"

namespace stages {

/// Adds Content-Transfer-Encoding, the last header of a part.
void append_transfer_encoding(std::string& out, formats::mime::TransferEncoding encoding);

/// Writes `before` and then `data` as base64.
void write_base64(std::string_view before, const Extent& data, MailBuffer& mail);

/// A multipart while it is written: its Content-Type first, then its parts, each behind a delimiter.
class Multipart {
 public:
  /// Writes Content-Type; the caller may add further headers before the first part. `boundary` is good for a
  /// parameter's value without a change.
  Multipart(MailBuffer& mail, std::string_view media_type, std::string boundary, std::string_view name = {});

  /// Call before each part's headers.
  void begin_part();
  void end();

 private:
  MailBuffer& mail_;
  std::string boundary_;
};

}  // namespace stages
