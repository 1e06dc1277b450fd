#include "tools/ccmail-gen/sink.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace ccmail_gen {
namespace {

constexpr std::size_t buffer_size = 1U << 20U;

int open_for_writing(const std::string& path) {
  if (path == "-") return STDOUT_FILENO;
  constexpr mode_t mode = 0644;
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);  // NOLINT(*-vararg)
  if (file < 0) throw std::system_error(errno, std::generic_category(), path);
  return file;
}

}  // namespace

Sink::Sink(const std::string& path) : path_(path), file_(open_for_writing(path)) { buffer_.reserve(2 * buffer_size); }

Sink::~Sink() {
  if (file_ != STDOUT_FILENO) close(file_);
}

void Sink::write(std::string_view bytes) {
  buffer_.append(bytes);
  offset_ += bytes.size();
  if (buffer_.size() >= buffer_size) flush();
}

void Sink::flush() {
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t written = ::write(file_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw std::system_error(errno, std::generic_category(), path_);
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

}  // namespace ccmail_gen
