// Where a message is built before it goes on: collects text and gives it to the sink in pieces of useful size. Small
// messages share one block of memory.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "pipeline/stage.h"
#include "stages/mail.h"

namespace stages {

class MailBuffer {
 public:
  /// A large message leaves in pieces of this size, or one append more.
  static constexpr std::size_t piece_bytes = std::size_t{256} << 10U;

  MailBuffer();

  void begin(std::shared_ptr<const Envelope> envelope, pipeline::Sink<Mail>& sink);
  /// Append here; call flush_if_full() after every append that may be large.
  [[nodiscard]] std::string& text() { return text_; }
  void flush_if_full() {
    if (text_.size() >= piece_bytes) give(false);
  }
  void end() { give(true); }

 private:
  void give(bool ends);
  [[nodiscard]] pipeline::Slice packed();

  std::string text_;
  std::shared_ptr<char[]> block_;
  std::size_t used_ = 0;
  std::shared_ptr<const Envelope> envelope_;
  pipeline::Sink<Mail>* sink_ = nullptr;
  bool begins_ = true;
};

}  // namespace stages
