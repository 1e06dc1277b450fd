// Compressed bytes for tests, made in memory by the formats' own libraries, and a stream that gives bytes in portions.
#pragma once

#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "stages/decode/decompress.h"

namespace stages::decode_test {

/// Bytes of words drawn at random: they compress, but not to nothing.
inline std::string words(std::size_t size, unsigned seed = 1) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < size) text += std::to_string(random() % 1000) + (random() % 9 == 0 ? "\r\n" : " ");
  text.resize(size);
  return text;
}

inline std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("zlib");
  std::string in(bytes);
  std::string out(deflateBound(&stream, in.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib");
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// With blocks of 100,000 bytes.
inline std::string bzip2(std::string_view bytes) {
  std::string in(bytes);
  std::string out(in.size() + in.size() / 50 + 600, '\0');
  auto size = static_cast<unsigned>(out.size());
  if (BZ2_bzBuffToBuffCompress(out.data(), &size, in.data(), static_cast<unsigned>(in.size()), 1, 0, 0) != BZ_OK) {
    throw std::runtime_error("bzip2");
  }
  out.resize(size);
  return out;
}

inline std::string xz(std::string_view bytes) {
  std::string out(lzma_stream_buffer_bound(bytes.size()), '\0');
  std::size_t size = 0;
  if (lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(bytes.data()),
                              bytes.size(), reinterpret_cast<std::uint8_t*>(out.data()), &size,
                              out.size()) != LZMA_OK) {
    throw std::runtime_error("xz");
  }
  out.resize(size);
  return out;
}

/// One frame with a checksum, as the tool makes it.
inline std::string zstd(std::string_view bytes) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress2(context, out.data(), out.size(), bytes.data(), bytes.size());
  ZSTD_freeCCtx(context);
  if (ZSTD_isError(size) != 0) throw std::runtime_error("zstd");
  out.resize(size);
  return out;
}

inline std::string pack(Container container, std::string_view bytes) {
  switch (container) {
    case Container::gzip:
      return gzip(bytes);
    case Container::bzip2:
      return bzip2(bytes);
    case Container::xz:
      return xz(bytes);
    case Container::zstd:
      return zstd(bytes);
    case Container::plain:
      break;
  }
  return std::string(bytes);
}

/// Gives `bytes` in portions of `portion`, or of random sizes up to it.
class Portions final : public ByteStream {
 public:
  Portions(std::string_view bytes, std::size_t portion, std::optional<unsigned> seed = std::nullopt)
      : bytes_(bytes), portion_(portion), random_sizes_(seed.has_value()), random_(seed.value_or(0)) {}

  std::size_t read(std::span<char> into) override {
    const std::size_t wanted = random_sizes_ ? 1 + random_() % portion_ : portion_;
    const std::size_t count = bytes_.copy(into.data(), std::min(wanted, into.size()));
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
  std::size_t portion_;
  bool random_sizes_;
  std::mt19937 random_;
};

struct Unpacked {
  std::string bytes;
  std::optional<StreamFault> fault;

  [[nodiscard]] std::string reason() const { return fault ? fault->reason : ""; }
};

inline Unpacked unpack(Container container, ByteStream& packed, std::size_t room = 1 << 16) {
  const auto stream = make_decompressor(container, packed);
  Unpacked result;
  std::vector<char> buffer(room);
  while (const std::size_t count = stream->read(buffer)) result.bytes.append(buffer.data(), count);
  result.fault = stream->fault();
  return result;
}

inline Unpacked unpack(Container container, std::string_view packed, std::size_t portion = 1 << 16,
                       std::size_t room = 1 << 16) {
  Portions stream(packed, portion);
  return unpack(container, stream, room);
}

}  // namespace stages::decode_test
