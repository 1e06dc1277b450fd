#include "stages/write/line_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "stages/output_error.h"

namespace stages {

LineFile::LineFile(std::string path)
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) {
  if (descriptor_ < 0) throw OutputError(path_, errno);
}

LineFile::~LineFile() { ::close(descriptor_); }

std::optional<std::string_view> LineFile::next() {
  std::size_t searched = at_;
  for (;;) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      const std::string_view line = std::string_view(buffer_).substr(at_, end - at_);
      at_ = end + 1;
      return line;
    }
    const std::size_t held = buffer_.size() - at_;
    if (!read_more()) break;
    searched = at_ + held;
  }
  if (at_ == buffer_.size()) return std::nullopt;
  return std::string_view(buffer_).substr(std::exchange(at_, buffer_.size()));
}

bool LineFile::read_more() {
  constexpr std::size_t block = std::size_t{256} << 10U;
  buffer_.erase(0, std::exchange(at_, 0));
  const std::size_t held = buffer_.size();
  buffer_.resize(held + block);
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, buffer_.data() + held, block);
  } while (count < 0 && errno == EINTR);
  if (count < 0) throw OutputError(path_, errno);
  buffer_.resize(held + static_cast<std::size_t>(count));
  return count > 0;
}

}  // namespace stages
