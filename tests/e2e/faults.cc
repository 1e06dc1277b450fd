// Stands before the C library (LD_PRELOAD) and makes the disk fail where a test wants it to: the process is killed at
// its change number FAULT_KILL (counted from 1) to what lies on disk, in the middle of that change where it is a write;
// or there is room for FAULT_ROOM bytes in files, and not for one more.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

long long number_in(const char* variable) {
  const char* const text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): nobody sets any
  return text != nullptr ? std::strtoll(text, nullptr, 10) : -1;
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));  // NOLINT: that is what dlsym is for
}

// True at the change at which the process ends.
bool last_change() {
  static const long long last = number_in("FAULT_KILL");
  static std::atomic<long long> changes{0};
  return last > 0 && ++changes == last;
}

void change() {
  if (last_change()) ::raise(SIGKILL);
}

// How many of `size` bytes find room.
std::size_t room_for(std::size_t size) {
  static const long long room = number_in("FAULT_ROOM");
  static std::atomic<long long> left{room};
  if (room < 0) return size;
  const long long before = left.fetch_sub(static_cast<long long>(size));
  if (before <= 0) return 0;
  return static_cast<unsigned long long>(before) < size ? static_cast<std::size_t>(before) : size;
}

bool is_file(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the names in the C library are its own
extern "C" {

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
  static auto* const real = next<ssize_t(int, const void*, std::size_t)>("write");
  if (!is_file(descriptor)) return real(descriptor, bytes, size);
  if (last_change()) {
    (void)real(descriptor, bytes, size / 2);
    ::raise(SIGKILL);
  }
  const std::size_t fits = room_for(size);
  if (fits == 0 && size > 0) {
    errno = ENOSPC;
    return -1;
  }
  return real(descriptor, bytes, fits);
}

int openat(int at, const char* path, int flags, ...) {
  static auto* const real = next<int(int, const char*, int, ...)>("openat");
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  if ((flags & O_CREAT) != 0) change();
  return real(at, path, flags, mode);
}

int rename(const char* from, const char* to) noexcept {
  static auto* const real = next<int(const char*, const char*)>("rename");
  change();
  return real(from, to);
}

int renameat(int from_at, const char* from, int to_at, const char* to) noexcept {
  static auto* const real = next<int(int, const char*, int, const char*)>("renameat");
  change();
  return real(from_at, from, to_at, to);
}

int link(const char* from, const char* to) noexcept {
  static auto* const real = next<int(const char*, const char*)>("link");
  change();
  return real(from, to);
}

int mkdir(const char* path, mode_t mode) noexcept {
  static auto* const real = next<int(const char*, mode_t)>("mkdir");
  change();
  return real(path, mode);
}

int mkdirat(int at, const char* path, mode_t mode) noexcept {
  static auto* const real = next<int(int, const char*, mode_t)>("mkdirat");
  change();
  return real(at, path, mode);
}

int unlinkat(int at, const char* path, int flags) noexcept {
  static auto* const real = next<int(int, const char*, int)>("unlinkat");
  change();
  return real(at, path, flags);
}

int remove(const char* path) noexcept {
  static auto* const real = next<int(const char*)>("remove");
  change();
  return real(path);
}

int futimens(int descriptor, const timespec times[2]) noexcept {  // NOLINT(modernize-avoid-c-arrays): as declared
  static auto* const real = next<int(int, const timespec*)>("futimens");
  change();
  return real(descriptor, times);
}

int syncfs(int descriptor) noexcept {
  // What a killed process wrote is not lost, only what a machine without power did: there is nothing to wait for.
  (void)descriptor;
  change();
  return 0;
}

}  // extern "C"
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
