// A store that keeps nothing: mail is weighed as the store of its format would, and forgotten.
#pragma once

#include <cstdint>

#include "stages/write/mail_format.h"
#include "stages/write/mail_store.h"
#include "stages/write/mbox_writer.h"

namespace stages {

class WeighedMail : public MailStore {
 public:
  explicit WeighedMail(MailFormat format) : format_(format), mbox_([](const pipeline::Slice&) {}, false) {}

  void add(const MailPiece& piece) override;
  void finish() override { mbox_.flush(); }
  /// Nowhere.
  [[nodiscard]] Placed last() const override { return {}; }
  /// Exactly those that the format would have.
  [[nodiscard]] std::uint64_t bytes() const override { return bytes_ + mbox_.bytes(); }

 private:
  MailFormat format_;
  MboxWriter mbox_;
  std::uint64_t bytes_ = 0;
};

}  // namespace stages
