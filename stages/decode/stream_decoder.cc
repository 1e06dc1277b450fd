#include "stages/decode/stream_decoder.h"

#include <bzlib.h>
#include <lzma.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <new>
#include <stdexcept>
#define ZLIB_CONST
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

// Why the libraries themselves and not Boost.Iostreams (1.74): its decompressors share symmetric_filter::read(), which
// lets an exception of the format's filter pass with the caller's buffer partly filled, and the count is lost. Measured
// with a file cut at every byte and with junk behind it: gzip, bzip2 and lzma lose up to a whole buffer that the tool
// gives; zstd gives it, but takes the cut for the end, without a word, and loses the buffer at junk. Its lzma filter
// has no memory limit either.

namespace stages {
namespace {

// The libraries count in unsigned int.
template <typename Bytes>
unsigned length_of(const Bytes& bytes) {
  return static_cast<unsigned>(std::min<std::size_t>(bytes.size(), std::numeric_limits<int>::max()));
}

// zlib reads the header; the rest it decodes raw, so that a dictionary can be set: after damage early in a member,
// copies may reach back before its start. zlib gives up there; the gzip tool, whose window begins as zeros, goes on and
// loses only what was damaged.
class GzipDecoder final : public StreamDecoder {
 public:
  GzipDecoder() {
    if (::inflateInit2(&stream_, with_gzip_header) != Z_OK) throw std::bad_alloc();
  }
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;
  GzipDecoder(GzipDecoder&&) = delete;
  GzipDecoder& operator=(GzipDecoder&&) = delete;
  ~GzipDecoder() override { ::inflateEnd(&stream_); }

  void begin() override {
    ::inflateReset2(&stream_, with_gzip_header);
    header_ = {};
    ::inflateGetHeader(&stream_, &header_);
    part_ = Part::header;
    checksum_ = ::crc32(0, nullptr, 0);
    length_ = 0;
    trailer_.clear();
  }

  Step step(std::string_view in, std::span<char> out) override {
    if (part_ == Part::trailer) return read_trailer(in);

    const unsigned in_length = length_of(in);
    const unsigned out_length = length_of(out);
    stream_.next_in = reinterpret_cast<const Bytef*>(in.data());
    stream_.avail_in = in_length;
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = out_length;
    // Z_BLOCK stops behind the header.
    const int result = ::inflate(&stream_, part_ == Part::header ? Z_BLOCK : Z_NO_FLUSH);
    const Step step{in_length - stream_.avail_in, out_length - stream_.avail_out, outcome_of(result)};
    checksum_ = ::crc32_z(checksum_, reinterpret_cast<const Bytef*>(out.data()), step.given);
    length_ += static_cast<std::uint32_t>(step.given);
    if (part_ == Part::header && header_.done == 1) start_body();
    if (result == Z_STREAM_END) part_ = Part::trailer;
    return step;
  }

 private:
  enum class Part { header, body, trailer };

  static constexpr int largest_window = 15;
  static constexpr int with_gzip_header = largest_window + 16;
  static constexpr std::size_t trailer_size = 8;

  void start_body() {
    static constexpr std::array<Bytef, std::size_t{1} << largest_window> zeros{};
    ::inflateReset2(&stream_, -largest_window);
    ::inflateSetDictionary(&stream_, zeros.data(), static_cast<uInt>(zeros.size()));
    part_ = Part::body;
  }

  Step read_trailer(std::string_view in) {
    const std::string_view taken = in.substr(0, trailer_size - trailer_.size());
    trailer_ += taken;
    if (trailer_.size() < trailer_size) return {taken.size(), 0, Outcome::going};
    const bool holds = trailer_number(0) == checksum_ && trailer_number(4) == length_;
    if (!holds) reason_ = "the gzip data are damaged (the checksum does not hold)";
    return {taken.size(), 0, holds ? Outcome::stream_ended : Outcome::failed};
  }

  [[nodiscard]] std::uint32_t trailer_number(std::size_t at) const {
    std::uint32_t number = 0;
    for (std::size_t i = 4; i-- > 0;) number = number << 8 | static_cast<unsigned char>(trailer_[at + i]);
    return number;
  }

  Outcome outcome_of(int result) {
    if (result == Z_OK || result == Z_BUF_ERROR || result == Z_STREAM_END) return Outcome::going;
    if (result == Z_MEM_ERROR) return out_of_memory();
    reason_ = "the gzip data are damaged";
    if (stream_.msg != nullptr) reason_ += std::string(" (") + stream_.msg + ")";
    return Outcome::failed;
  }

  z_stream stream_{};
  gz_header header_{};
  Part part_ = Part::header;
  uLong checksum_ = 0;
  std::uint32_t length_ = 0;  // modulo 2^32, as the trailer has it
  std::string trailer_;
};

class Bzip2Decoder final : public StreamDecoder {
 public:
  Bzip2Decoder() = default;
  Bzip2Decoder(const Bzip2Decoder&) = delete;
  Bzip2Decoder& operator=(const Bzip2Decoder&) = delete;
  Bzip2Decoder(Bzip2Decoder&&) = delete;
  Bzip2Decoder& operator=(Bzip2Decoder&&) = delete;
  ~Bzip2Decoder() override { end(); }

  void begin() override {
    end();
    stream_ = {};
    if (::BZ2_bzDecompressInit(&stream_, 0, 0) != BZ_OK) throw std::bad_alloc();
    begun_ = true;
  }

