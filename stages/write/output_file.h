// A file that is written front to back. Every failure is an OutputError; none is lost at close.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "stages/write/directory.h"

namespace stages {

class OutputFile {
 public:
  /// Creates `path`, which must not exist; symbolic links are not followed. With `append`, opens one that exists.
  explicit OutputFile(std::string path, bool append = false);
  /// The same for the file `name` of a directory.
  OutputFile(const Directory& directory, const std::string& name, bool append = false);
  /// Takes over a descriptor that is open, standard output for instance; it is not closed. `name` is for messages.
  OutputFile(int descriptor, std::string name) : path_(std::move(name)), descriptor_(descriptor), borrowed_(true) {}
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile(OutputFile&&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;

  /// Writes all of it.
  void write(std::string_view bytes);
  /// Sets when the file was last modified, once all is written; the time of access stays.
  void set_time(std::int64_t unix_seconds);
  /// Some file systems report a full disk only here.
  void close();

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  void open(int at, const char* name, bool append);

  std::string path_;
  int descriptor_ = -1;
  bool borrowed_ = false;
};

}  // namespace stages
