// Takes the mail of a dump and keeps none of it: for looking at a dump without converting it.
#pragma once

#include "stages/write/mail_store.h"

namespace stages {

class DiscardingStore : public MailStore {
 public:
  void add(const MailPiece& piece) override {
    if (piece.begins) last_.offset = bytes_;
    bytes_ += piece.bytes.size();
    if (piece.ends) last_.length = bytes_ - last_.offset;
  }
  void finish() override {}
  /// Where the message would lie in a file of all messages, with nothing between them; without a hash.
  [[nodiscard]] Placed last() const override { return last_; }
  /// Of the messages themselves, lines ended by LF, without what a mailbox puts around each.
  [[nodiscard]] std::uint64_t bytes() const override { return bytes_; }

 private:
  std::uint64_t bytes_ = 0;
  Placed last_;
};

}  // namespace stages
