// Descriptors 0, 1 and 2 as they were when the program started.
#pragma once

namespace tools {

struct StandardStreams {
  bool input = true;   // open
  bool output = true;  // open
};

/// Puts /dev/null where one of the three is closed, so that no file of ours takes its number, and tells which were
/// open. Call it before anything else is opened.
[[nodiscard]] StandardStreams secure_standard_streams();

}  // namespace tools
