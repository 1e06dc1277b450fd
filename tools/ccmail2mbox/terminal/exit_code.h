// What the program's exit status means. Scripts rely on it.
#pragma once

namespace tools {

enum ExitCode : int {
  exit_ok = 0,             // every byte is placed; repairs are allowed (with --strict they are exit_quarantined)
  exit_quarantined = 1,    // some bytes belong to no message, or a dump has not the checksum listed beside it
  exit_usage = 2,          // the command line cannot be followed
  exit_input = 3,          // an input cannot be read, or not to its end
  exit_output = 4,         // the output cannot be written
  exit_ledger = 5,         // bytes or messages were lost or doubled: a fault of this program
  exit_interrupted = 130,  // SIGINT
  exit_terminated = 143,   // SIGTERM
};

}  // namespace tools
