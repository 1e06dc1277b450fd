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

std::uint64_t highest_number(const fs::path& messages) {
  std::uint64_t highest = 0;
  for (const auto& entry : fs::directory_iterator(messages))
    if (const auto name = formats::mailbox::parse_message_name(entry.path().filename().string()))
      highest = std::max(highest, name->number);
  return highest;
}

void append_file(const fs::path& from, const fs::path& to) {
  OutputFile out(to.string(), true);
  std::ifstream in(from, std::ios::binary);
  if (!in) throw OutputError(from.string(), errno);
  std::vector<char> buffer(std::size_t{256} << 10U);
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    out.write({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (in.bad()) throw OutputError(from.string(), EIO);
  out.close();
  fs::remove(from);
}

}  // namespace

void Join::look() {
  if (std::exchange(looked_, true)) return;
  if (format_ == MailFormat::maildir) messages_ = highest_number(inbox_of(into_));
  for (const FolderOnDisk& folder : folders_of(format_, into_)) {
    (void)names_.distinct(folder.plain);
    if (format_ != MailFormat::mbox)
      messages_ = std::max(messages_, highest_number(messages_of(format_, into_, folder.name)));
  }
}

void Join::add(const std::string& part) {
  try {
    look();
    if (format_ == MailFormat::mbox)
      add_mboxes(part);
    else
      add_messages(part);
    fs::remove_all(part);
  } catch (const fs::filesystem_error& error) {
    throw OutputError(error.path1().string(), error.code().value());
  }
}

void Join::add_mboxes(const fs::path& part) {
  for (const FolderOnDisk& folder : folders_of(format_, part)) {
    const fs::path from = part / (folder.name + mbox_ending);
    const fs::path to = into_ / (names_.distinct(folder.plain) + mbox_ending);
    if (fs::exists(to))
      append_file(from, to);
    else
      fs::rename(from, to);
  }
}

void Join::add_messages(const fs::path& part) {
  const std::uint64_t before = messages_;
  if (format_ == MailFormat::maildir) move_messages(inbox_of(part), inbox_of(into_), before);
  for (const FolderOnDisk& folder : folders_of(format_, part)) {
    const std::string name = names_.distinct(folder.plain);
    const fs::path to = messages_of(format_, into_, name);
    if (!fs::exists(to)) make_folder(name);
    move_messages(messages_of(format_, part, folder.name), to, before);
  }
  if (format_ == MailFormat::maildir) subscribe();
}

void Join::move_messages(const fs::path& from, const fs::path& to, std::uint64_t before) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(from)) names.push_back(entry.path().filename().string());
  for (const std::string& name : names) {
    const auto parsed = formats::mailbox::parse_message_name(name);
    if (!parsed) throw OutputError((from / name).string(), EEXIST);
    const std::uint64_t number = before + parsed->number;
    fs::rename(from / name, to / formats::mailbox::renumbered(*parsed, number));
    messages_ = std::max(messages_, number);
  }
  fs::remove(from);
}

void Join::make_folder(const std::string& name) const {
  if (format_ == MailFormat::maildir)
    make_maildir_folder(Directory::open(into_ / maildir_name), name);
  else
    Directory::open(into_).make(name);
}

void Join::subscribe() const {
  std::set<std::string> names;
  for (const FolderOnDisk& folder : folders_of(format_, into_)) names.insert(folder.name);
  fs::remove(into_ / maildir_name / subscriptions_name);
  write_subscriptions(Directory::open(into_ / maildir_name), names);
}

}  // namespace stages
