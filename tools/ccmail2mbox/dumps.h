// Finds the dumps that the INPUT arguments mean, and the name of the account that each belongs to.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/cancel.h"
#include "tools/ccmail2mbox/input_options.h"
#include "tools/ccmail2mbox/reading.h"

namespace tools {

struct Dump {
  std::string path;           // as it can be opened; "-" for standard input
  std::string name;           // the same below the INPUT that led to it
  std::size_t input = 0;      // which INPUT that was, from 0
  std::string account;        // UTF-8 or whatever bytes the file name has
  std::uint64_t bytes = 0;    // as stored; 0 where unknown
  std::int64_t modified = 0;  // when, in nanoseconds of the system's clock; 0 where unknown
  bool large = false;         // or of unknown size: worth spreading over threads
  Reading reading;            // as a person told
};

struct PassedOver {
  std::string path;
  std::string name;  // below the INPUT that led to it
  std::string seems_to_be;
};

/// What could not be looked at.
struct NotFound {
  std::string text;  // "path: reason"
  std::string name;  // below the INPUT that led to it
  std::string reason;
};

/// A file that was named before.
struct Repeated {
  std::string name;  // below its INPUT
  std::size_t input = 0;
};

struct FoundDumps {
  std::vector<Dump> dumps;              // in the order of the arguments, directories in byte order
  std::vector<PassedOver> passed_over;  // files in directories that are no exports
  std::vector<std::string> notes;       // "path: what to know"
  std::vector<Repeated> repeated;       // left out, since they are among the dumps
  std::vector<NotFound> failures;
};

/// A file that is named is always a dump; in a directory, files are recognised by their content, the labels that were
/// taught among it. A file that is named twice, in whatever way, is read once. Throws pipeline::Cancelled.
[[nodiscard]] FoundDumps find_dumps(const InputOptions& options, pipeline::Cancel& cancel);

/// The account of each dump: its file name without a known ending (.exp .ccm .txt .und and those of compression), and
/// where names collide, without regard to case, the shortest end of the path that tells them apart. `paths` are
/// absolute. Does not depend on their order.
[[nodiscard]] std::vector<std::string> account_names(const std::vector<std::string>& paths);

}  // namespace tools
