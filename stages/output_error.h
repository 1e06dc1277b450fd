// The output, or a temporary file, cannot be written: the run cannot go on.
#pragma once

#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace stages {

class OutputError : public std::runtime_error {
 public:
  /// `error` is an errno value.
  OutputError(std::string path, int error)
      : std::runtime_error(path + ": " + std::generic_category().message(error)),
        path_(std::move(path)),
        error_(error) {}

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] int error() const { return error_; }

 private:
  std::string path_;
  int error_;
};

}  // namespace stages
