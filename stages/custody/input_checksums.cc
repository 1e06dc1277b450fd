#include "stages/custody/input_checksums.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <system_error>

#include "formats/ascii.h"
#include "stages/custody/file_hash.h"

namespace stages {
namespace fs = std::filesystem;
namespace {

using formats::hash::Digest;
using formats::hash::DigestKind;

// Longer lines are no checksums; larger files no lists that anybody made by hand or by a tool for one backup.
constexpr std::size_t longest_line = 8192;
constexpr std::uintmax_t largest_list = std::uintmax_t{256} << 20U;

std::string in_lower_case(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), formats::lower);
  return lowered;
}

// "md5", "sha256sum", "sha1sums".
bool names_a_digest(std::string_view word) {
  constexpr std::array kinds{DigestKind::md5,    DigestKind::sha1,   DigestKind::sha224,
                             DigestKind::sha256, DigestKind::sha384, DigestKind::sha512};
  return std::any_of(kinds.begin(), kinds.end(), [&](DigestKind kind) {
    const std::string_view name = name_of(kind);
    const std::string_view rest = word.starts_with(name) ? word.substr(name.size()) : "none";
    return rest.empty() || rest == "sum" || rest == "sums";
  });
}

enum class ListOf { nothing, one_file, directory };

struct ListName {
  ListOf kind = ListOf::nothing;
  std::string file;  // for one_file: which
};

ListName list_name(const std::string& name) {
  const std::string lowered = in_lower_case(name);
  const std::size_t dot = lowered.rfind('.');
  const std::string_view stem = std::string_view(lowered).substr(0, dot);
  const std::string_view ending =
      dot == std::string::npos ? std::string_view() : std::string_view(lowered).substr(dot + 1);
  const bool plain_ending = ending.empty() || ending == "txt";
  if (plain_ending && (names_a_digest(stem) || stem == "checksum" || stem == "checksums"))
    return {ListOf::directory, {}};
  if (!names_a_digest(ending)) return {};
  if (stem == "checksum" || stem == "checksums" || stem.empty()) return {ListOf::directory, {}};
  return {ListOf::one_file, name.substr(0, dot)};
}

// Calls `take` with each checksum of a list.
template <class Take>
void read_list(const fs::path& path, Take take) {
  std::error_code error;
  if (!fs::is_regular_file(path, error) || fs::file_size(path, error) > largest_list || error) return;
  std::ifstream in(path, std::ios::binary);
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  std::string line;
  for (bool first = true; std::getline(in, line); first = false) {
    if (line.size() > longest_line) continue;
    std::string_view text = line;
    if (first && text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (auto checksum = formats::hash::parse_checksum_line(text)) take(*std::move(checksum));
  }
}

std::string_view last_component(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

std::shared_ptr<const InputChecksums::Lists> InputChecksums::lists_in(const std::string& directory) {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<const Lists>& known = known_[directory];
  if (known) return known;
  auto lists = std::make_shared<Lists>();
  std::error_code error;
  std::set<std::string> names;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error))
    if (list_name(entry->path().filename().string()).kind != ListOf::nothing)
      names.insert(entry->path().filename().string());
  for (const std::string& name : names) {
    const ListName list = list_name(name);
    read_list(fs::path(directory) / name, [&](formats::hash::ListedChecksum checksum) {
      std::string file = checksum.file;
      if (list.kind == ListOf::one_file && (file.empty() || last_component(file) == list.file)) file = list.file;
      if (!file.empty()) lists->emplace(std::move(file), Listed{name, std::move(checksum)});
    });
  }
  return known = std::move(lists);
}

std::vector<InputChecksum> InputChecksums::check(const std::string& path, const std::string& name) {
  std::vector<InputChecksum> checksums;
  std::error_code none;
  if (!fs::is_regular_file(path, none)) return checksums;  // what is read from a pipe is gone
  // From the directory of the dump up to that of its INPUT; `below` is the dump's name as a list there would have it.
  const std::size_t above = path.size() >= name.size() && path.ends_with(name)
                                ? path.size() - name.size()
                                : path.size() - last_component(path).size();
  for (std::size_t end = path.size();;) {
    const std::size_t slash = end == 0 ? std::string::npos : path.rfind('/', end - 1);
    const std::size_t start = slash == std::string::npos ? 0 : slash + 1;
    if (start < above) break;
    const std::string directory = slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
    const auto lists = lists_in(directory);
    const auto [first, last] = lists->equal_range(std::string_view(path).substr(start));
    for (auto listed = first; listed != last; ++listed)
      checksums.push_back({path.substr(above, start - above) + listed->second.list,
                           listed->second.checksum.kind,
                           listed->second.checksum.digest,
                           {}});
    if (start == above || start == 0) break;
    end = slash;
  }
  std::stable_sort(checksums.begin(), checksums.end(),
                   [](const InputChecksum& a, const InputChecksum& b) { return a.list < b.list; });
  std::map<DigestKind, std::unique_ptr<Digest>> digests;
  for (const InputChecksum& checksum : checksums)
    if (!digests.contains(checksum.kind)) digests.emplace(checksum.kind, std::make_unique<Digest>(checksum.kind));
  if (digests.empty()) return checksums;
  read_file(path, [&](std::string_view part) {
    for (const auto& [kind, digest] : digests) digest->update(part);
  });
  std::map<DigestKind, std::string> found;
  for (const auto& [kind, digest] : digests) found.emplace(kind, digest->hex());
  for (InputChecksum& checksum : checksums) checksum.found = found.at(checksum.kind);
  return checksums;
}

}  // namespace stages
