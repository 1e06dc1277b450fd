#include "stages/custody/input_checksums.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "formats/ccmail/letters.h"
#include "stages/custody/checksum_file.h"
#include "stages/custody/file_hash.h"
#include "stages/decode/input_file.h"

namespace stages {
namespace fs = std::filesystem;
namespace {

using formats::hash::Digest;
using formats::hash::DigestKind;
using formats::hash::ListedChecksum;
using Why = UnmatchedChecksum::Why;

std::string canonical_path(const fs::path& path) {
  std::error_code error;
  const fs::path result = fs::weakly_canonical(path, error);
  return (error ? fs::absolute(path, error).lexically_normal() : result).string();
}

bool is_regular(const fs::path& path) {
  std::error_code none;
  return fs::is_regular_file(path, none);
}

std::string_view last_component(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, std::max<std::size_t>(slash, 1));
}

// The files of the run, by their canonical paths.
class Files {
 public:
  struct File {
    std::string path;
    std::optional<std::size_t> dump;  // its number
  };

  explicit Files(const InputChecksums::Inputs& inputs) {
    for (std::size_t i = 0; i < inputs.dumps.size(); ++i) add(inputs.dumps[i].path, i);
    for (const InputChecksums::File& other : inputs.others) add(other.path, std::nullopt);
    for (const std::string& directory : inputs.directories)
      if (!directory.empty()) roots_.emplace_back(canonical_path(directory));
  }

  [[nodiscard]] const File& operator[](std::size_t file) const { return files_[file]; }

  [[nodiscard]] std::optional<std::size_t> find(const std::string& path) const {
    const auto found = by_path_.find(path);
    return found == by_path_.end() ? std::nullopt : std::optional(found->second);
  }

  /// Those that have the name but for case.
  [[nodiscard]] std::vector<std::size_t> find_without_case(const std::string& path) const {
    std::vector<std::size_t> found;
    const auto [first, last] = by_folded_path_.equal_range(formats::ccmail::in_lower_case(path));
    for (auto file = first; file != last; ++file) found.push_back(file->second);
    return found;
  }

  /// Whether it lies where INPUT asked about everything.
  [[nodiscard]] bool is_asked_about(const fs::path& path) const {
    return std::any_of(roots_.begin(), roots_.end(), [&](const fs::path& root) {
      return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
    });
  }

 private:
  void add(const std::string& path, std::optional<std::size_t> dump) {
    if (!is_regular(path)) return;  // what is read from a pipe is gone
    std::string key = canonical_path(path);
    by_folded_path_.emplace(formats::ccmail::in_lower_case(key), files_.size());
    by_path_.emplace(std::move(key), files_.size());
    files_.push_back({path, dump});
  }

  std::vector<File> files_;
  std::map<std::string, std::size_t, std::less<>> by_path_;
  std::multimap<std::string, std::size_t, std::less<>> by_folded_path_;
  std::vector<fs::path> roots_;
};

// Finds out what each entry of a list is of.
class Resolution {
 public:
  struct Entry {
    ListedChecksum checksum;
    fs::path path;                    // canonical, as the list has it
    std::optional<std::size_t> file;  // which of the run's it is of
    bool exact = false;
    Why why = Why::absent;  // otherwise
  };

  Resolution(const Files& files, const std::string& list)
      : files_(files),
        list_(canonical_path(list)),
        directory_(canonical_path(directory_of(list))),
        name_(list_name(std::string(last_component(list)))) {}

  /// False where it has no name to look for.
  [[nodiscard]] bool add(ListedChecksum checksum) {
    if (name_.of == ListName::Of::one_file && (checksum.file.empty() || last_component(checksum.file) == name_.file))
      checksum.file = name_.file;
    if (checksum.file.empty()) return false;
    Entry entry;
    entry.path = (fs::path(directory_) / checksum.file).lexically_normal();
    entry.file = exactly(entry.path);
    entry.exact = entry.file.has_value();
    if (entry.exact) claimed_.emplace(*entry.file, checksum.kind);
    entry.checksum = std::move(checksum);
    entries_.push_back(std::move(entry));
    return true;
  }

  [[nodiscard]] bool is_list(const Entry& entry) const { return entry.path == list_; }

