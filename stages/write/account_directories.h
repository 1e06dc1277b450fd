// The names at the top of a result: the directories of the accounts, and what stands beside them.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stages {

/// What a run tells about itself, but for run.json: the files and directories that one may leave beside the mail.
inline constexpr std::array<std::string_view, 12> told_names{
    "attachments.csv", "messages.csv",        "report.html",    "SHA256SUMS", "bag-info.txt", "bagit.txt",
    "duplicates.csv",  "manifest-sha256.txt", "manifest.jsonl", "quarantine", "report.json",  "tagmanifest-sha256.txt"};

/// The directory of each account (UTF-8 or any bytes) at the top of the tree, in the same order: escaped, none of the
/// names of what else stands there or beside the mail in a bag, and distinct even where case does not count. The same
/// account is the same directory.
[[nodiscard]] std::vector<std::string> account_directories(std::span<const std::string> accounts);

}  // namespace stages
