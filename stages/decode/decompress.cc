#include "stages/decode/decompress.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include "stages/decode/stream_decoder.h"

namespace stages {
namespace {

class Untouched final : public Decompressor {
 public:
  explicit Untouched(ByteStream& bytes) : bytes_(bytes) {}

  [[nodiscard]] std::size_t read(std::span<char> into) override { return bytes_.read(into); }
  [[nodiscard]] std::optional<StreamFault> fault() const override { return std::nullopt; }

 private:
  ByteStream& bytes_;
};

// Stream after stream of one format. Reads `packed` only when it has nothing to give, so that what was decoded is
// given before an input error is thrown.
class Streams final : public Decompressor {
 public:
  Streams(Container container, ByteStream& packed)
      : container_(container), packed_(packed), decoder_(make_stream_decoder(container)) {}

  [[nodiscard]] std::size_t read(std::span<char> into) override {
    while (!ended_) {
      if (!in_stream_) {
        start_stream();
      } else if (waiting().empty() && !held_back_ && !refill()) {
        end_with("the " + name() + " data end too early");
      } else if (const std::size_t given = step(into); given > 0) {
        return given;
      }
    }
    return 0;
  }

  [[nodiscard]] std::optional<StreamFault> fault() const override { return fault_; }

 private:
  std::size_t step(std::span<char> into) {
    const StreamDecoder::Step step = decoder_->step(waiting(), into);
    drop(step.taken);
    given_ += step.given;
    held_back_ = step.given == into.size();
    if (step.outcome == StreamDecoder::Outcome::stream_ended) in_stream_ = false;
    if (step.outcome == StreamDecoder::Outcome::failed) end_with(decoder_->reason());
    return step.given;
  }

  // Stands before the first stream or behind one: goes on with a further stream, or ends.
  void start_stream() {
    const bool padding_holds = first_ || skip_padding();
    while (waiting().size() < container_magic_size && refill()) {
    }
    if (waiting().empty() && padding_holds && !first_) {
      ended_ = true;
    } else if (waiting().empty() && first_) {
      end_with("the " + name() + " data end too early");
    } else if (!padding_holds || !may_begin(container_, waiting())) {
      end_with(first_ ? "there are no " + name() + " data"
                      : "what follows the " + name() + " data is not " + name() + "; left out");
    } else {
      decoder_->begin();
      in_stream_ = true;
      held_back_ = false;
      first_ = false;
    }
  }

  // gzip passes over zeros, with which tapes are filled up; xz over zeros in fours. False if they are none of these.
  bool skip_padding() {
    if (container_ != Container::gzip && container_ != Container::xz) return true;
    std::uint64_t zeros = 0;
    do {
      const std::size_t run = std::min(waiting().find_first_not_of('\0'), waiting().size());
      drop(run);
      zeros += run;
    } while (waiting().empty() && refill());
    return container_ == Container::gzip || zeros % 4 == 0;
  }

  [[nodiscard]] std::string_view waiting() const { return {buffer_.data() + begin_, end_ - begin_}; }

  void drop(std::size_t count) {
    begin_ += count;
    stored_ += count;
  }

  // Adds to waiting(), which is shorter than the buffer. False at the end of `packed`.
  bool refill() {
    const std::span<char> buffer(buffer_);
    std::ranges::copy(buffer.subspan(begin_, end_ - begin_), buffer.begin());
    end_ -= std::exchange(begin_, 0);
    const std::size_t count = packed_.read(buffer.subspan(end_));
    end_ += count;
    return count > 0;
  }

  void end_with(std::string reason) {
    ended_ = true;
    fault_ = StreamFault{stored_, given_, std::move(reason)};
  }

  [[nodiscard]] std::string name() const { return std::string(name_of(container_)); }

  Container container_;
  ByteStream& packed_;
  std::unique_ptr<StreamDecoder> decoder_;
  std::array<char, std::size_t{64} << 10> buffer_;
  std::size_t begin_ = 0;  // of what waits in buffer_
  std::size_t end_ = 0;
  std::uint64_t stored_ = 0;  // bytes of `packed` that are done with
  std::uint64_t given_ = 0;   // decompressed bytes
  bool first_ = true;         // no stream has begun
  bool in_stream_ = false;
  bool held_back_ = false;  // the decoder may hold bytes that found no room
  bool ended_ = false;
  std::optional<StreamFault> fault_;
};

}  // namespace

std::unique_ptr<Decompressor> make_decompressor(Container container, ByteStream& packed) {
  if (container == Container::plain) return std::make_unique<Untouched>(packed);
  return std::make_unique<Streams>(container, packed);
}

}  // namespace stages
