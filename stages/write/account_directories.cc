#include "stages/write/account_directories.h"

#include "formats/mailbox/distinct_names.h"
#include "formats/mailbox/file_name.h"

namespace stages {
namespace {

// Names at the top of the tree that no account may take: what stands beside the mail, now or in later versions.
constexpr std::array<std::string_view, 18> reserved{
    "run.json",        "report.json",    "report.html",         "manifest.jsonl",
    "quarantine",      "duplicates.csv", "messages.csv",        "attachments.csv",
    "log.jsonl",       "SHA256SUMS",     "verify.json",         "data",
    "bagit.txt",       "bag-info.txt",   "manifest-sha256.txt", "tagmanifest-sha256.txt",
    "bulletin-boards", "source"};

}  // namespace

std::vector<std::string> account_directories(std::span<const std::string> accounts) {
  formats::mailbox::DistinctNames names;
  std::vector<std::string> directories;
  directories.reserve(accounts.size());
  for (const std::string& account : accounts)
    directories.push_back(names.distinct(formats::mailbox::escape_file_name(account, reserved)));
  return directories;
}

}  // namespace stages
