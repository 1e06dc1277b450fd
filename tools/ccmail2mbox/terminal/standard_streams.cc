#include "tools/ccmail2mbox/terminal/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <initializer_list>

namespace tools {

StandardStreams secure_standard_streams() {
  StandardStreams streams;
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) != -1) continue;
    if (descriptor == STDIN_FILENO) streams.input = false;
    if (descriptor == STDOUT_FILENO) streams.output = false;
    // The lowest free number is the one that is missing, since those below it were filled before.
    [[maybe_unused]] const int taken = ::open("/dev/null", O_RDWR);
  }
  return streams;
}

}  // namespace tools
