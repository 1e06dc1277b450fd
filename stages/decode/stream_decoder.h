// One compressed stream (gzip member, bzip2 stream, xz stream, zstd frame) as its library decodes it, from buffer to
// buffer. Promises to hand out every byte that was decoded before a fault.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "stages/decode/container.h"

namespace stages {

class StreamDecoder {
 public:
  enum class Outcome { going, stream_ended, failed };

  struct Step {
    std::size_t taken = 0;  // bytes of `in` that are done with
    std::size_t given = 0;  // bytes put at the start of `out`
    Outcome outcome = Outcome::going;
  };

  StreamDecoder() = default;
  StreamDecoder(const StreamDecoder&) = delete;
  StreamDecoder& operator=(const StreamDecoder&) = delete;
  StreamDecoder(StreamDecoder&&) = delete;
  StreamDecoder& operator=(StreamDecoder&&) = delete;
  virtual ~StreamDecoder() = default;

  /// Makes ready for the first or the next stream.
  virtual void begin() = 0;

  /// Decodes some of `in` into `out` (not empty). Takes or gives at least a byte unless it failed, or `in` is empty and
  /// nothing is held back; what is held back comes out, without new bytes, for as long as `out` was filled to its end.
  [[nodiscard]] virtual Step step(std::string_view in, std::span<char> out) = 0;

  /// After Outcome::failed: what is wrong, to stand in a sentence: "the gzip data are damaged (…)".
  [[nodiscard]] const std::string& reason() const { return reason_; }

 protected:
  Outcome out_of_memory() {
    reason_ = "there is not enough memory to unpack the data";
    return Outcome::failed;
  }

  std::string reason_;
};

/// The decoder for anything but Container::plain. Throws std::bad_alloc when there is no memory for its state.
[[nodiscard]] std::unique_ptr<StreamDecoder> make_stream_decoder(Container container);

}  // namespace stages
