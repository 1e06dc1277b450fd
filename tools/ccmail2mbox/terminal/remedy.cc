#include "tools/ccmail2mbox/terminal/remedy.h"

#include <array>
#include <cerrno>
#include <system_error>

namespace tools {
namespace {

struct Remedy {
  int error;
  const char* input;
  const char* output;
};

constexpr std::array<Remedy, 9> remedies{
    {{ENOENT, "; check the name", "; the directory above it must exist"},
     {ENOTDIR, "; check the name", "; check the name: part of it is a file"},
     {EACCES, "; run this as a user who may read it", "; name a place where this user may write"},
     {EPERM, "; run this as a user who may read it", "; name a place where this user may write"},
     {EIO, "; the disk may be failing: copy what can be read (ddrescue), and convert the copy",
      "; the disk may be failing: name another place"},
     {ENOSPC, "", "; make room"},
     {EDQUOT, "", "; make room: the quota of this user is used up"},
     {EROFS, "", "; name a place that can be written"},
     {EMFILE, "; allow more open files (ulimit -n), or less at once (--jobs)",
      "; allow more open files (ulimit -n), or less at once (--jobs)"}}};

}  // namespace

std::string remedy_of(int error, Side side) {
  for (const Remedy& remedy : remedies)
    if (remedy.error == error) return side == Side::input ? remedy.input : remedy.output;
  return {};
}

std::string remedy_of(std::string_view text, Side side) {
  for (const Remedy& remedy : remedies)
    if (text.ends_with(std::generic_category().message(remedy.error))) return remedy_of(remedy.error, side);
  return {};
}

}  // namespace tools
