// A directory that is written into by its descriptor, so that no link on the way to it can be changed
// under way. Every failure is an OutputError with the path.
#pragma once

#include <string>

namespace stages {

class Directory {
 public:
  /// Creates `path` with mode 0700; it must not exist.
  static Directory create(const std::string& path);
  /// Opens one that exists; symbolic links are not followed.
  static Directory open(const std::string& path);
  ~Directory();
  Directory(Directory&& other) noexcept;
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  Directory& operator=(Directory&&) = delete;

  /// Creates the directory `name` in this one; it must not exist.
  void make(const std::string& name) const;
  /// Opens the directory `name` in this one; symbolic links are not followed.
  [[nodiscard]] Directory at(const std::string& name) const;
  /// Moves the file `from` of this directory to `to` in `other`.
  void rename(const std::string& from, const Directory& other, const std::string& to) const;

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string path_of(const std::string& name) const { return path_ + "/" + name; }

 private:
  Directory(int at, const std::string& name, std::string path);

  std::string path_;
  int descriptor_;
};

}  // namespace stages
