#include "stages/write/join.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "formats/mailbox/message_name.h"
#include "stages/output_error.h"
#include "stages/write/directory.h"
#include "stages/write/maildir.h"
#include "stages/write/mbox_tree.h"
#include "stages/write/output_file.h"
#include "stages/write/reporting_errors.h"

namespace stages {
namespace fs = std::filesystem;
namespace {

using formats::mailbox::without_distinction;

// A folder of a part: its name on disk, and what that would be if no other folder were there.
struct FolderOnDisk {
  std::string name;
  std::string plain;
};

// Those that came first in their part, and so have their plain name, stand before the others.
std::vector<FolderOnDisk> folders_of(MailFormat format, const fs::path& part) {
  const bool is_mbox = format == MailFormat::mbox;
  std::vector<FolderOnDisk> folders;
  for (const auto& entry : fs::directory_iterator(format == MailFormat::maildir ? part / maildir_name : part)) {
    std::string name = entry.path().filename().string();
    if (entry.is_directory() == is_mbox) continue;
    if (is_mbox) name.resize(name.size() - std::string_view(mbox_ending).size());
    if (format == MailFormat::maildir) {
      if (!name.starts_with('.')) continue;
      name.erase(0, 1);
    }
    std::string plain(without_distinction(name));
    folders.push_back({std::move(name), std::move(plain)});
  }
  std::sort(folders.begin(), folders.end(), [](const FolderOnDisk& a, const FolderOnDisk& b) {
    const bool a_first = a.name == a.plain;
    const bool b_first = b.name == b.plain;
    return a_first != b_first ? a_first : a.name < b.name;
  });
  return folders;
}

// Where the messages of a folder lie.
fs::path messages_of(MailFormat format, const fs::path& part, const std::string& folder) {
  return format == MailFormat::maildir ? part / maildir_name / ("." + folder) / "cur" : part / folder;
}

fs::path inbox_of(const fs::path& part) { return part / maildir_name / "cur"; }

std::uint64_t append_file(const fs::path& from, const fs::path& to) {
  const bool exists = fs::exists(to);
  const std::uint64_t before = exists ? fs::file_size(to) : 0;
  OutputFile out(to.string(), exists);
  std::ifstream in(from, std::ios::binary);
  if (!in) throw OutputError(from.string(), errno);
  std::vector<char> buffer(std::size_t{256} << 10U);
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    out.write({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (in.bad()) throw OutputError(from.string(), EIO);
  out.close();
  return before;
}

// A second name for the file where the file system knows such, else a copy.
void link_file(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_hard_link(from, to, error);
  if (!error) return;
  if (error == std::errc::file_exists) throw fs::filesystem_error("link", to, error);
  (void)append_file(from, to);
  fs::last_write_time(to, fs::last_write_time(from));
}

}  // namespace

Join::Join(MailFormat format, const std::string& directory) : format_(format), into_(directory) {
  const Directory account = Directory::create(directory);
  if (format_ == MailFormat::maildir) (void)create_maildir(account);
}

Relocation Join::add(const std::string& part) {
  Relocation relocation(messages_);
  reporting_errors([&] {
    if (format_ == MailFormat::mbox)
      add_mboxes(part, relocation);
    else
      add_folders(part, relocation);
  });
  return relocation;
}

void Join::add_mboxes(const fs::path& part, Relocation& relocation) {
  for (const FolderOnDisk& folder : folders_of(format_, part)) {
    const std::string from = folder.name + mbox_ending;
    std::string to = names_.distinct(folder.plain) + mbox_ending;
    const std::uint64_t before = append_file(part / from, into_ / to);
    relocation.add_mbox(from, std::move(to), before);
  }
}

void Join::add_folders(const fs::path& part, Relocation& relocation) {
  const std::uint64_t before = messages_;
  if (format_ == MailFormat::maildir) add_messages(part, inbox_of(part), inbox_of(into_), before, relocation);
  for (const FolderOnDisk& folder : folders_of(format_, part)) {
    const std::string name = names_.distinct(folder.plain);
    const fs::path to = messages_of(format_, into_, name);
    if (!fs::exists(to)) make_folder(name);
    add_messages(part, messages_of(format_, part, folder.name), to, before, relocation);
  }
}

void Join::add_messages(const fs::path& part, const fs::path& from, const fs::path& to, std::uint64_t before,
                        Relocation& relocation) {
  for (const auto& entry : fs::directory_iterator(from)) {
    const std::string name = entry.path().filename().string();
    const auto parsed = formats::mailbox::parse_message_name(name);
    if (!parsed) throw OutputError((from / name).string(), EEXIST);
    const std::uint64_t number = before + parsed->number;
    link_file(from / name, to / formats::mailbox::renumbered(*parsed, number));
    messages_ = std::max(messages_, number);
  }
  relocation.add_directory(from.lexically_relative(part).string(), to.lexically_relative(into_).string());
}

void Join::make_folder(const std::string& name) const {
  if (format_ == MailFormat::maildir)
    make_maildir_folder(Directory::open(into_ / maildir_name), name);
  else
    Directory::open(into_).make(name);
}

void Join::finish() {
  if (format_ != MailFormat::maildir) return;
  reporting_errors([&] {
    std::set<std::string> names;
    for (const FolderOnDisk& folder : folders_of(format_, into_)) names.insert(folder.name);
    write_subscriptions(Directory::open(into_ / maildir_name), names);
  });
}

}  // namespace stages
