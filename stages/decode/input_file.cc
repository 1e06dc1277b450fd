#include "stages/decode/input_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "pipeline/cancel.h"

namespace stages {
namespace {

std::string text_of(const std::string& path, std::optional<std::uint64_t> offset, const std::string& reason) {
  if (!offset) return path + ": " + reason;
  return path + ":" + std::to_string(*offset) + ": " + reason;
}

std::array<std::int64_t, 4> times_of(const struct stat& status) {
  return {status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec};
}

}  // namespace

InputError::InputError(std::string path, std::optional<std::uint64_t> offset, std::string reason)
    : std::runtime_error(text_of(path, offset, reason)),
      path_(std::move(path)),
      offset_(offset),
      reason_(std::move(reason)) {}

InputFile::Descriptor::~Descriptor() {
  if (ours) ::close(number);
}

InputFile::InputFile(std::string path, int cancel_fd) : path_(std::move(path)), cancel_fd_(cancel_fd) {
  if (path_ == "-") {
    file_.number = STDIN_FILENO;
  } else {
    // Without O_NONBLOCK the open itself would wait for a named pipe's writer, and nothing could cancel that.
    do {
      file_.number = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    } while (file_.number < 0 && errno == EINTR);
    if (file_.number < 0) fail(std::nullopt, errno);
    file_.ours = true;
  }

  struct stat status {};
  if (::fstat(file_.number, &status) != 0) fail(std::nullopt, errno);
  if (S_ISDIR(status.st_mode)) fail(std::nullopt, EISDIR);
  if (!S_ISREG(status.st_mode)) return;

  // Standard input may be a file that somebody else has read the beginning of.
  const off_t start = ::lseek(file_.number, 0, SEEK_CUR);
  if (start < 0) fail(std::nullopt, errno);
  start_ = static_cast<std::uint64_t>(start);
  size_ = start < status.st_size ? static_cast<std::uint64_t>(status.st_size - start) : 0;
  times_ = times_of(status);
}

std::size_t InputFile::read(std::span<char> into) {
  while (true) {
    wait_until_readable();
    const ssize_t count = ::read(file_.number, into.data(), into.size());
    if (count >= 0) {
      position_ += static_cast<std::uint64_t>(count);
      return static_cast<std::size_t>(count);
    }
    if (errno != EINTR && errno != EAGAIN) fail(position_, errno);
  }
}

std::size_t InputFile::read_at(std::uint64_t offset, std::span<char> into) const {
  std::size_t filled = 0;
  while (filled < into.size()) {
    const std::span<char> rest = into.subspan(filled);
    const ssize_t count = ::pread(file_.number, rest.data(), rest.size(), static_cast<off_t>(start_ + offset + filled));
    if (count == 0) break;
    if (count > 0) {
      filled += static_cast<std::size_t>(count);
    } else if (errno != EINTR) {
      fail(offset + filled, errno);
    }
  }
  return filled;
}

void InputFile::check_unchanged(bool to_the_end) const {
  if (!size_) return;
  struct stat status {};
  if (::fstat(file_.number, &status) != 0) fail(position_, errno);
  const auto end = static_cast<std::uint64_t>(status.st_size);
  const std::uint64_t now = end < start_ ? 0 : end - start_;
  std::string how;
  if (now != *size_)
    how = std::to_string(*size_) + " bytes when it was opened, " + std::to_string(now) + " at the end";
  else if (times_ != times_of(status))
    how = "it was written to, replaced or renamed";
  else if (to_the_end && position_ < *size_)
    how = "it ended after " + std::to_string(position_) + " of " + std::to_string(*size_) + " bytes";
  else
    return;
  throw InputError(path_, position_,
                   "the file changed while it was read (" + how + "); convert it again when it is at rest");
}

void InputFile::wait_until_readable() const {
  // A negative descriptor is one that poll() passes over.
  std::array<pollfd, 2> waiting{{{file_.number, POLLIN, 0}, {cancel_fd_, POLLIN, 0}}};
  while (::poll(waiting.data(), waiting.size(), -1) < 0) {
    if (errno != EINTR && errno != EAGAIN) fail(position_, errno);
  }
  if (waiting[1].revents != 0) throw pipeline::Cancelled();
}

void InputFile::fail(std::optional<std::uint64_t> offset, int error) const {
  throw InputError(path_, offset, std::generic_category().message(error));
}

}  // namespace stages
