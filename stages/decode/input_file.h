// An input as the operating system gives it: a file, a named pipe, standard input. Waits for bytes in a way that a
// cancelled run can end, and says where reading failed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>

#include "stages/decode/byte_stream.h"

namespace stages {

/// An input that cannot be opened or read. what() is "path: reason", or "path:offset: reason" once it is open.
class InputError : public std::runtime_error {
 public:
  InputError(std::string path, std::optional<std::uint64_t> offset, std::string reason);

  [[nodiscard]] const std::string& path() const { return path_; }
  /// In stored bytes; nothing when it could not be opened.
  [[nodiscard]] std::optional<std::uint64_t> offset() const { return offset_; }
  /// In the operating system's words.
  [[nodiscard]] const std::string& reason() const { return reason_; }

 private:
  std::string path_;
  std::optional<std::uint64_t> offset_;
  std::string reason_;
};

class InputFile final : public ByteStream {
 public:
  /// Opens `path`, or takes standard input for "-" (a file of that name is "./-"). `cancel_fd` becomes readable when
  /// the run is cancelled (pipeline::Cancel::descriptor()), -1 for none; it stays the caller's. Does not wait, not
  /// even for the writer of a named pipe. Throws InputError, also for a directory.
  explicit InputFile(std::string path, int cancel_fd = -1);

  /// Waits until there are bytes. Throws InputError, or pipeline::Cancelled once `cancel_fd` is readable.
  [[nodiscard]] std::size_t read(std::span<char> into) override;

  /// Fills `into` from `offset` (0 is where the input began, for standard input too) and returns how many bytes there
  /// were: fewer only at the end of the file. Leaves read()'s place alone, and may be called from any thread. Only
  /// where is_regular(); throws InputError.
  [[nodiscard]] std::size_t read_at(std::uint64_t offset, std::span<char> into) const;

  /// Throws InputError when the file is not what it was when it was opened: its size or its times (those of its bytes
  /// and of its inode, which a replaced name moves too), or when read() went `to_the_end` and had fewer bytes. What
  /// happens within one tick of the kernel's clock (some milliseconds) and keeps the size is not seen. Says nothing of
  /// pipes and devices. Call it when all has been read, by read() and read_at().
  void check_unchanged(bool to_the_end) const;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] bool is_regular() const { return size_.has_value(); }
  /// Bytes from where the input began to the end of the file as it was when opened; nothing for pipes and devices.
  [[nodiscard]] std::optional<std::uint64_t> size() const { return size_; }

 private:
  void wait_until_readable() const;
  [[noreturn]] void fail(std::optional<std::uint64_t> offset, int error) const;

  // Closes what was opened, also when the constructor throws; standard input stays open.
  struct Descriptor {
    int number = -1;
    bool ours = false;

    Descriptor() = default;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor();
  };

  std::string path_;
  Descriptor file_;
  int cancel_fd_;
  std::uint64_t start_ = 0;     // place in the file where the input begins
  std::uint64_t position_ = 0;  // bytes that read() has given
  std::optional<std::uint64_t> size_;
  std::array<std::int64_t, 4> times_{};  // modified and changed, in seconds and nanoseconds
};

}  // namespace stages
