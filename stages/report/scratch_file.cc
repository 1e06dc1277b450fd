#include "stages/report/scratch_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "stages/output_error.h"

namespace stages {

ScratchFile::ScratchFile(const std::string& directory)
    : path_(directory + "/scratch"),
      descriptor_(::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)) {
  if (descriptor_ < 0) throw OutputError(path_, errno);
  ::unlink(path_.c_str());
}

ScratchFile::~ScratchFile() { ::close(descriptor_); }

void ScratchFile::append(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) throw OutputError(path_, errno);
    if (count < 0) continue;
    bytes = bytes.subspan(static_cast<std::size_t>(count));
    size_ += static_cast<std::uint64_t>(count);
  }
}

void ScratchFile::read_at(std::uint64_t offset, std::span<std::byte> into) const {
  while (!into.empty()) {
    const ssize_t count = ::pread(descriptor_, into.data(), into.size(), static_cast<off_t>(offset));
    if (count == 0) throw OutputError(path_, EIO);
    if (count < 0 && errno != EINTR) throw OutputError(path_, errno);
    if (count < 0) continue;
    into = into.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
}

}  // namespace stages
