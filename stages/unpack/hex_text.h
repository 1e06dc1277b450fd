// An item in hexadecimal text (/FILES/HEX) seen as the bytes it stands for. Decodes whatever is asked for, whenever it
// is asked for, so that an item of any size takes no memory but a place in 64 KiB.
#pragma once

#include <tl/expected.hpp>

#include "stages/extent.h"

namespace stages {

/// Where an item is no hexadecimal text: bytes from its start. At its end: its last digit has no second one.
struct HexFault {
  std::uint64_t at = 0;
};

/// The bytes that `text` stands for, as an extent of a region of their own that begins at 0. Reads all of `text` once.
[[nodiscard]] tl::expected<Extent, HexFault> decode_hex_item(const Extent& text);

}  // namespace stages
