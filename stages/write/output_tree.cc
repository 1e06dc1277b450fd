#include "stages/write/output_tree.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "formats/mailbox/file_name.h"
#include "stages/output_error.h"
#include "stages/output_refused.h"
#include "stages/write/output_file.h"

namespace stages {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view parts_name = ".ccmail2mbox-parts";
constexpr std::string_view marker_name = "run.json";

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

// Appends `from` to `to` and removes it.
void append_file(const fs::path& from, const fs::path& to) {
  OutputFile out(to.string(), true);
  std::ifstream in(from, std::ios::binary);
  std::vector<char> buffer(std::size_t{256} << 10U);
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    out.write({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (in.bad()) throw OutputError(from.string(), EIO);
  out.close();
  fs::remove(from);
}

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

std::span<const std::string_view> reserved_account_names() { return reserved; }

OutputTree::OutputTree(std::string directory) : directory_(std::move(directory)) {
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

void OutputTree::place(std::size_t dump, std::string_view account) {
  reporting_errors([&] {
    const fs::path from = part(dump);
    const fs::path to = fs::path(directory_) / formats::mailbox::escape_file_name(account, reserved_account_names());
    if (!fs::exists(to)) {
      fs::rename(from, to);
      return;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(from)) files.push_back(entry.path().filename());
    std::sort(files.begin(), files.end());
    for (const fs::path& name : files) {
      if (fs::exists(to / name))
        append_file(from / name, to / name);
      else
        fs::rename(from / name, to / name);
    }
    fs::remove(from);
  });
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
