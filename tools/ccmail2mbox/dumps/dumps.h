// Finds the dumps that the INPUT arguments mean, and the name of the account that each belongs to.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "pipeline/cancel.h"
#include "tools/ccmail2mbox/options/input_options.h"
#include "tools/ccmail2mbox/options/reading.h"

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
  bool has_settings = false;  // of its own
  bool account_told = false;  // by them
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

/// An entry of the settings that is about none of the dumps.
struct Unmatched {
  std::string dump;      // as the entry calls it
  std::size_t line = 0;  // of the settings
};

/// The settings cannot be followed: the reason, as people read it.
class SettingsMistake : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct FoundDumps {
  std::vector<Dump> dumps;              // in the order of the arguments, directories in byte order
  std::vector<std::string> accounts;    // of all of them, also of those that were not selected later
  std::vector<PassedOver> passed_over;  // files in directories that are no exports
  std::vector<std::string> notes;       // "path: what to know"
  std::vector<Repeated> repeated;       // left out, since they are among the dumps
  std::vector<NotFound> failures;
  std::vector<Unmatched> unmatched;
};

/// A file that is named is always a dump; in a directory, files are recognised by their content, the labels that were
/// taught among it. A file that is named twice, in whatever way, is read once. Each dump gets the reading and the
/// account that the settings of `options` give it. Throws pipeline::Cancelled, and SettingsMistake when an entry is
/// about more than one dump, or two are about the same.
[[nodiscard]] FoundDumps find_dumps(const InputOptions& options, pipeline::Cancel& cancel);

/// The account of each dump: its file name without a known ending (.exp .ccm .txt .und and those of compression), and
/// where names collide, without regard to case, the shortest end of the path that tells them apart. `paths` are
/// absolute. Does not depend on their order. None of `taken`, which a person gave to other dumps, is used.
[[nodiscard]] std::vector<std::string> account_names(const std::vector<std::string>& paths,
                                                     const std::vector<std::string>& taken = {});

}  // namespace tools
