#include "tools/ccmail-gen/sector.h"

#include <algorithm>

namespace ccmail_gen {

void overwrite(Draft& draft, Run run, std::string_view bytes) {
  std::size_t start = 0;  // of the part
  for (Part& part : draft.parts) {
    const std::size_t length = part.bytes.size();
    const std::size_t from = std::max(run.offset, start);
    const std::size_t to = std::min(run.offset + run.length, start + length);
    if (from < to) {
      replace(part, from - start, to - from, bytes.substr(0, to - from));
      bytes.remove_prefix(std::min(bytes.size(), to - from));
      part.intact = false;
    }
    start += length;
  }
}

std::string foreign_bytes(const Ward& ward, Random& random, std::size_t length) {
  const auto at = static_cast<std::size_t>(random.below(ward.foreign.size()));
  std::string bytes(ward.foreign.substr(at, length));
  while (bytes.size() < length) bytes.append(ward.foreign.substr(0, length - bytes.size()));
  return bytes;
}

}  // namespace ccmail_gen
