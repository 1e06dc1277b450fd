#include "stages/encode/mail_buffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace stages {
namespace {

constexpr std::size_t block_bytes = MailBuffer::piece_bytes;
// What is larger gets memory of its own, without being copied.
constexpr std::size_t packed_bytes = block_bytes / 8;

}  // namespace

MailBuffer::MailBuffer() : used_(block_bytes) { text_.reserve(packed_bytes); }

void MailBuffer::begin(std::shared_ptr<const Envelope> envelope, pipeline::Sink<Mail>& sink, bool measured) {
  text_.clear();
  envelope_ = std::move(envelope);
  sink_ = &sink;
  begins_ = true;
  measured_ = measured;
  bytes_ = lines_ = 0;
  counted_ = 0;
}

void MailBuffer::has_lines(std::size_t from, std::uint64_t lines) {
  if (!measured_) return;
  count_lines(from);
  lines_ += lines;
  counted_ = text_.size();
}

void MailBuffer::count_lines(std::size_t end) {
  const auto at = [&](std::size_t place) { return text_.begin() + static_cast<std::ptrdiff_t>(place); };
  lines_ += static_cast<std::uint64_t>(std::count(at(counted_), at(end), '\n'));
}

void MailBuffer::give(bool ends) {
  if (measured_) {
    count_lines(text_.size());
    bytes_ += text_.size();
    counted_ = 0;
  }
  MailPiece piece;
  piece.envelope = envelope_;
  piece.begins = std::exchange(begins_, false);
  piece.ends = ends;
  if (text_.size() <= packed_bytes) {
    piece.bytes = packed();
    text_.clear();
  } else {
    piece.bytes = pipeline::Slice::own(std::move(text_));
    text_ = std::string();
    text_.reserve(ends ? packed_bytes : piece_bytes + packed_bytes);
  }
  sink_->put(std::move(piece));
}

pipeline::Slice MailBuffer::packed() {
  if (block_bytes - used_ < text_.size()) {
    block_ = std::make_shared_for_overwrite<char[]>(block_bytes);
    used_ = 0;
  }
  char* const place = block_.get() + used_;
  std::memcpy(place, text_.data(), text_.size());
  used_ += text_.size();
  return {block_, {place, text_.size()}};
}

}  // namespace stages
