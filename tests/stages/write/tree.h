// A directory for a test, mail to put into stores, and what lies on disk afterwards.
#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "stages/write/mail_store.h"

namespace stages::testing {

/// Gone with the object.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  TemporaryDirectory(TemporaryDirectory&&) = delete;
  TemporaryDirectory& operator=(TemporaryDirectory&&) = delete;

  [[nodiscard]] std::string path(std::string_view name) const { return (directory_ / name).string(); }

 private:
  std::filesystem::path directory_;
};

struct Letter {
  std::string folder = "Inbox";
  std::string text = "Subject: x\n\nhello\n";
  std::int64_t unix_seconds = 900'000'000;
  bool seen = true;
};

/// Adds a message in pieces of `piece` bytes.
void add(MailStore& store, const Letter& letter, std::size_t piece = std::string::npos);

/// Every file below `root` by its path in it, with its bytes; directories that are empty with a "/" behind them.
[[nodiscard]] std::map<std::string, std::string> files(const std::string& root);

[[nodiscard]] struct stat status_of(const std::string& path);

}  // namespace stages::testing
