// Takes gzip, bzip2, xz and zstd apart. Promises every byte that the format's own command-line tool gives, also from a
// file that is cut off, damaged, made of several streams or followed by something else, and one fault that says so.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "stages/decode/byte_stream.h"
#include "stages/decode/container.h"

namespace stages {

/// Why a compressed stream ended other than well.
struct StreamFault {
  std::uint64_t stored_offset = 0;  // of the compressed file: as far as it was read when the fault showed
  std::uint64_t offset = 0;         // of the decompressed bytes: how many were given before the fault
  std::string reason;               // "the gzip data end too early", …
};

/// Decompressed bytes. Bad compressed bytes never throw: the stream ends there, and fault() tells.
class Decompressor : public ByteStream {
 public:
  /// Nothing when all ended well. Final once read() has returned 0.
  [[nodiscard]] virtual std::optional<StreamFault> fault() const = 0;
};

/// Unpacks `packed`, which must outlive the result and whose first bytes are `container`'s. Several streams one after
/// the other are one; what is no further stream ends it, with a fault, save the zeros that gzip (from tapes) and xz (as
/// padding) allow. `Container::plain` hands the bytes on.
/// Memory is that of the settings a file was made with, a few MiB as a rule, and bounded: zstd windows over 128 MiB
/// (the zstd tool's own limit) and xz files that need over 512 MiB (the largest preset needs 65) are a fault. read()
/// throws only what `packed` throws.
[[nodiscard]] std::unique_ptr<Decompressor> make_decompressor(Container container, ByteStream& packed);

}  // namespace stages