  Step step(std::string_view in, std::span<char> out) override {
    const unsigned in_length = length_of(in);
    const unsigned out_length = length_of(out);
    stream_.next_in = const_cast<char*>(in.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast): reads only
    stream_.avail_in = in_length;
    stream_.next_out = out.data();
    stream_.avail_out = out_length;
    const int result = ::BZ2_bzDecompress(&stream_);
    return {in_length - stream_.avail_in, out_length - stream_.avail_out, outcome_of(result)};
  }

 private:
  Outcome outcome_of(int result) {
    if (result == BZ_STREAM_END) return Outcome::stream_ended;
    if (result == BZ_OK) return Outcome::going;
    if (result == BZ_MEM_ERROR) return out_of_memory();
    reason_ = "the bzip2 data are damaged";
    return Outcome::failed;
  }

  void end() {
    if (begun_) ::BZ2_bzDecompressEnd(&stream_);
    begun_ = false;
  }

  bz_stream stream_{};
  bool begun_ = false;
};

class XzDecoder final : public StreamDecoder {
 public:
  XzDecoder() = default;
  XzDecoder(const XzDecoder&) = delete;
  XzDecoder& operator=(const XzDecoder&) = delete;
  XzDecoder(XzDecoder&&) = delete;
  XzDecoder& operator=(XzDecoder&&) = delete;
  ~XzDecoder() override { ::lzma_end(&stream_); }

  void begin() override {
    constexpr std::uint64_t memory_limit = std::uint64_t{512} << 20;
    if (::lzma_stream_decoder(&stream_, memory_limit, 0) != LZMA_OK) throw std::bad_alloc();
  }

  Step step(std::string_view in, std::span<char> out) override {
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(in.data());
    stream_.avail_in = in.size();
    stream_.next_out = reinterpret_cast<std::uint8_t*>(out.data());
    stream_.avail_out = out.size();
    const lzma_ret result = ::lzma_code(&stream_, LZMA_RUN);
    return {in.size() - stream_.avail_in, out.size() - stream_.avail_out, outcome_of(result)};
  }

 private:
  Outcome outcome_of(lzma_ret result) {
    switch (result) {
      case LZMA_STREAM_END:
        return Outcome::stream_ended;
      case LZMA_OK:
      case LZMA_BUF_ERROR:
        return Outcome::going;
      case LZMA_MEM_ERROR:
        return out_of_memory();
      case LZMA_MEMLIMIT_ERROR:
        reason_ = "the xz data need " + std::to_string(::lzma_memusage(&stream_) >> 20) +
                  " MiB of memory to unpack, more than the 512 MiB allowed";
        break;
      case LZMA_OPTIONS_ERROR:
        reason_ = "the xz data are damaged, or use what this version of liblzma does not know";
        break;
      default:
        reason_ = "the xz data are damaged";
    }
    return Outcome::failed;
  }

  lzma_stream stream_ = LZMA_STREAM_INIT;
};

class ZstdDecoder final : public StreamDecoder {
 public:
  ZstdDecoder() : context_(::ZSTD_createDCtx()) {
    if (context_ == nullptr) throw std::bad_alloc();
    ::ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, largest_window_log);
  }

  void begin() override {
    ::ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only);
    wanted_ = frame_header_start;
    held_back_ = false;
  }

  // At an error ZSTD_decompressStream() does not say how many bytes it gave in that call, so that all blocks before the
  // bad one would be lost. Hence it never gets to decode two things in one call: no byte while output is held back, and
  // otherwise the bytes it asks for less the next block's header, which it counts in.
  Step step(std::string_view in, std::span<char> out) override {
    const std::size_t most = wanted_ > block_header ? wanted_ - block_header : 1;
    ZSTD_inBuffer source{in.data(), held_back_ ? 0 : std::min(in.size(), most), 0};
    ZSTD_outBuffer target{out.data(), out.size(), 0};
    const std::size_t result = ::ZSTD_decompressStream(context_.get(), &target, &source);
    if (::ZSTD_isError(result) != 0) {
      note(result);
      return {source.pos, target.pos, Outcome::failed};
    }
    wanted_ = result;
    held_back_ = target.pos == target.size;
    return {source.pos, target.pos, result == 0 ? Outcome::stream_ended : Outcome::going};
  }

 private:
  static constexpr int largest_window_log = 27;
  static constexpr std::size_t frame_header_start = 5;
  static constexpr std::size_t block_header = 3;

  struct Free {
    void operator()(ZSTD_DCtx* context) const { ::ZSTD_freeDCtx(context); }
  };

  void note(std::size_t result) {
    switch (::ZSTD_getErrorCode(result)) {
      case ZSTD_error_frameParameter_windowTooLarge:
        reason_ = "the zstd data need a window of more than 128 MiB";
        return;
      case ZSTD_error_memory_allocation:
        out_of_memory();
        return;
      default:
        reason_ = std::string("the zstd data are damaged (") + ::ZSTD_getErrorName(result) + ")";
    }
  }

  std::unique_ptr<ZSTD_DCtx, Free> context_;
  std::size_t wanted_ = frame_header_start;
  bool held_back_ = false;
};

}  // namespace

std::unique_ptr<StreamDecoder> make_stream_decoder(Container container) {
  switch (container) {
    case Container::gzip:
      return std::make_unique<GzipDecoder>();
    case Container::bzip2:
      return std::make_unique<Bzip2Decoder>();
    case Container::xz:
      return std::make_unique<XzDecoder>();
    case Container::zstd:
      return std::make_unique<ZstdDecoder>();
    case Container::plain:
      break;
  }
  throw std::invalid_argument("plain bytes need no decoder");
}

}  // namespace stages
