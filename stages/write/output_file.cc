#include "stages/write/output_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "stages/output_error.h"

namespace stages {

OutputFile::OutputFile(std::string path, bool append) : path_(std::move(path)) {
  open(AT_FDCWD, path_.c_str(), append);
}

OutputFile::OutputFile(const Directory& directory, const std::string& name, bool append)
    : path_(directory.path_of(name)) {
  open(directory.descriptor(), name.c_str(), append);
}

void OutputFile::open(int at, const char* name, bool append) {
  descriptor_ = ::openat(at, name, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | (append ? O_APPEND : O_CREAT | O_EXCL), 0600);
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

void OutputFile::set_time(std::int64_t unix_seconds) {
  std::array<timespec, 2> times{};
  times[0].tv_nsec = UTIME_OMIT;
  times[1].tv_sec = unix_seconds;
  if (::futimens(descriptor_, times.data()) != 0) throw OutputError(path_, errno);
}

void OutputFile::close() {
  if (borrowed_ || descriptor_ < 0) return;
  // Linux frees the descriptor even when close() fails.
  if (::close(std::exchange(descriptor_, -1)) != 0 && errno != EINTR) throw OutputError(path_, errno);
}

}  // namespace stages
