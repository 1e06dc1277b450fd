#include "stages/write/output_file.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "stages/output_error.h"

namespace stages {

OutputFile::OutputFile(std::string path, bool append)
    : path_(std::move(path)),
      descriptor_(
          ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | (append ? O_APPEND : O_CREAT | O_EXCL), 0600)) {
  if (descriptor_ < 0) throw OutputError(path_, errno);
}

OutputFile::~OutputFile() {
  if (!borrowed_ && descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno == EAGAIN) {  // standard output may have been made non-blocking by whoever shares it
      pollfd ready{descriptor_, POLLOUT, 0};
      ::poll(&ready, 1, -1);
      continue;
    }
    throw OutputError(path_, errno);
  }
}

void OutputFile::close() {
  if (borrowed_ || descriptor_ < 0) return;
  // Linux frees the descriptor even when close() fails.
  if (::close(std::exchange(descriptor_, -1)) != 0 && errno != EINTR) throw OutputError(path_, errno);
}

}  // namespace stages
