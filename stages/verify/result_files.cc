#include "stages/verify/result_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <vector>

#include "stages/decode/input_file.h"

namespace stages::verify {
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

// What stands at `name`, which could not be opened as what it should be.
Finding fault_at(int directory, const std::string& name, std::string_view path, int error) {
  Finding fault{.kind = FindingKind::unreadable, .file = std::string(path), .what = reason(error)};
  struct stat status {};
  if (::fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode))
    fault.kind = FindingKind::symbolic_link;
  else if (error == ENOENT || error == ENOTDIR)
    fault.kind = FindingKind::missing;
  if (fault.kind != FindingKind::unreadable) fault.what.clear();
  return fault;
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

std::size_t ResultFile::read_some_at(std::uint64_t offset, std::span<char> into) const {
  std::size_t filled = 0;
  while (filled < into.size()) {
    const ssize_t count =
        ::pread(file_.number(), into.data() + filled, into.size() - filled, static_cast<off_t>(offset + filled));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw InputError(path_, offset + filled, reason(errno));
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  return filled;
}

void ResultFile::read_at(std::uint64_t offset, std::span<char> into) const {
  const std::size_t count = read_some_at(offset, into);
  if (count < into.size()) throw InputError(path_, offset + count, "the file became shorter while it was read");
}

void ResultFile::visit(std::uint64_t offset, std::uint64_t length,
                       const std::function<void(std::string_view)>& visit) const {
  constexpr std::uint64_t block = std::uint64_t{256} << 10U;
  std::vector<char> buffer(static_cast<std::size_t>(std::min(block, length)));
  while (length > 0) {
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(length, buffer.size()));
    const std::size_t count = read_some_at(offset, {buffer.data(), part});
    if (count > 0) visit({buffer.data(), count});
    if (count < part) return;
    offset += count;
    length -= count;
  }
}

bool is_safe_path(std::string_view path) {
  if (path.find('\0') != std::string_view::npos) return false;
  for (std::size_t start = 0;;) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string_view part = path.substr(start, end - start);
    if (part.empty() || part == "." || part == "..") return false;
    if (end == path.size()) return true;
    start = end + 1;
  }
}

tl::expected<int, Finding> ResultFiles::directory(std::string_view path) {
  const auto found =
      std::find_if(open_.begin(), open_.end(), [&](const OpenDirectory& one) { return one.path == path; });
  if (found != open_.end()) {
    open_.splice(open_.begin(), open_, found);
    return open_.front().descriptor.number();
  }
  constexpr int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
  int at = AT_FDCWD;
  std::string name = root_;  // a link to the result itself is the caller's own doing
  if (!path.empty()) {
    const std::size_t slash = path.rfind('/');
    auto parent = directory(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
    if (!parent) return parent;
    at = *parent;
    name = path.substr(slash + 1);
  }
  Descriptor opened(::openat(at, name.c_str(), path.empty() ? flags : flags | O_NOFOLLOW));
  if (opened.number() < 0) return tl::unexpected(fault_at(at, name, path, errno));
  if (open_.size() == most_open) open_.pop_back();
  open_.push_front({std::string(path), std::move(opened)});
  return open_.front().descriptor.number();
}

tl::expected<Descriptor, Finding> ResultFiles::open_directory(const std::string& path) {
  const auto opened = directory(path);
  if (!opened) return tl::unexpected(opened.error());
  // Reading a directory moves a place that all copies of a descriptor share: this one is opened anew.
  Descriptor own(::openat(*opened, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (own.number() < 0)
    return tl::unexpected(Finding{.kind = FindingKind::unreadable, .file = path, .what = reason(errno)});
  return own;
}

tl::expected<std::shared_ptr<const ResultFile>, Finding> ResultFiles::open(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const auto parent =
      directory(slash == std::string::npos ? std::string_view() : std::string_view(path).substr(0, slash));
  if (!parent) {
    Finding fault = parent.error();
    if (fault.kind == FindingKind::missing) fault.file = path;
    return tl::unexpected(std::move(fault));
  }
  const std::string name = path.substr(slash + 1);
  // Without O_NONBLOCK a named pipe would wait for its writer.
  Descriptor opened(::openat(*parent, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (opened.number() < 0) return tl::unexpected(fault_at(*parent, name, path, errno));
  struct stat status {};
  if (::fstat(opened.number(), &status) != 0)
    return tl::unexpected(Finding{.kind = FindingKind::unreadable, .file = path, .what = reason(errno)});
  if (!S_ISREG(status.st_mode)) return tl::unexpected(Finding{.kind = FindingKind::not_a_file, .file = path});
  return std::make_shared<const ResultFile>(std::move(opened), path, static_cast<std::uint64_t>(status.st_size));
}

}  // namespace stages::verify
