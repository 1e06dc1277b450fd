// The output directory must not be used: a mistake in how the program was called, not a failure of the disk.
#pragma once

#include <stdexcept>

namespace stages {

class OutputRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace stages
