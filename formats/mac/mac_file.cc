#include "formats/mac/mac_file.h"

namespace formats::mac {

std::optional<std::int64_t> unix_seconds(std::uint32_t seconds) {
  constexpr std::int64_t from_1904_to_1970 = 2'082'844'800;
  if (seconds == 0) return std::nullopt;
  return std::int64_t{seconds} - from_1904_to_1970;
}

}  // namespace formats::mac
