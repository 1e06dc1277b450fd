// The characters of the East Asian vocabulary and their bytes, written down here so that a fault in the converter's
// tables cannot hide.
#pragma once

#include <cstdint>
#include <span>

#include "tools/ccmail-gen/code_page.h"

namespace ccmail_gen {

struct WideEntry {
  char16_t character;
  std::uint16_t code;  // two bytes, the first as the high one; or one
};

/// In order of the characters; empty for pages of single bytes.
[[nodiscard]] std::span<const WideEntry> wide_table(CodePage page);

}  // namespace ccmail_gen
