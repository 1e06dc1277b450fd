// What a dump leaves behind beside its mail: the lines of the manifest, and what was put in quarantine.
#pragma once

#include <string>

#include "stages/piece.h"
#include "stages/write/placed.h"

namespace stages {

class Records {
 public:
  Records() = default;
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;
  Records(Records&&) = delete;
  Records& operator=(Records&&) = delete;
  virtual ~Records() = default;

  /// Whole lines, in the order of the dump; with `message`, the last of them is that of a message, and still lacks
  /// where this lies (append_output). Throws OutputError, as all of these do.
  virtual void manifest(std::string lines, const Placed* message) = 0;
  virtual void quarantine(const Quarantined& quarantined) = 0;
  /// Nothing more comes.
  virtual void finish() = 0;
};

}  // namespace stages
