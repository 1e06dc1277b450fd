// What the path of a message in a result tells.
#pragma once

#include <cstdint>
#include <string_view>

#include "stages/custody/bag.h"

namespace stages::verify {

/// "account/Folder.mbox": many messages in one file.
[[nodiscard]] inline bool is_mbox(std::string_view path) { return path.ends_with(".mbox"); }

/// "account/Maildir/cur/…" or "account/Maildir/.Folder/cur/…".
[[nodiscard]] inline bool is_maildir(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash != std::string_view::npos && path.substr(0, slash).ends_with("/cur");
}

[[nodiscard]] inline std::string_view directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

[[nodiscard]] inline std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// "account", or "data/account" in a bag: no account has the name of a bag's payload.
[[nodiscard]] inline std::string_view account_of(std::string_view path) {
  std::size_t end = path.find('/');
  if (path.substr(0, end) == payload_directory && end != std::string_view::npos) end = path.find('/', end + 1);
  return path.substr(0, end);
}

/// The name of a Maildir file without its flags, which servers change; any other name as it is.
[[nodiscard]] inline std::string_view without_flags(std::string_view name) { return name.substr(0, name.find(":2,")); }

}  // namespace stages::verify