  std::vector<Entry> finish() {
    std::map<std::pair<std::size_t, DigestKind>, std::vector<Entry*>> alike;
    for (Entry& entry : entries_) {
      if (entry.exact) continue;
      look_for(entry);
      if (entry.file) alike[{*entry.file, entry.checksum.kind}].push_back(&entry);
    }
    for (const auto& of_one_file : alike) {
      const std::vector<Entry*>& entries = of_one_file.second;
      const bool agree = std::all_of(entries.begin(), entries.end(), [&](const Entry* entry) {
        return entry->checksum.digest == entries.front()->checksum.digest;
      });
      if (agree) continue;
      for (Entry* const entry : entries) {
        entry->file.reset();
        entry->why = Why::ambiguous;
      }
    }
    return std::move(entries_);
  }

 private:
  [[nodiscard]] std::optional<std::size_t> exactly(const fs::path& path) const {
    if (const auto file = files_.find(path.string())) return file;
    std::error_code none;
    return fs::exists(path, none) ? files_.find(canonical_path(path)) : std::nullopt;
  }

  // Under its own name a file may be there that the run passed by; else it may be one that has another name now.
  void look_for(Entry& entry) const {
    if (is_regular(entry.path)) {
      entry.why = files_.is_asked_about(canonical_path(entry.path)) ? Why::no_export : Why::elsewhere;
      return;
    }
    // A list beside a single file is asked about that file alone.
    if (!files_.is_asked_about(directory_) ||
        (!fs::path(entry.checksum.file).is_absolute() && !files_.is_asked_about(entry.path)))
      entry.why = Why::elsewhere;
    const fs::path named(entry.checksum.file);
    for (auto from = named.begin(); from != named.end(); ++from) {
      fs::path path(directory_);
      for (auto part = from; part != named.end(); ++part)
        if (!part->is_absolute()) path /= *part;
      path = path.lexically_normal();
      std::vector<std::size_t> found;
      if (const auto file = files_.find(path.string())) found.push_back(*file);
      if (found.empty()) found = files_.find_without_case(path.string());
      std::erase_if(found, [&](std::size_t file) { return claimed_.contains({file, entry.checksum.kind}); });
      if (found.empty()) continue;
      if (found.size() == 1)
        entry.file = found.front();
      else
        entry.why = Why::ambiguous;
      return;
    }
  }

  const Files& files_;
  std::string list_;
  std::string directory_;
  ListName name_;
  std::vector<Entry> entries_;
  std::set<std::pair<std::size_t, DigestKind>> claimed_;
};

// The lists there are, in the order in which they are reported.
std::vector<InputChecksums::File> lists_of(const InputChecksums::Inputs& inputs) {
  std::vector<InputChecksums::File> lists;
  const auto is_list = [](const fs::path& path) {
    return list_name(path.filename().string()).of != ListName::Of::nothing && is_regular(path);
  };
  for (const InputChecksums::File& file : inputs.others)
    if (is_list(file.path)) lists.push_back(file);
  std::set<std::string> looked_at;
  for (const InputChecksums::File& dump : inputs.dumps) {
    if (!inputs.directories[dump.input].empty() || dump.path == "-") continue;
    const std::string directory = directory_of(dump.path);
    if (!looked_at.insert(directory).second) continue;
    std::error_code error;
    for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error))
      if (is_list(entry->path()))
        lists.push_back({entry->path().string(), entry->path().filename().string(), dump.input});
  }
  if (lists.empty()) return lists;  // most runs have none, and ten thousand dumps
  std::stable_sort(lists.begin(), lists.end(), [](const auto& a, const auto& b) {
    return std::pair(a.input, std::string_view(a.name)) < std::pair(b.input, std::string_view(b.name));
  });
  std::set<std::string> seen;
  for (const InputChecksums::File& dump : inputs.dumps) seen.insert(canonical_path(dump.path));
  std::erase_if(lists, [&](const auto& list) { return !seen.insert(canonical_path(list.path)).second; });
  return lists;
}

// By kind, of one file.
std::map<DigestKind, std::string> digests_of(const std::string& path, const std::set<DigestKind>& kinds,
                                             int cancel_fd = -1) {
  std::map<DigestKind, std::unique_ptr<Digest>> digests;
  for (const DigestKind kind : kinds) digests.emplace(kind, std::make_unique<Digest>(kind));
  std::map<DigestKind, std::string> found;
  if (digests.empty()) return found;
  read_file(
      path,
      [&](std::string_view part) {
        for (const auto& [kind, digest] : digests) digest->update(part);
      },
      cancel_fd);
  for (const auto& [kind, digest] : digests) found.emplace(kind, digest->hex());
  return found;
}

}  // namespace

