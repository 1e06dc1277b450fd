#include "stages/write/output_tree.h"

#include <sys/file.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include "stages/output_refused.h"
#include "stages/write/account_directories.h"
#include "stages/write/join.h"
#include "stages/write/line_file.h"
#include "stages/write/output_file.h"
#include "stages/write/part_records.h"
#include "stages/write/reporting_errors.h"

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
constexpr std::string_view lacking_name = "lacking";  // its account was put in place without some of its dumps
constexpr std::string_view beside_name = "beside";
constexpr std::string_view old_name = "old";  // what the new took the place of
constexpr std::string_view joined_manifest_name = "joined.jsonl";

void make_private_directory(const fs::path& path) {
  fs::create_directories(path);
  fs::permissions(path, fs::perms::owner_all);
}

void write_file(const fs::path& path, std::string_view bytes) {
  OutputFile file(path.string());
  file.write(bytes);
  file.close();
}

// Whole or not at all, also where a run that was killed has begun it.
void write_whole_file(const fs::path& path, std::string_view bytes) {
  fs::path unfinished = path;
  unfinished += ".new";
  fs::remove(unfinished);
  write_file(unfinished, bytes);
  fs::rename(unfinished, path);
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

Json plan_in(const Json& facts) { return facts.is_object() ? facts.value("plan", Json()) : Json(); }

bool leads_elsewhere(const fs::path& name) {
  return name.empty() || name.is_absolute() || std::any_of(name.begin(), name.end(), [](const fs::path& part) {
           return part.empty() || part == "." || part == "..";
         });
}

// What stands there goes away with them, and anybody may have written the list.
std::set<std::string> accounts_in(const Json& plan) {
  std::set<std::string> accounts;
  if (!plan.is_object()) return accounts;
  const Json listed = plan.value("accounts", Json());
  if (!listed.is_array()) return accounts;
  for (const Json& account : listed)
    if (account.is_string() && !leads_elsewhere(account.get<std::string>()))
      accounts.insert(account.get<std::string>());
  return accounts;
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

bool holds_unfinished_run(const std::string& directory) {
  std::error_code none;
  return fs::exists(fs::path(directory) / parts_name, none);
}

OutputTree::OutputTree(std::string directory, MailFormat format, Earlier earlier, std::string_view plan)
    : directory_(std::move(directory)), format_(format) {
  reporting_errors([&] {
    if (!fs::exists(directory_)) make_private_directory(directory_);
    if (!fs::is_directory(directory_))
      throw OutputRefused(directory_.string() + ": is not a directory; name a new one");
    if (fs::is_empty(directory_))
      lock();
    else
      take_earlier(earlier, plan);
    if (finished_) {
      fs::remove_all(parts());  // a run that was killed while it did so
      return;
    }
    begin_plan(plan);
    forget_lacking();
    fs::remove_all(workshop());
    make_private_directory(workshop());
  });
}

void OutputTree::lock() {
  if (!fs::exists(parts())) make_private_directory(parts());
  lock_.emplace(Directory::open(parts().string()));
  if (::flock(lock_->descriptor(), LOCK_EX | LOCK_NB) != 0)
    throw OutputRefused(directory_.string() + ": another run is at work there");
}

// A directory that is not empty. Nothing in it is changed before it is certain that it may be taken.
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
  if (earlier == Earlier::resume) {
    const Json facts = finished ? read_json(directory_ / marker_name) : Json();
    const Json before = finished ? plan_in(facts) : read_json(parts() / plan_name);
    // Without a plan the run that was killed had not begun anything.
    if ((finished || fs::exists(parts() / plan_name)) && before != Json::parse(plan, nullptr, false))
      throw OutputRefused(name + ": the " + (finished ? "" : "un") +
                          "finished run there had other options, or its inputs have changed since; a run is resumed as "
                          "it was begun: say the same, or --replace to begin anew");
  }
  takes_over_ = true;
  finished_ = finished && earlier == Earlier::resume;
  if (!finished_ || unfinished) lock();
  if (earlier == Earlier::replace) begin_replacing();
}

// What stands there now stays until the new result takes its place, and is known to be ours until then.
void OutputTree::begin_replacing() const {
  std::set<std::string> old = accounts_in(read_json(parts() / earlier_name));
  old.merge(accounts_in(read_json(parts() / plan_name)));
  old.merge(accounts_in(plan_in(read_json(directory_ / marker_name))));
  write_whole_file(parts() / earlier_name, Json{{"accounts", old}}.dump());
  fs::remove(directory_ / marker_name);
  fs::remove(parts() / plan_name);
}

// What was built before the plan was there belongs to another.
void OutputTree::begin_plan(std::string_view plan) const {
  if (fs::exists(parts() / plan_name)) return;
  std::vector<fs::path> others;
  for (const auto& entry : fs::directory_iterator(parts()))
    if (entry.path().filename() != earlier_name) others.push_back(entry.path());
  for (const fs::path& other : others) fs::remove_all(other);
  write_whole_file(parts() / plan_name, plan);
}

void OutputTree::forget_lacking() const {
  std::vector<fs::path> lacking;
  for (const auto& entry : fs::directory_iterator(parts()))
    if (fs::exists(entry.path() / lacking_name)) lacking.push_back(entry.path());
  const fs::path forgotten = parts() / "forgotten";
  for (const fs::path& part : lacking) {
    fs::remove_all(forgotten);
    fs::rename(part, forgotten);
  }
  fs::remove_all(forgotten);
}

std::string OutputTree::earlier_facts() const { return read_file(directory_ / marker_name).value_or(""); }

fs::path OutputTree::parts() const { return directory_ / parts_name; }
fs::path OutputTree::workshop() const { return parts() / workshop_name; }
fs::path OutputTree::building(std::size_t dump) const { return parts() / ("building-" + std::to_string(dump)); }
fs::path OutputTree::part(std::size_t dump) const { return parts() / ("part-" + std::to_string(dump)); }

fs::path OutputTree::manifest_of(std::size_t dump) const {
  const fs::path joined = part(dump) / joined_manifest_name;
  return fs::exists(joined) ? joined : part(dump) / manifest_name;
}

OutputTree::Part OutputTree::begin(std::size_t dump, const DumpName& name, bool digests) const {
  const fs::path directory = building(dump);
  reporting_errors([&] {
    fs::remove_all(directory);
    make_private_directory(directory);
  });
  return {make_mail_store(format_, (directory / mail_name).string(), digests),
          std::make_unique<PartRecords>(directory.string(), name.file)};
}

void OutputTree::commit(std::size_t dump, const DumpResult& result) const {
  write_file(building(dump) / result_name, dump_result_json(result));
  reporting_errors([&] { fs::rename(building(dump), part(dump)); });
}

fs::path OutputTree::beside() const {
  fs::path directory = parts() / beside_name;
  reporting_errors([&] {
    fs::remove_all(directory);
    make_private_directory(directory);
  });
  return directory;
}

void OutputTree::put_beside(const std::string& name) const {
  reporting_errors([&] { put(parts() / beside_name, name); });
}

std::optional<DumpResult> OutputTree::whole(std::size_t dump) const {
  const auto json = read_file(part(dump) / result_name);
  return json ? parse_dump_result(*json) : std::nullopt;
}

// At one stroke: a part is whole or it is not there.
void OutputTree::forget(std::size_t dump) const {
  reporting_errors([&] {
    if (!fs::exists(part(dump))) return;
    fs::remove_all(building(dump));
    fs::rename(part(dump), building(dump));
  });
}

void OutputTree::place(std::span<const std::size_t> dumps, const std::string& account, bool lacking) const {
  if (dumps.empty()) return;
  const fs::path mark = part(dumps.front()) / placed_name;
  const auto mail = [&](std::size_t dump) { return part(dump) / mail_name; };
  reporting_errors([&] {
    if (takes_over_ && fs::exists(parts() / earlier_name))
      std::call_once(telling_, [this] { set_aside_what_was_told(); });
    // A run that was killed may have come as far as this, or have left without the mark.
    if (!fs::exists(mark) && (dumps.size() > 1 || fs::exists(mail(dumps.front())))) {
      if (lacking)
        for (const std::size_t dump : dumps) write_whole_file(part(dump) / lacking_name, "");
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
  if (takes_over_) set_aside(name);
  if (const fs::path above = (directory_ / name).parent_path(); !fs::exists(above)) make_private_directory(above);
  fs::rename(from, directory_ / name);
  if (takes_over_) fs::remove_all(parts() / old_name / name);
}

// At one stroke, so that a run that is killed leaves no half of it.
void OutputTree::set_aside(const std::string& name) const {
  if (!fs::exists(fs::symlink_status(directory_ / name))) return;
  const fs::path old = parts() / old_name / name;
  fs::create_directories(old.parent_path());
  fs::remove_all(old);
  fs::rename(directory_ / name, old);
}

void OutputTree::set_aside_what_was_told() const {
  for (const std::string_view name : told_names) set_aside(std::string(name));
}

void OutputTree::keep_only(std::span<const std::string> names) const {
  reporting_errors([&] {
    std::set<std::string> old = accounts_in(read_json(parts() / earlier_name));
    for (const std::string& name : names) old.erase(name);
    for (const std::string& account : old) {
      set_aside(account);
      const fs::path above = (directory_ / account).parent_path();
      if (above != directory_ && fs::exists(above) && fs::is_empty(above)) fs::remove(above);
    }
    if (takes_over_) set_aside_what_was_told();
  });
}

void OutputTree::finish(std::span<const std::string> names, std::string_view facts) const {
  keep_only(names);
  reporting_errors([&] {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(workshop())) files.push_back(entry.path());
    for (const fs::path& file : files) put(file, file.filename().string());
    write_whole_file(parts() / marker_name, facts);
    ::syncfs(lock_->descriptor());
    fs::rename(parts() / marker_name, directory_ / marker_name);
    fs::remove_all(parts());
  });
}

}  // namespace stages
