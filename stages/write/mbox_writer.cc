#include "stages/write/mbox_writer.h"

#include <utility>

#include "formats/mailbox/mbox.h"

namespace stages {

void MboxWriter::add(const MailPiece& piece) {
  if (piece.begins) {
    formats::mailbox::append_from_line(block_, piece.envelope->sender, piece.envelope->unix_seconds);
    block_ += piece.envelope->seen ? "Status: RO\n" : "Status: O\n";
  }
  if (piece.bytes.size() >= block_bytes / 4) {
    flush();
    bytes_ += piece.bytes.size();
    out_(piece.bytes);
  } else {
    block_ += piece.bytes.view();
  }
  if (piece.ends) block_ += '\n';
  if (block_.size() >= block_bytes) flush();
}

void MboxWriter::flush() {
  if (block_.empty()) return;
  bytes_ += block_.size();
  const auto slice = pipeline::Slice::own(std::move(block_));
  block_ = std::string();
  block_.reserve(block_bytes + block_bytes / 4);
  out_(slice);
}

}  // namespace stages
