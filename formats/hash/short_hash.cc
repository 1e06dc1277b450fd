#include "formats/hash/short_hash.h"

#include <algorithm>

#include "formats/hash/sha256.h"

namespace formats::hash {

void append_short_hash(std::string& out, std::string_view bytes, std::size_t digits) {
  // One per thread: to set one up costs more than hashing a name does.
  thread_local Sha256 sha256;
  sha256.update(bytes);
  const auto hex = sha256.hex();
  out.append(hex.data(), std::min(digits, hex.size()));
}

}  // namespace formats::hash
