// What std::filesystem throws, in the words of everything else that writes.
#pragma once

#include <filesystem>

#include "stages/output_error.h"

namespace stages {

/// Runs `work`; a failure of std::filesystem in it becomes an OutputError with the path concerned.
template <class Work>
void reporting_errors(Work&& work) {
  try {
    work();
  } catch (const std::filesystem::filesystem_error& error) {
    throw OutputError(error.path1().string(), error.code().value());
  }
}

}  // namespace stages
