#include "tools/ccmail2mbox/dumps/dumps.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "formats/ascii.h"
#include "stages/decode/container.h"
#include "stages/decode/decompress.h"
#include "stages/decode/input_file.h"
#include "stages/decode/recognise.h"
#include "tools/ccmail2mbox/dumps/dump_entries.h"

namespace tools {
namespace fs = std::filesystem;
namespace {

// From here on the threads of one dump earn more than they cost.
constexpr std::uint64_t large_dump = std::uint64_t{8} << 20U;

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), formats::lower);
  return text;
}

bool remove_ending(std::string& name, std::string_view ending) {
  if (name.size() <= ending.size() || lower_case(name.substr(name.size() - ending.size())) != ending) return false;
  name.resize(name.size() - ending.size());
  return true;
}

constexpr std::array<std::string_view, 4> packed_endings{".gz", ".bz2", ".xz", ".zst"};

std::string without_known_endings(std::string name) {
  for (const std::string_view packed : packed_endings)
    if (remove_ending(name, packed)) break;
  for (const std::string_view known : {".exp", ".ccm", ".txt", ".und"})
    if (remove_ending(name, known)) break;
  return name;
}

// One dump's possible names, from the shortest to the one that nothing else can have.
std::vector<std::string> possible_names(const fs::path& path) {
  std::vector<std::string> parents;
  for (const fs::path& part : path.parent_path())
    if (part != path.root_name() && part != path.root_directory()) parents.push_back(part.string());
  std::reverse(parents.begin(), parents.end());  // the nearest first
  const std::string full = path.filename().string();
  std::vector<std::string> names;
  // Files that differ in their ending alone come through to the second round.
  for (const std::string& own : {without_known_endings(full), full}) {
    std::string name = own;
    names.push_back(name);
    for (const std::string& parent : parents) {
      name.insert(0, "/").insert(0, parent);
      names.push_back(name);
    }
  }
  return names;
}

class Finder {
 public:
  Finder(FoundDumps& found, const InputOptions& options, pipeline::Cancel& cancel)
      : found_(found), settings_(options), cancel_(cancel) {}

  void add_input(const std::string& input) {
    root_ = input;
    ++inputs_;
    if (input == "-") {
      add("-", "-", 0);
      return;
    }
    std::error_code error;
    const fs::file_status status = fs::status(input, error);
    if (!fs::exists(status)) {
      fail(input, error ? error.message() : std::make_error_code(std::errc::no_such_file_or_directory).message());
    } else if (fs::is_directory(status)) {
      add_directory(input);
    } else {
      add(input, canonical(input), size_of(input));
    }
  }

  /// All inputs are known: what account each dump belongs to, and what in the settings is about none.
  void finish() {
    std::vector<std::string> taken;
    std::vector<std::string> paths;
    std::vector<Dump*> unnamed;
    for (std::size_t i = 0; i < found_.dumps.size(); ++i) {
      if (found_.dumps[i].account_told) {
        taken.push_back(found_.dumps[i].account);
      } else {
        paths.push_back(absolute_[i]);
        unnamed.push_back(&found_.dumps[i]);
      }
    }
    std::vector<std::string> accounts = account_names(paths, taken);
    for (std::size_t i = 0; i < unnamed.size(); ++i) unnamed[i]->account = std::move(accounts[i]);
    for (const Dump& dump : found_.dumps) found_.accounts.push_back(dump.account);
    found_.unmatched = settings_.unmatched();
  }

 private:
  void fail(const fs::path& path, const std::string& reason) {
    found_.failures.push_back({path.string() + ": " + reason, name_of(path), reason});
  }

  // Below the INPUT at hand; of an INPUT that is a file, its own name.
  [[nodiscard]] std::string name_of(const fs::path& path) const {
    if (path == "-") return "stdin";
    const fs::path below = path.lexically_relative(root_);
    return (below == "." ? path.filename() : below).string();
  }

  static std::int64_t modified(const fs::path& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return 0;
    const auto time = fs::last_write_time(path, error);
    return error ? 0 : std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
  }

  static std::uint64_t size_of(const fs::path& path) {
    std::error_code error;
    const std::uintmax_t size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
    return error ? 0 : size;
  }

  void add(std::string path, std::string absolute, std::uint64_t bytes) {
    if (!seen_.insert(absolute).second) {
      found_.notes.push_back(path + ": named more than once; read once");
      found_.repeated.push_back({name_of(path), inputs_ - 1});
      return;
    }
    Dump dump;
    dump.name = name_of(path);
    dump.input = inputs_ - 1;
    dump.path = std::move(path);
    dump.bytes = bytes;
    dump.modified = modified(dump.path);
    dump.large = bytes == 0 || bytes >= large_dump || compressed_ending(dump.path);
    settings_.apply(dump, absolute);
    found_.dumps.push_back(std::move(dump));
    absolute_.push_back(std::move(absolute));
  }

