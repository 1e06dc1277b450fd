// A file that is written front to back. Every failure is an OutputError; none is lost at close.
#pragma once

#include <string>
#include <string_view>

namespace stages {

class OutputFile {
 public:
  /// Creates `path`, which must not exist; symbolic links are not followed. With `append`, opens one that exists.
  explicit OutputFile(std::string path, bool append = false);
  /// Takes over a descriptor that is open, standard output for instance; it is not closed. `name` is for messages.
  OutputFile(int descriptor, std::string name) : path_(std::move(name)), descriptor_(descriptor), borrowed_(true) {}
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile(OutputFile&&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;

  /// Writes all of it.
  void write(std::string_view bytes);
  /// Some file systems report a full disk only here.
  void close();

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  int descriptor_ = -1;
  bool borrowed_ = false;
};

}  // namespace stages
