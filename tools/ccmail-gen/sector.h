// Runs of bytes across the parts of a message, as a disk loses them: it knows nothing of messages.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tools/ccmail-gen/damage.h"

namespace ccmail_gen {

inline constexpr std::size_t sector_size = 512;  // bytes

/// Puts `bytes` in place of a run of the message's bytes: as many as the run is long, or none at all. What is touched
/// is no longer intact.
void overwrite(Draft& draft, Run run, std::string_view bytes);

/// So many bytes from anywhere in another dump.
[[nodiscard]] std::string foreign_bytes(const Ward& ward, Random& random, std::size_t length);

}  // namespace ccmail_gen
