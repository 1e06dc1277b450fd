#include "tools/ccmail2mbox/dumps/checksum_lists.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <utility>

#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace fs = std::filesystem;
namespace {

using Why = stages::UnmatchedChecksum::Why;

constexpr std::size_t most_lines = 20;

std::string fault_text(const stages::ChecksumList& list, const stages::UnmatchedChecksum& entry) {
  const std::string name = printable(list.file) + " lists " + printable(entry.file);
  if (entry.why == Why::absent) return name + ", which is not there";
  if (entry.why == Why::ambiguous) return name + ": it cannot be told which file that is";
  return name + ", which is another file now (no export): its " + std::string(formats::hash::name_of(entry.kind)) +
         " is " + entry.found + ", not " + entry.wanted;
}

std::string list_summary(const stages::ChecksumList& list) {
  const std::uint64_t wrong = list.faults - list.count(Why::absent) - list.count(Why::ambiguous);
  std::string out = printable(list.file) + ": ";
  if (list.sha256.empty()) return out + "too large for a list of checksums; not read\n";
  out += grouped(list.of_exports) + " of " + counted(list.checksums, "checksum") + " are of exports";
  const auto more = [&](Why why, const std::string& what) {
    if (const std::uint64_t count = list.count(why); count > 0) out += ", " + grouped(count) + " " + what;
  };
  more(Why::absent, "of files that are not there");
  more(Why::ambiguous, "of files that cannot be told");
  more(Why::no_export,
       "of files that are no exports (" + grouped(list.count(Why::no_export) - wrong) + " of them right)");
  more(Why::unread, "of files that cannot be read");
  more(Why::itself, "of the list itself");
  if (list.strange_lines > 0) out += "; " + counted(list.strange_lines, "line") + " not understood";
  return out + "\n";
}

// As it is read back from JSON, where names that are not UTF-8 are not what they were.
std::string as_json_has_it(const std::string& name) {
  using nlohmann::json;
  return json::parse(json(name).dump(-1, ' ', false, json::error_handler_t::replace)).get<std::string>();
}

// Whether there is more to say of it than of its exports, which are counted together.
bool is_plain(const stages::ChecksumList& list) {
  return !list.sha256.empty() && list.strange_lines == 0 &&
         list.of_exports + list.count(Why::elsewhere) == list.checksums;
}

}  // namespace

stages::InputChecksums::Inputs checked_inputs(const InputOptions& options, const FoundDumps& found) {
  stages::InputChecksums::Inputs inputs;
  for (const std::string& input : options.inputs) {
    std::error_code none;
    inputs.directories.push_back(input != "-" && fs::is_directory(input, none) ? input : "");
  }
  for (const Dump& dump : found.dumps) inputs.dumps.push_back({dump.path, dump.name, dump.input});
  for (const PassedOver& file : found.passed_over) {
    const auto led_to_it = [&](const std::string& directory) {
      return !directory.empty() && fs::path(directory) / file.name == fs::path(file.path);
    };
    const auto input = std::find_if(inputs.directories.begin(), inputs.directories.end(), led_to_it);
    inputs.others.push_back({file.path, file.name, static_cast<std::size_t>(input - inputs.directories.begin())});
  }
  return inputs;
}

bool has_fault(std::span<const stages::ChecksumList> lists) {
  return std::any_of(lists.begin(), lists.end(), [](const stages::ChecksumList& list) { return list.faults > 0; });
}

std::string faults_of(std::span<const stages::ChecksumList> lists) {
  std::string out;
  for (const stages::ChecksumList& list : lists) {
    std::uint64_t said = 0;
    for (const stages::UnmatchedChecksum& entry : list.unmatched) {
      if (!entry.is_fault() || said == most_lines) break;  // they come first
      out += "ccmail2mbox: " + fault_text(list, entry) + "\n";
      ++said;
    }
    if (list.faults > said)
      out += "ccmail2mbox: " + printable(list.file) + ": and " + grouped(list.faults - said) + " more like these\n";
  }
  return out;
}

std::string checksum_summary(const RunResult& run) {
  std::uint64_t found = 0;
  std::uint64_t matching = 0;
  for (const Converted& dump : run.dumps) {
    for (const stages::InputChecksum& checksum : dump.checksums) {
      ++found;
      matching += checksum.matches() ? 1 : 0;
    }
  }
  std::string out;
  if (found > 0)
    out += counted(found, "checksum") + " found beside the exports, " + grouped(matching) + " of them right\n";
  std::size_t lines = 0;
  for (const stages::ChecksumList& list : run.checksum_lists)
    if (!is_plain(list) && ++lines <= most_lines) out += list_summary(list);
  if (lines > most_lines) out += "and " + counted(lines - most_lines, "more list") + "\n";
  return out;
}

std::optional<std::string> changed_list(const std::string& facts, std::span<const stages::ChecksumList> lists) {
  const auto parsed = nlohmann::json::parse(facts, nullptr, false);
  if (!parsed.is_object() || !parsed.contains("checksum_lists")) return std::nullopt;
  using Name = std::pair<std::size_t, std::string>;
  std::map<Name, std::string> before;
  std::map<Name, std::string> now;
  try {
    for (const auto& list : parsed.at("checksum_lists"))
      before[{list.at("input").get<std::size_t>(), list.at("file").get<std::string>()}] =
          list.at("sha256").get<std::string>();
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
  for (const stages::ChecksumList& list : lists) now[{list.input, as_json_has_it(list.file)}] = list.sha256;
  for (const auto& [name, sha256] : now) {
    const auto earlier = before.find(name);
    if (earlier == before.end()) return "the list of checksums " + printable(name.second) + " was not there";
    if (earlier->second != sha256) return "the list of checksums " + printable(name.second) + " has changed since";
  }
  for (const auto& [name, sha256] : before)
    if (!now.contains(name)) return "the list of checksums " + printable(name.second) + " is gone";
  return std::nullopt;
}

}  // namespace tools
