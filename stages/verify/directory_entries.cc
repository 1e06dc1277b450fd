#include "stages/verify/directory_entries.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include "stages/decode/input_file.h"

namespace stages::verify {
namespace {

struct Close {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

EntryKind kind_of(int directory, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG:
      return EntryKind::file;
    case DT_DIR:
      return EntryKind::directory;
    case DT_LNK:
      return EntryKind::link;
    case DT_UNKNOWN:
      break;
    default:
      return EntryKind::other;
  }
  // Some file systems do not tell.
  struct stat status {};
  if (::fstatat(directory, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) return EntryKind::other;
  if (S_ISREG(status.st_mode)) return EntryKind::file;
  if (S_ISDIR(status.st_mode)) return EntryKind::directory;
  return S_ISLNK(status.st_mode) ? EntryKind::link : EntryKind::other;
}

}  // namespace

void for_each_entry(const Descriptor& directory, const std::string& path,
                    const std::function<void(std::string_view name, EntryKind kind)>& visit) {
  const auto fail = [&] { throw InputError(path, std::nullopt, std::generic_category().message(errno)); };
  const int copy = ::fcntl(directory.number(), F_DUPFD_CLOEXEC, 0);  // closedir() closes it
  if (copy < 0) fail();
  const std::unique_ptr<DIR, Close> stream(::fdopendir(copy));
  if (!stream) {
    ::close(copy);
    fail();
  }
  for (;;) {
    errno = 0;
    const dirent* const entry = ::readdir(stream.get());
    if (entry == nullptr) {
      if (errno != 0) fail();
      return;
    }
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") visit(name, kind_of(copy, *entry));
  }
}

}  // namespace stages::verify
