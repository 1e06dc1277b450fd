#include "stages/write/output_tree.h"

#include <sys/file.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <system_error>
#include <utility>

#include "formats/mailbox/distinct_names.h"
#include "formats/mailbox/file_name.h"
#include "stages/output_error.h"
#include "stages/output_refused.h"
#include "stages/write/join.h"
#include "stages/write/line_file.h"
#include "stages/write/output_file.h"
#include "stages/write/part_records.h"

namespace stages {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view parts_name = ".ccmail2mbox-parts";
constexpr std::string_view marker_name = "run.json";
constexpr std::string_view plan_name = "plan.json";
constexpr std::string_view earlier_name = "earlier.json";  // what a run that is being replaced left
constexpr std::string_view workshop_name = "result";
constexpr std::string_view mail_name = "mail";
constexpr std::string_view result_name = "result.json";
constexpr std::string_view placed_name = "placed";
constexpr std::string_view joined_manifest_name = "joined.jsonl";

// Names at the top of the tree that no account may take: what stands beside the mail, now or in later versions.
constexpr std::array<std::string_view, 17> reserved{
    "run.json",       "report.json",    "report.html",         "manifest.jsonl",
    "quarantine",     "duplicates.csv", "messages.csv",        "attachments.csv",
    "log.jsonl",      "SHA256SUMS",     "verify.json",         "data",
    "bagit.txt",      "bag-info.txt",   "manifest-sha256.txt", "tagmanifest-sha256.txt",
    "bulletin-boards"};

// What std::filesystem throws, in the words of everything else here.
template <class Work>
void reporting_errors(Work&& work) {
  try {
    work();
  } catch (const fs::filesystem_error& error) {
    throw OutputError(error.path1().string(), error.code().value());
  }
}

void make_private_directory(const fs::path& path) {
  fs::create_directories(path);
  fs::permissions(path, fs::perms::owner_all);
}

void write_file(const fs::path& path, std::string_view bytes) {
  OutputFile file(path.string());
  file.write(bytes);
  file.close();
}

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::stringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

using Json = nlohmann::ordered_json;

Json read_json(const fs::path& path) { return Json::parse(read_file(path).value_or(""), nullptr, false); }

// The plan of a finished run, or of one that is under way.
Json plan_in(const fs::path& directory) {
  const Json facts = read_json(directory / marker_name);
  if (facts.is_object() && facts.contains("plan")) return facts["plan"];
  return read_json(directory / parts_name / plan_name);
}

std::set<std::string> accounts_in(const Json& plan) {
  return plan.is_object() ? plan.value("accounts", std::set<std::string>()) : std::set<std::string>();
}

// Lines of items stay, those of messages say where these lie now.
void rewrite_manifest(const fs::path& from, const fs::path& to, const Relocation& relocation) {
  fs::remove(to);
  LineFile lines(from.string());
  BufferedFile out(to.string());
  std::string rewritten;
  while (const auto line = lines.next()) {
    std::string_view rest = *line;
    Placed placed;
    rewritten = *line;
    if (take_output(rest, placed)) {
      rewritten = rest;
      append_output(rewritten, relocation.apply(std::move(placed)));
    } else {
      rewritten += '\n';
    }
    out.write(rewritten);
  }
  out.close();
}

}  // namespace

std::vector<std::string> account_directories(std::span<const std::string> accounts) {
  formats::mailbox::DistinctNames names;
  std::vector<std::string> directories;
  directories.reserve(accounts.size());
  for (const std::string& account : accounts)
    directories.push_back(names.distinct(formats::mailbox::escape_file_name(account, reserved)));
  return directories;
}

OutputTree::OutputTree(std::string directory, MailFormat format, Earlier earlier, std::string_view plan)
    : directory_(std::move(directory)), format_(format) {
  reporting_errors([&] {
    if (fs::exists(directory_)) {
      if (!fs::is_directory(directory_))
        throw OutputRefused(directory_.string() + ": is not a directory; name a new one");
      if (!fs::is_empty(directory_)) take_earlier(earlier, plan);
    } else {
      make_private_directory(directory_);
    }
    if (finished_) return;
    if (!fs::exists(parts())) make_private_directory(parts());
    lock_.emplace(Directory::open(parts().string()));
    if (::flock(lock_->descriptor(), LOCK_EX | LOCK_NB) != 0)
      throw OutputRefused(directory_.string() + ": another run is at work there");
    if (!fs::exists(parts() / plan_name)) write_file(parts() / plan_name, plan);
    fs::remove_all(workshop());
    make_private_directory(workshop());
  });
}

