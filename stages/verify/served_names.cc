#include "stages/verify/served_names.h"

#include <algorithm>

#include "stages/verify/directory_entries.h"
#include "stages/verify/mail_path.h"

namespace stages::verify {
namespace {

constexpr std::size_t part_length = 4;  // "cur/" and "new/"

std::string_view key_of(std::string_view name) { return without_flags(name.substr(part_length)); }

}  // namespace

std::optional<std::string> ServedNames::find(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const Folder& place = folder(directory_of(path));
  const std::string_view key = without_flags(name_of(path));
  const auto found =
      std::lower_bound(place.names.begin(), place.names.end(), key,
                       [](const std::string& name, std::string_view wanted) { return key_of(name) < wanted; });
  if (found == place.names.end() || key_of(*found) != key) return std::nullopt;
  return place.path.substr(0, place.path.size() - (part_length - 1)) + *found;
}

const ServedNames::Folder& ServedNames::folder(std::string_view path) {
  const auto found =
      std::find_if(folders_.begin(), folders_.end(), [&](const Folder& one) { return one.path == path; });
  if (found != folders_.end()) {
    folders_.splice(folders_.begin(), folders_, found);
    return folders_.front();
  }
  Folder& made = folders_.emplace_front();
  made.path = path;
  try {
    read(made, "cur");
    read(made, "new");
  } catch (...) {  // half of the names are not to be had for all
    folders_.pop_front();
    throw;
  }
  std::sort(made.names.begin(), made.names.end(), [](const std::string& a, const std::string& b) {
    return std::pair(key_of(a), a) < std::pair(key_of(b), b);
  });
  bytes_ += made.bytes;
  while (bytes_ > most_bytes && folders_.size() > 1) {
    bytes_ -= folders_.back().bytes;
    folders_.pop_back();
  }
  return made;
}

void ServedNames::read(Folder& folder, const std::string& part) {
  const std::string path = folder.path.substr(0, folder.path.size() - (part_length - 1)) + part;
  const auto opened = files_.open_directory(path);
  if (!opened) return;
  for_each_entry(*opened, path, [&](std::string_view name, EntryKind /*kind*/) {
    folder.names.push_back(part + "/" + std::string(name));
    folder.bytes += folder.names.back().size() + sizeof(std::string);
  });
}

}  // namespace stages::verify
