#include "stages/write/mbox_writer.h"

#include <string_view>
#include <utility>

#include "formats/mailbox/mbox.h"

namespace stages {

void MboxWriter::add(const MailPiece& piece) {
  const std::size_t before = block_.size();
  if (piece.begins) {
    last_.offset = bytes_ + before;
    formats::mailbox::append_from_line(block_, piece.envelope->sender, piece.envelope->unix_seconds);
    const std::size_t message = block_.size();
    block_ += piece.envelope->seen ? "Status: RO\n" : "Status: O\n";
    if (message_hash_) {
      message_hash_->begin(message - before);
      message_hash_->update(std::string_view(block_).substr(message));
    }
  }
  if (message_hash_) message_hash_->update(piece.bytes.view());
  const bool large = piece.bytes.size() >= block_bytes / 4;
  if (!large) block_ += piece.bytes.view();
  if (piece.ends && !large) block_ += '\n';
  if (hash_) hash_->update(std::string_view(block_).substr(before));
  if (large) {
    flush();
    bytes_ += piece.bytes.size();
    out_(piece.bytes);
    if (piece.ends) block_ += '\n';
    if (hash_) {
      hash_->update(piece.bytes.view());
      hash_->update(block_);
    }
  }
  if (piece.ends && hash_) {
    last_.length = bytes_ + block_.size() - last_.offset;
    last_.xxh3 = hash_->hex();
  }
  if (piece.ends && message_hash_) last_.message = message_hash_->end();
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