// A directory that is not empty.
void OutputTree::take_earlier(Earlier earlier, std::string_view plan) {
  const std::string name = directory_.string();
  const bool finished = fs::exists(directory_ / marker_name);
  const bool unfinished = fs::exists(parts());
  if (!finished && !unfinished) throw OutputRefused(name + ": holds files that are not ours; name a new directory");
  if (earlier == Earlier::refuse) {
    throw OutputRefused(name + (finished
                                    ? ": holds the result of an earlier run; name a new directory, or say --replace"
                                    : ": holds an unfinished run; --resume goes on with it, --replace begins anew"));
  }
  takes_over_ = true;
  const Json before = plan_in(directory_);
  if (earlier == Earlier::replace) {
    // What stands there now stays until the new result takes its place, and is known to be ours until then.
    std::set<std::string> old = accounts_in(before);
    old.merge(accounts_in(read_json(parts() / earlier_name)));
    fs::remove_all(parts());
    make_private_directory(parts());
    write_file(parts() / earlier_name, Json{{"accounts", old}}.dump());
    fs::remove(directory_ / marker_name);
    return;
  }
  if (before != Json::parse(plan, nullptr, false))
    throw OutputRefused(name +
                        ": the unfinished run there had other options, or its inputs have changed since; a run is "
                        "resumed as it was begun: say the same, or --replace to begin anew");
  finished_ = finished;
}

fs::path OutputTree::parts() const { return directory_ / parts_name; }
fs::path OutputTree::workshop() const { return parts() / workshop_name; }
fs::path OutputTree::building(std::size_t dump) const { return parts() / ("building-" + std::to_string(dump)); }
fs::path OutputTree::part(std::size_t dump) const { return parts() / ("part-" + std::to_string(dump)); }

fs::path OutputTree::manifest_of(std::size_t dump) const {
  const fs::path joined = part(dump) / joined_manifest_name;
  return fs::exists(joined) ? joined : part(dump) / manifest_name;
}

OutputTree::Part OutputTree::begin(std::size_t dump, const DumpName& name) const {
  const fs::path directory = building(dump);
  reporting_errors([&] {
    fs::remove_all(directory);
    make_private_directory(directory);
  });
  return {make_mail_store(format_, (directory / mail_name).string()),
          std::make_unique<PartRecords>(directory.string(), name.file)};
}

void OutputTree::commit(std::size_t dump, const DumpResult& result) const {
  write_file(building(dump) / result_name, dump_result_json(result));
  reporting_errors([&] { fs::rename(building(dump), part(dump)); });
}

std::optional<DumpResult> OutputTree::whole(std::size_t dump) const {
  const auto json = read_file(part(dump) / result_name);
  return json ? parse_dump_result(*json) : std::nullopt;
}

void OutputTree::place(std::span<const std::size_t> dumps, const std::string& account) const {
  if (dumps.empty()) return;
  const fs::path mark = part(dumps.front()) / placed_name;
  const auto mail = [&](std::size_t dump) { return part(dump) / mail_name; };
  reporting_errors([&] {
    // A run that was killed may have come as far as this, or have left without the mark.
    if (!fs::exists(mark) && (dumps.size() > 1 || fs::exists(mail(dumps.front())))) {
      const fs::path joined = parts() / ("joined-" + std::to_string(dumps.front()));
      if (dumps.size() > 1) {
        fs::remove_all(joined);
        Join join(format_, joined.string());
        for (const std::size_t dump : dumps) {
          const Relocation relocation = join.add(mail(dump).string());
          rewrite_manifest(part(dump) / manifest_name, part(dump) / joined_manifest_name, relocation);
        }
        join.finish();
      }
      put(dumps.size() > 1 ? joined : mail(dumps.front()), account);
      write_file(mark, "");
    }
    for (const std::size_t dump : dumps) fs::remove_all(mail(dump));
  });
}

// Nothing stands under a final name that is not whole: what is old goes aside before the new takes its place.
void OutputTree::put(const fs::path& from, const std::string& name) const {
  const fs::path to = directory_ / name;
  if (takes_over_ && fs::exists(fs::symlink_status(to))) {
    const fs::path old = parts() / ("old-" + from.filename().string() + "-" + from.parent_path().filename().string());
    fs::remove_all(old);
    fs::rename(to, old);
    fs::rename(from, to);
    fs::remove_all(old);
    return;
  }
  fs::rename(from, to);
}

void OutputTree::finish(std::span<const std::string> accounts, std::string_view facts) const {
  reporting_errors([&] {
    std::set<std::string> old = accounts_in(read_json(parts() / earlier_name));
    for (const std::string& account : accounts) old.erase(account);
    for (const std::string& account : old) fs::remove_all(directory_ / account);
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(workshop())) files.push_back(entry.path());
    for (const fs::path& file : files) put(file, file.filename().string());
    write_file(parts() / marker_name, facts);
    ::syncfs(lock_->descriptor());
    fs::rename(parts() / marker_name, directory_ / marker_name);
    fs::remove_all(parts());
  });
}

}  // namespace stages
