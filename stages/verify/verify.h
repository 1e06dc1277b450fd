// Verifies a result: every byte of every file against the hashes that were left with it, and (unless that is enough)
// each message against the manifest as a mail program reads it, and the inputs, where they are still there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "pipeline/cancel.h"
#include "stages/verify/finding.h"

namespace stages::verify {

struct VerifyOptions {
  std::string directory;
  bool quick = false;  // the bytes of the result alone
  std::size_t jobs = 1;
};

/// What was checked.
struct Verified {
  std::uint64_t faults = 0;
  std::uint64_t notes = 0;
  std::uint64_t messages = 0;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;   // of mail and of the files that tell about it
  std::uint64_t items = 0;   // held against the mail
  std::uint64_t inputs = 0;  // exports that were still there and could be compared
};

/// `report` gets what is found, from one thread at a time and in an order that does not depend on `jobs`. Nothing is
/// written and no symbolic link below the directory is followed. Throws pipeline::Cancelled.
[[nodiscard]] Verified verify(const VerifyOptions& options, const std::function<void(const Finding&)>& report,
                              pipeline::Cancel& cancel);

}  // namespace stages::verify
