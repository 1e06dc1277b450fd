#include "stages/write/directory.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "stages/output_error.h"

namespace stages {
namespace {

constexpr mode_t private_directory = 0700;

}  // namespace

Directory::Directory(int at, const std::string& name, std::string path)
    : path_(std::move(path)), descriptor_(::openat(at, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {
  if (descriptor_ < 0) throw OutputError(path_, errno);
}

Directory::Directory(Directory&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

Directory::~Directory() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Directory Directory::create(const std::string& path) {
  if (::mkdir(path.c_str(), private_directory) != 0) throw OutputError(path, errno);
  return open(path);
}

Directory Directory::open(const std::string& path) { return {AT_FDCWD, path, path}; }

void Directory::make(const std::string& name) const {
  if (::mkdirat(descriptor_, name.c_str(), private_directory) != 0) throw OutputError(path_of(name), errno);
}

Directory Directory::at(const std::string& name) const { return {descriptor_, name, path_of(name)}; }

void Directory::rename(const std::string& from, const Directory& other, const std::string& to) const {
  if (::renameat(descriptor_, from.c_str(), other.descriptor_, to.c_str()) != 0)
    throw OutputError(other.path_of(to), errno);
}

}  // namespace stages