  // A packed dump may be many times as large: only its name is looked at, since a wrong guess costs time alone.
  static bool compressed_ending(const std::string& path) {
    std::string name = path;
    return std::any_of(packed_endings.begin(), packed_endings.end(),
                       [&](std::string_view ending) { return remove_ending(name, ending); });
  }

  void add_directory(const fs::path& directory) {
    std::error_code error;
    std::vector<fs::path> entries;
    for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error))
      entries.push_back(entry->path());
    if (error) {
      fail(directory, error.message());
      return;
    }
    std::sort(entries.begin(), entries.end(),
              [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    for (const fs::path& path : entries) {
      if (cancel_.requested()) throw pipeline::Cancelled();
      // A link to a directory may lead back up; what it leads to can be named as an INPUT of its own.
      const fs::file_status link = fs::symlink_status(path, error);
      const fs::file_status status = fs::status(path, error);
      if (fs::is_directory(link))
        add_directory(path);
      else if (fs::is_regular_file(status))
        add_if_export(path);
      else
        found_.passed_over.push_back(
            {path.string(), name_of(path), fs::is_directory(status) ? "a link to a directory" : "not a file"});
    }
  }

  void add_if_export(const fs::path& path) {
    try {
      stages::InputFile file(path.string(), cancel_.descriptor());
      std::string probe(stages::container_probe_size, '\0');
      probe.resize(stages::fill(file, probe));
      const auto container = stages::container_of(probe);
      const std::string_view seems_to_be = stages::describe(probe, path.filename().string());
      stages::Replay replay(std::move(probe), file);
      const auto unpacked = stages::make_decompressor(container, replay);
      if (stages::is_export(*unpacked, *settings_.reading_of(name_of(path), canonical(path)).words)) {
        add(path.string(), canonical(path), size_of(path));
      } else {
        found_.passed_over.push_back({path.string(), name_of(path), std::string(seems_to_be)});
      }
    } catch (const stages::InputError& error) {
      found_.failures.push_back({error.what(), name_of(path), error.reason()});
    }
  }

  FoundDumps& found_;
  DumpEntries settings_;
  pipeline::Cancel& cancel_;
  std::set<std::string> seen_;
  std::vector<std::string> absolute_;
  fs::path root_;           // the INPUT at hand
  std::size_t inputs_ = 0;  // so far
};

}  // namespace

std::vector<std::string> account_names(const std::vector<std::string>& paths, const std::vector<std::string>& taken) {
  std::set<std::string> taken_names;
  for (const std::string& name : taken) taken_names.insert(lower_case(name));
  std::vector<std::vector<std::string>> names;
  names.reserve(paths.size());
  for (const std::string& path : paths)
    names.push_back(path == "-" ? std::vector<std::string>{"stdin"} : possible_names(path));
  // Paths that are the same but for case would never part: theirs counts. Directories are told apart in other ways.
  std::map<std::string, std::size_t> alike;
  for (const std::string& path : paths) ++alike[lower_case(path)];
  const auto key = [&](std::size_t i, const std::string& name) {
    return alike[lower_case(paths[i])] > 1 ? name : lower_case(name);
  };
  // All who share a name move on to their next one together, so that the order of inputs plays no part.
  std::vector<std::size_t> level(paths.size(), 0);
  for (bool moved = true; moved;) {
    moved = false;
    std::map<std::string, std::vector<std::size_t>> holders;
    for (std::size_t i = 0; i < paths.size(); ++i) holders[key(i, names[i][level[i]])].push_back(i);
    for (const auto& [name, who] : holders) {
      if (who.size() < 2 && !taken_names.contains(lower_case(name))) continue;
      for (const std::size_t i : who) {
        if (level[i] + 1 >= names[i].size()) continue;
        ++level[i];
        moved = true;
      }
    }
  }
  std::vector<std::string> accounts;
  accounts.reserve(paths.size());
  for (std::size_t i = 0; i < paths.size(); ++i) accounts.push_back(names[i][level[i]]);
  return accounts;
}

FoundDumps find_dumps(const InputOptions& options, pipeline::Cancel& cancel) {
  FoundDumps found;
  Finder finder(found, options, cancel);
  for (const std::string& input : options.inputs) finder.add_input(input);
  finder.finish();
  return found;
}

}  // namespace tools
