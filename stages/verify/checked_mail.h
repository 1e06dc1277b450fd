// What flows from those who check messages, side by side, to the one who counts them in their order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "stages/verify/finding.h"
#include "stages/write/placed.h"

namespace stages::verify {

/// One message of the manifest, checked.
struct CheckedMail {
  std::optional<Placed> placed;    // none: its line cannot be read
  bool changed = false;            // its bytes are not those of the manifest
  Finding change;                  // then: how
  bool renamed = false;            // a server gave it other flags
  std::uint64_t items = 0;         // that were held against the manifest
  std::uint64_t source_bytes = 0;  // of inputs that were read for it
  std::vector<Finding> findings;
};

inline std::size_t weight(const CheckedMail& mail) {
  std::size_t bytes = sizeof mail + weight(mail.change) + (mail.placed ? mail.placed->file.size() : 0);
  for (const Finding& finding : mail.findings) bytes += weight(finding);
  return bytes;
}

}  // namespace stages::verify
