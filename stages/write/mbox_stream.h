// The mail of one dump as part of a single mbox that goes through a turnstile, in the order of the dumps.
#pragma once

#include <cstddef>
#include <cstdint>

#include "pipeline/turnstile.h"
#include "stages/write/mail_store.h"
#include "stages/write/mbox_writer.h"

namespace stages {

class MboxStream : public MailStore {
 public:
  /// `turn` is the dump's place among the dumps. The turnstile must outlive this object.
  MboxStream(pipeline::Turnstile<pipeline::Slice>& turnstile, std::size_t turn, bool track)
      : writer_(
            [&turnstile, turn](const pipeline::Slice& slice) {
              turnstile.pass(turn, {{slice}, slice.size()});
            },
            track) {}

  void add(const MailPiece& piece) override { writer_.add(piece); }
  void finish() override { writer_.flush(); }
  [[nodiscard]] Placed last() const override { return writer_.last(); }
  [[nodiscard]] std::uint64_t bytes() const override { return writer_.bytes(); }

 private:
  MboxWriter writer_;
};

}  // namespace stages
