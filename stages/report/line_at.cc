#include "stages/report/line_at.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <utility>

#include "stages/output_error.h"

namespace stages {

LineAt::LineAt(std::string path)
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) {
  if (descriptor_ < 0) throw OutputError(path_, errno);
}

LineAt::~LineAt() { ::close(descriptor_); }

std::string_view LineAt::read(std::uint64_t place) {
  constexpr std::size_t usual = 4096;
  std::size_t held = 0;
  for (;;) {
    buffer_.resize(held == 0 ? usual : 2 * held);
    const ssize_t count =
        ::pread(descriptor_, buffer_.data() + held, buffer_.size() - held, static_cast<off_t>(place + held));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw OutputError(path_, errno);
    const std::size_t end = buffer_.find('\n', held);
    const std::size_t read = held + static_cast<std::size_t>(count);
    if (end < read) return std::string_view(buffer_).substr(0, end);
    if (count == 0) throw OutputError(path_, EIO);
    held = read;
  }
}

}  // namespace stages
