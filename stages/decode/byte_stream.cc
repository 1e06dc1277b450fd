#include "stages/decode/byte_stream.h"

#include <algorithm>

namespace stages {

std::size_t fill(ByteStream& stream, std::span<char> into) {
  std::size_t filled = 0;
  while (filled < into.size()) {
    const std::size_t count = stream.read(into.subspan(filled));
    if (count == 0) break;
    filled += count;
  }
  return filled;
}

std::size_t Replay::read(std::span<char> into) {
  if (given_ == taken_.size()) return rest_.read(into);
  const std::size_t count = taken_.copy(into.data(), into.size(), given_);
  given_ += count;
  return count;
}

}  // namespace stages
