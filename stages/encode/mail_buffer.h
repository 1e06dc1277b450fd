// Where a message is built before it goes on: collects text and gives it to the sink in pieces of useful size. Small
// messages share one block of memory.
#pragma once

#include <cstddef>
#include <cstdint>
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

  /// With `measured`, the message's lines are counted.
  void begin(std::shared_ptr<const Envelope> envelope, pipeline::Sink<Mail>& sink, bool measured = false);
  /// Append here; call flush_if_full() after every append that may be large.
  [[nodiscard]] std::string& text() { return text_; }
  void flush_if_full() {
    if (text_.size() >= piece_bytes) give(false);
  }
  void end() { give(true); }

  /// What was appended since text() had the size `from` has `lines` line ends, so that nobody need look for them.
  void has_lines(std::size_t from, std::uint64_t lines);
  /// The size of a measured message as a server is sent it, once it has ended.
  [[nodiscard]] std::uint64_t bytes_with_crlf() const { return bytes_ + lines_; }

 private:
  void give(bool ends);
  [[nodiscard]] pipeline::Slice packed();
  void count_lines(std::size_t end);

  std::string text_;
  std::shared_ptr<char[]> block_;
  std::size_t used_ = 0;
  std::shared_ptr<const Envelope> envelope_;
  pipeline::Sink<Mail>* sink_ = nullptr;
  bool begins_ = true;

  // of a measured message
  bool measured_ = false;
  std::uint64_t bytes_ = 0;  // given
  std::uint64_t lines_ = 0;  // counted
  std::size_t counted_ = 0;  // bytes of text_
};

}  // namespace stages
