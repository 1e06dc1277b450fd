// A source of bytes that is pulled, front to back, once.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace stages {

class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  ByteStream(ByteStream&&) = delete;
  ByteStream& operator=(ByteStream&&) = delete;
  virtual ~ByteStream() = default;

  /// Puts the next bytes at the start of `into` (not empty) and returns how many: at least one, often fewer than fit;
  /// 0 at the end, and at every call after it. Throws when bytes cannot be had (InputError, pipeline::Cancelled); all
  /// bytes before that point have been given by then.
  [[nodiscard]] virtual std::size_t read(std::span<char> into) = 0;
};

/// Reads until `into` is full or the stream ends; returns how many bytes there were.
[[nodiscard]] std::size_t fill(ByteStream& stream, std::span<char> into);

/// Bytes that were taken from a stream to look at, then the rest of that stream, which must outlive this.
class Replay final : public ByteStream {
 public:
  Replay(std::string taken, ByteStream& rest) : taken_(std::move(taken)), rest_(rest) {}

  [[nodiscard]] std::size_t read(std::span<char> into) override;

 private:
  std::string taken_;
  std::size_t given_ = 0;
  ByteStream& rest_;
};

}  // namespace stages
