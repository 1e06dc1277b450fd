#include "stages/report/unfinished_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "stages/output_error.h"

namespace stages {

UnfinishedFile::UnfinishedFile(std::string path) : path_(std::move(path)), unfinished_(path_ + unfinished_ending) {
  if (::unlink(unfinished_.c_str()) != 0 && errno != ENOENT) throw OutputError(unfinished_, errno);
  const std::filesystem::path unfinished = unfinished_;
  file_.emplace(unfinished.has_parent_path() ? unfinished.parent_path().string() : ".", unfinished.filename().string());
}

UnfinishedFile::~UnfinishedFile() {
  if (!named_) ::unlink(unfinished_.c_str());
}

FileSum UnfinishedFile::close() { return file_->close(); }

void UnfinishedFile::give_name() {
  if (std::rename(unfinished_.c_str(), path_.c_str()) != 0) throw OutputError(path_, errno);
  named_ = true;
}

}  // namespace stages
