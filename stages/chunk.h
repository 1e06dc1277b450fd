// What flows from decode to resync: the bytes of one dump, in order, decompressed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "pipeline/slice.h"
#include "stages/damage.h"
#include "stages/decode/container.h"
#include "stages/extent.h"

namespace stages {

/// The dump is open. With `file`, its bytes can also be read there, at their own offsets; without, this flow is the
/// only way to have them.
struct DumpOpened {
  std::shared_ptr<const RandomAccess> file;
};

/// The next bytes.
struct DumpBytes {
  pipeline::Slice bytes;
};

/// What the file was, once all of it has been read.
struct StoredFile {
  Container container{};
  std::uint64_t bytes = 0;  // as stored
  std::string sha256;       // of these; empty when nobody asked
};

struct DumpClosed {
  StoredFile stored;
  std::uint64_t bytes = 0;  // decompressed
  std::string sha256;       // of these; empty when nobody asked
  std::string ended_early;  // why not all of it could be had; empty when it could
};

using Chunk = std::variant<DumpOpened, DumpBytes, Damage, DumpClosed>;

inline std::size_t weight(const Chunk& chunk) {
  const auto* bytes = std::get_if<DumpBytes>(&chunk);
  return bytes != nullptr ? bytes->bytes.size() : 0;
}

}  // namespace stages
