#include "stages/verify/bag_check.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/hash/sha256.h"
#include "stages/custody/bag.h"
#include "stages/decode/input_file.h"
#include "stages/report/run_report.h"
#include "stages/verify/directory_entries.h"

namespace stages::verify {
namespace {

constexpr std::size_t digits = 64;
constexpr const char* run_name = "run.json";

std::string source_directory() { return std::string(payload_directory).append("/").append(source_name); }

// Of `<64 digits>  <path>`, the path as it is on disk; empty for any other line.
std::string path_in(std::string_view line) {
  if (line.size() < digits + 3 || line.substr(digits, 2) != "  ") return {};
  std::string path;
  for (std::string_view rest = line.substr(digits + 2); !rest.empty();) {
    const std::string_view code = rest.substr(0, 3);
    const char decoded = code == "%25" ? '%' : code == "%0D" ? '\r' : code == "%0A" ? '\n' : '\0';
    path += decoded != '\0' ? decoded : rest.front();
    rest.remove_prefix(decoded != '\0' ? code.size() : 1);
  }
  return path;
}

}  // namespace

bool BagCheck::for_each_line(const std::string& name, const std::function<void(std::string_view)>& take) {
  const auto opened = files_.open(name);
  if (!opened) {
    report_(opened.error());
    return false;
  }
  std::string line;
  try {
    (*opened)->visit(0, (*opened)->size(), [&](std::string_view part) {
      for (;;) {
        const std::size_t end = part.find('\n');
        line += part.substr(0, end);
        if (end == std::string_view::npos) return;
        take(line);
        line.clear();
        part.remove_prefix(end + 1);
      }
    });
  } catch (const InputError& error) {
    report_({.kind = FindingKind::unreadable, .file = name, .offset = error.offset(), .what = error.reason()});
    return false;
  }
  if (!line.empty()) {
    report_({.kind = FindingKind::malformed, .file = name, .what = "its last line has no end"});
    take(line);
  }
  return true;
}

// Empty, and a finding, where the file cannot be read.
std::string BagCheck::sha256_of(const std::string& name) {
  const auto opened = files_.open(name);
  if (!opened) {
    report_(opened.error());
    return {};
  }
  formats::hash::Sha256 hash;
  try {
    (*opened)->visit(0, (*opened)->size(), [&](std::string_view part) { hash.update(part); });
  } catch (const InputError& error) {
    report_({.kind = FindingKind::unreadable, .file = name, .offset = error.offset(), .what = error.reason()});
    return {};
  }
  bytes_ += (*opened)->size();
  const auto hex = hash.hex();
  return {hex.data(), hex.size()};
}

void BagCheck::check_tags(const std::map<std::string, std::string>& sums) {
  std::map<std::string, std::string> wanted = sums;
  for (const char* const name : {sums_name, bag_declaration_name, bag_info_name, run_name})
    wanted[name] = sha256_of(name);
  const bool read = for_each_line(tag_manifest_name, [&](std::string_view line) {
    const std::string path = path_in(line);
    const auto tag = wanted.find(path);
    if (tag == wanted.end()) {
      report_({.kind = FindingKind::malformed, .file = tag_manifest_name, .what = std::string(line)});
      return;
    }
    const std::string_view sha256 = line.substr(0, digits);
    if (!tag->second.empty() && tag->second != sha256)
      report_({.kind = FindingKind::checksum, .file = path, .wanted = std::string(sha256), .found = tag->second});
    wanted.erase(tag);
  });
  if (!read) return;
  for (const auto& [name, sum] : wanted)
    report_({.kind = FindingKind::malformed, .file = tag_manifest_name, .what = "it does not name " + name});
}

void BagCheck::check_source() {
  const std::string beginning = source_directory() + "/";
  std::map<std::string, std::string> listed;
  for_each_line(payload_manifest_name, [&](std::string_view line) {
    std::string path = path_in(line);
    if (path.starts_with(beginning)) listed.emplace(std::move(path), line.substr(0, digits));
  });
  const auto opened = files_.open_directory(source_directory());
  if (opened)
    walk_source(source_directory(), listed);
  else if (opened.error().kind != FindingKind::missing)
    report_(opened.error());
  for (const auto& [path, sha256] : listed) report_({.kind = FindingKind::missing, .file = path});
}

void BagCheck::walk_source(const std::string& directory, std::map<std::string, std::string>& listed) {
  // Where there was no export, that of all of them is empty.
  const auto first = listed.lower_bound(directory + "/");
  const bool holds_some = first != listed.end() && first->first.starts_with(directory + "/");
  if (!holds_some && directory != source_directory()) {
    report_({.kind = FindingKind::extra_directory, .file = directory});
    return;
  }
  const auto opened = files_.open_directory(directory);
  if (!opened) {
    report_(opened.error());
    return;
  }
  std::vector<std::pair<std::string, EntryKind>> entries;
  try {
    for_each_entry(*opened, directory,
                   [&](std::string_view name, EntryKind kind) { entries.emplace_back(name, kind); });
  } catch (const InputError& error) {
    report_({.kind = FindingKind::unreadable, .file = directory, .what = error.reason()});
  }
  std::sort(entries.begin(), entries.end());
  for (const auto& [name, kind] : entries) {
    const std::string path = std::string(directory).append("/").append(name);
    if (kind == EntryKind::directory) {
      walk_source(path, listed);
      continue;
    }
    const auto sum = listed.find(path);
    if (kind == EntryKind::link || sum == listed.end()) {
      report_({.kind = kind == EntryKind::link ? FindingKind::symbolic_link : FindingKind::extra_file, .file = path});
      continue;
    }
    ++seen_;
    if (const std::string sha256 = sha256_of(path); !sha256.empty() && sha256 != sum->second)
      report_({.kind = FindingKind::checksum, .file = path, .wanted = sum->second, .found = sha256});
    listed.erase(sum);
  }
}

}  // namespace stages::verify
