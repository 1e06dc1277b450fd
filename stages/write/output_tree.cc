#include "stages/write/output_tree.h"

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "formats/mailbox/distinct_names.h"
#include "formats/mailbox/file_name.h"
#include "stages/output_error.h"
#include "stages/output_refused.h"
#include "stages/write/join.h"
#include "stages/write/output_file.h"

namespace stages {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view parts_name = ".ccmail2mbox-parts";
constexpr std::string_view marker_name = "run.json";

// Names at the top of the tree that no account may take: what stands beside the mail, now or in later versions.
constexpr std::array<std::string_view, 15> reserved{"run.json",
                                                    "report.json",
                                                    "report.html",
                                                    "manifest.jsonl",
                                                    "quarantine",
                                                    "duplicates.csv",
                                                    "messages.csv",
                                                    "attachments.csv",
                                                    "log.jsonl",
                                                    "data",
                                                    "bagit.txt",
                                                    "bag-info.txt",
                                                    "manifest-sha256.txt",
                                                    "tagmanifest-sha256.txt",
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

}  // namespace

std::vector<std::string> account_directories(std::span<const std::string> accounts) {
  formats::mailbox::DistinctNames names;
  std::vector<std::string> directories;
  directories.reserve(accounts.size());
  for (const std::string& account : accounts)
    directories.push_back(names.distinct(formats::mailbox::escape_file_name(account, reserved)));
  return directories;
}

OutputTree::OutputTree(std::string directory, MailFormat format) : directory_(std::move(directory)), format_(format) {
  reporting_errors([&] {
    const fs::path root(directory_);
    if (fs::exists(root)) {
      if (!fs::is_directory(root)) throw OutputRefused(directory_ + ": is not a directory; name a new one");
      if (fs::exists(root / marker_name))
        throw OutputRefused(directory_ + ": holds the result of an earlier run; name a new directory");
      if (fs::exists(root / parts_name))
        throw OutputRefused(
            directory_ + ": holds an unfinished run; nothing in it is whole for certain: remove it or name a new one");
      if (!fs::is_empty(root))
        throw OutputRefused(directory_ + ": holds files that are not ours; name a new directory");
      fs::create_directory(root / parts_name);
    } else {
      make_private_directory(root);
      fs::create_directory(root / parts_name);
    }
    fs::permissions(root / parts_name, fs::perms::owner_all);
  });
}

std::string OutputTree::part(std::size_t dump) const {
  return (fs::path(directory_) / parts_name / std::to_string(dump)).string();
}

void OutputTree::place(std::span<const std::size_t> dumps, std::string_view directory) {
  if (dumps.empty()) return;
  const std::string whole = part(dumps.front());
  Join join(format_, whole);
  for (const std::size_t dump : dumps.subspan(1)) join.add(part(dump));
  reporting_errors([&] { fs::rename(whole, fs::path(directory_) / directory); });
}

void OutputTree::finish(std::string_view facts) {
  reporting_errors([&] {
    fs::remove_all(fs::path(directory_) / parts_name);
    OutputFile marker((fs::path(directory_) / marker_name).string());
    marker.write(facts);
    marker.close();
  });
}

}  // namespace stages
