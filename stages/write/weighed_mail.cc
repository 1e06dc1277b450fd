#include "stages/write/weighed_mail.h"

#include <algorithm>

namespace stages {

void WeighedMail::add(const MailPiece& piece) {
  if (format_ == MailFormat::mbox) {
    mbox_.add(piece);
    return;
  }
  const std::string_view bytes = piece.bytes.view();
  bytes_ += bytes.size();
  if (format_ == MailFormat::eml)  // its lines end with CRLF
    bytes_ += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
}

}  // namespace stages
