// The files of a result, opened for reading without following a symbolic link anywhere on the way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "stages/extent.h"
#include "stages/verify/finding.h"

namespace stages::verify {

/// A descriptor that is closed with the object.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// A regular file that is open.
class ResultFile : public RandomAccess {
 public:
  ResultFile(Descriptor file, std::string path, std::uint64_t size)
      : file_(std::move(file)), path_(std::move(path)), size_(size) {}

  [[nodiscard]] const std::string& path() const { return path_; }
  /// When it was opened.
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] int descriptor() const { return file_.number(); }

  /// The bytes at `offset`, as many as fit and are there. Throws InputError.
  [[nodiscard]] std::size_t read_some_at(std::uint64_t offset, std::span<char> into) const;
  /// Throws InputError also where the file ends too early.
  void read_at(std::uint64_t offset, std::span<char> into) const override;
  /// Calls `visit` with successive parts of the bytes from `offset` on, `length` of them or as many as there are.
  void visit(std::uint64_t offset, std::uint64_t length, const std::function<void(std::string_view)>& visit) const;

 private:
  Descriptor file_;
  std::string path_;
  std::uint64_t size_;
};

/// True for a path that stays below the directory it is taken from: no "..", no empty part, not absolute.
[[nodiscard]] bool is_safe_path(std::string_view path);

/// Not to be shared between threads.
class ResultFiles {
 public:
  /// Directories that stay open.
  static constexpr std::size_t most_open = 16;

  explicit ResultFiles(std::string directory) : root_(std::move(directory)) {}

  /// `path` is below the directory, with "/" between its parts. The fault says what is there instead.
  [[nodiscard]] tl::expected<std::shared_ptr<const ResultFile>, Finding> open(const std::string& path);
  /// The same for a directory; empty for the one of the result.
  [[nodiscard]] tl::expected<Descriptor, Finding> open_directory(const std::string& path);

 private:
  struct OpenDirectory {
    std::string path;
    Descriptor descriptor;
  };

  [[nodiscard]] tl::expected<int, Finding> directory(std::string_view path);

  std::string root_;
  std::list<OpenDirectory> open_;  // the one used last in front
};

}  // namespace stages::verify