std::string_view name_of(Why why) {
  switch (why) {
    case Why::absent:
      return "absent";
    case Why::ambiguous:
      return "ambiguous";
    case Why::no_export:
      return "no_export";
    case Why::unread:
      return "unread";
    case Why::itself:
      return "itself";
    case Why::elsewhere:
      break;
  }
  return "elsewhere";
}

std::uint64_t ChecksumList::count(Why why) const {
  const auto counted = counts.find(why);
  return counted == counts.end() ? 0 : counted->second;
}

InputChecksums::InputChecksums(const Inputs& inputs) {
  for (const File& dump : inputs.dumps) dumps_.push_back({dump.path, {}});
  const std::vector<File> found = lists_of(inputs);
  if (found.empty()) return;
  const Files files(inputs);
  for (const File& file : found) {
    ChecksumList list;
    list.file = file.name;
    list.input = file.input;
    Resolution resolution(files, file.path);
    try {
      const auto read = read_checksum_file(file.path, [&](ListedChecksum checksum) {
        ++(resolution.add(std::move(checksum)) ? list.checksums : list.strange_lines);
      });
      if (read) {
        list.sha256 = read->sha256;
        list.strange_lines += read->strange;
      }
    } catch (const InputError&) {
      continue;  // in a directory the run has said so
    }
    std::vector<std::string>& others = others_.emplace_back();
    for (Resolution::Entry& entry : resolution.finish()) {
      ListedChecksum& checksum = entry.checksum;
      if (entry.file && files[*entry.file].dump) {
        ++list.of_exports;
        dumps_[*files[*entry.file].dump].checksums.push_back(
            {list.file, checksum.kind, std::move(checksum.digest), {}, entry.exact ? "" : std::move(checksum.file)});
        continue;
      }
      const Why why = resolution.is_list(entry) ? Why::itself : entry.file ? Why::no_export : entry.why;
      if (why == Why::elsewhere || why == Why::itself) {
        ++list.counts[why];
        continue;
      }
      others.push_back(entry.file ? files[*entry.file].path : why == Why::no_export ? entry.path.string() : "");
      list.unmatched.push_back({why, std::move(checksum.file), checksum.kind, std::move(checksum.digest), {}});
    }
    lists_.push_back(std::move(list));
  }
  for (Dump& dump : dumps_)
    std::stable_sort(dump.checksums.begin(), dump.checksums.end(),
                     [](const InputChecksum& a, const InputChecksum& b) { return a.list < b.list; });
}

void InputChecksums::check_others(pipeline::Cancel& cancel) {
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    ChecksumList& list = lists_[i];
    for (std::size_t k = 0; k < list.unmatched.size(); ++k) {
      UnmatchedChecksum& entry = list.unmatched[k];
      if (entry.why == Why::no_export) {
        try {
          entry.found = digests_of(others_[i][k], {entry.kind}, cancel.descriptor()).at(entry.kind);
        } catch (const InputError&) {
          entry.why = Why::unread;
        }
      }
      ++list.counts[entry.why];
      list.faults += entry.is_fault() ? 1 : 0;
    }
    // What is as it should be may fill what room there is behind what is not.
    std::stable_partition(list.unmatched.begin(), list.unmatched.end(),
                          [](const UnmatchedChecksum& entry) { return entry.is_fault(); });
    if (list.unmatched.size() > ChecksumList::most_listed) list.unmatched.resize(ChecksumList::most_listed);
  }
  others_.clear();
}

std::vector<InputChecksum> InputChecksums::check(std::size_t dump) const {
  std::vector<InputChecksum> checksums = dumps_[dump].checksums;
  std::set<DigestKind> kinds;
  for (const InputChecksum& checksum : checksums) kinds.insert(checksum.kind);
  const std::map<DigestKind, std::string> found = digests_of(dumps_[dump].path, kinds);
  for (InputChecksum& checksum : checksums) checksum.found = found.at(checksum.kind);
  return checksums;
}

}  // namespace stages
