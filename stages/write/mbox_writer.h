// Puts messages into one mbox: the From_ line and the read state before each, an empty line
// behind it. Quotes nothing, since encode lets
// no line of a body look like a From_ line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "formats/hash/xxh3.h"
#include "pipeline/slice.h"
#include "stages/mail.h"
#include "stages/write/message_hash.h"
#include "stages/write/placed.h"

namespace stages {

class MboxWriter {
 public:
  static constexpr std::size_t block_bytes = std::size_t{256} << 10U;
  using Out = std::function<void(const pipeline::Slice&)>;

  /// `out` gets the mbox in order, in slices of about 256 KiB. With `track`, last() tells where messages lie; with
  /// `digests` too, their digests without From_ line and the empty line behind them.
  MboxWriter(Out out, bool track, bool digests = false) : out_(std::move(out)) {
    if (track) hash_.emplace();
    if (digests) message_hash_.emplace();
  }

  void add(const MailPiece& piece);
  /// Gives what is still held.
  void flush();
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  /// Of the message that ended last: offset, length and hash.
  [[nodiscard]] const Placed& last() const { return last_; }

 private:
  Out out_;
  std::string block_;
  std::uint64_t bytes_ = 0;  // given out
  std::optional<formats::hash::Xxh3> hash_;
  std::optional<MessageHash> message_hash_;
  Placed last_;
};

}  // namespace stages
