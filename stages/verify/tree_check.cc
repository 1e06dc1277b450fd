#include "stages/verify/tree_check.h"

#include <algorithm>
#include <array>
#include <map>

#include "stages/decode/input_file.h"
#include "stages/verify/mail_path.h"
#include "stages/verify/manifest_line.h"
#include "stages/verify/manifest_reader.h"
#include "stages/write/mail_format.h"
#include "stages/write/maildir.h"
#include "stages/write/part_records.h"

namespace stages::verify {
namespace {

// Dovecot's, Courier's, Cyrus' and mbsync's own files in a Maildir.
bool belongs_to_a_server(std::string_view name) {
  constexpr std::array<std::string_view, 9> beginnings{"dovecot",      ".dovecot",    "courier",
                                                       "cyrus.",       ".mbsync",     ".uidvalidity",
                                                       ".isyncuidmap", "maildirsize", ".customflags"};
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view one) { return name.starts_with(one); });
}

bool is_message_directory(std::string_view name) { return name == "cur" || name == "new"; }

}  // namespace

void TreeCheck::run() {
  std::set<std::string> gone = plan_.accounts;
  std::set<std::string> record_directories;
  for (const std::string& record : plan_.records)
    if (record.find('/') != std::string::npos) record_directories.insert(record.substr(0, record.find('/')));
  for (const Entry& entry : entries("")) {
    const bool is_account = plan_.accounts.contains(entry.name);
    if (is_account) gone.erase(entry.name);
    if (entry.kind == EntryKind::directory && is_account)
      check_account(entry.name);
    else if (entry.kind == EntryKind::directory && plan_.bag && entry.name == payload_directory)
      check_payload(gone);
    else if (entry.kind == EntryKind::directory && record_directories.contains(entry.name))
      check_records(entry.name);
    else if (entry.kind == EntryKind::file && plan_.records.contains(entry.name))
      ++seen_;
    else
      extra(entry, entry.name);
  }
  for (const std::string& account : gone)
    if (inventory_.messages_of(account) == 0) missing(account);
  name_the_extra_ones();
}

void TreeCheck::check_payload(std::set<std::string>& gone) {
  const std::string below(payload_directory);
  for (const Entry& entry : entries(below)) {
    const std::string path = below + "/" + entry.name;
    if (plan_.accounts.contains(path) && entry.kind == EntryKind::directory) {
      gone.erase(path);
      check_account(path);
    } else if (entry.name != source_name || entry.kind != EntryKind::directory) {  // that one is BagCheck's
      extra(entry, path);
    }
  }
}

std::vector<TreeCheck::Entry> TreeCheck::entries(const std::string& path) {
  std::vector<Entry> found;
  const auto opened = files_.open_directory(path);
  if (!opened) {
    report_(opened.error());
    return found;
  }
  try {
    for_each_entry(*opened, path, [&](std::string_view name, EntryKind kind) {
      found.push_back({std::string(name), kind});
    });
  } catch (const InputError& error) {
    report_({.kind = FindingKind::unreadable, .file = path, .what = error.reason()});
  }
  std::sort(found.begin(), found.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return found;
}

void TreeCheck::check_records(const std::string& directory) {
  for (const Entry& entry : entries(directory)) {
    const std::string path = directory + "/" + entry.name;
    if (entry.kind == EntryKind::file && plan_.records.contains(path))
      ++seen_;
    else
      extra(entry, path);
  }
}

void TreeCheck::check_account(const std::string& account) {
  const bool is_empty = inventory_.messages_of(account) == 0;
  bool has_inbox = false;
  for (const Entry& entry : entries(account)) {
    const std::string path = account + "/" + entry.name;
    const bool is_place = inventory_.place(path) != nullptr;
    if (plan_.maildir && entry.name == maildir_name && entry.kind == EntryKind::directory) {
      has_inbox = true;
      check_maildir(path);
    } else if (is_mbox(entry.name) && entry.kind == EntryKind::file &&
               (is_place || (is_empty && entry.name == "Inbox.mbox"))) {
      has_inbox = true;
      check_end(path);
    } else if (!plan_.maildir && entry.kind == EntryKind::directory &&
               (is_place || (is_empty && entry.name == "Inbox"))) {
      has_inbox = true;
      check_message_directory(path);
    } else {
      extra(entry, path);
    }
  }
  if (is_empty && !has_inbox) missing(account + (plan_.maildir ? "/Maildir" : "/Inbox"));
}

// Of an mbox, or a file with nothing in it. One that ends too early was found when its last message was read.
void TreeCheck::check_end(const std::string& path) {
  ++seen_;
  const auto opened = files_.open(path);
  if (!opened) {
    report_(opened.error());
    return;
  }
  const Inventory::Place* const place = inventory_.place(path);
  const std::uint64_t end = place != nullptr ? place->end : 0;
  const std::uint64_t size = (*opened)->size();
  if (size > end) report_({.kind = FindingKind::bytes_behind, .file = path, .offset = end, .count = size - end});
}

void TreeCheck::check_message_directory(const std::string& path) {
  NameSum names;
  add_names(path, names);
  const Inventory::Place* const place = inventory_.place(path);
  if (names != (place != nullptr ? place->names : NameSum())) puzzling_.push_back(path);
}

void TreeCheck::check_maildir(const std::string& path) {
  served_ = false;
  check_maildir_folder(path, true);
  std::set<std::string> folders;
  const std::string below = path + "/.";
  const auto& places = inventory_.places();
  for (auto place = places.lower_bound(below); place != places.end() && place->first.starts_with(below); ++place)
    folders.insert(std::string(directory_of(place->first).substr(below.size())));
  std::set<std::string> there;
  for (const Entry& entry : entries(path)) {
    if (!entry.name.starts_with('.') || entry.kind != EntryKind::directory) continue;
    if (belongs_to_a_server(entry.name)) continue;  // told with the folder
    const std::string folder = path + "/" + entry.name;
    if (!folders.contains(entry.name.substr(1))) {
      // What a server made is empty, or its messages are named as extra.
      const bool looks_like_one = files_.open_directory(folder + "/cur").has_value();
      report_({.kind = looks_like_one ? FindingKind::server_directory : FindingKind::extra_directory, .file = folder});
      served_ = served_ || looks_like_one;
      if (!looks_like_one) continue;
    }
    check_maildir_folder(folder, false);
  }
  check_subscriptions(path, folders);
}

void TreeCheck::check_maildir_folder(const std::string& path, bool is_root) {
  NameSum names;
  std::set<std::string> needed{"cur", "new", "tmp", is_root ? subscriptions_name : "maildirfolder"};
  for (const Entry& entry : entries(path)) {
    const std::string below = path + "/" + entry.name;
    const bool is_needed = needed.erase(entry.name) > 0;
    if (is_needed && (entry.name == subscriptions_name || entry.name == "maildirfolder")) {
      if (!expect(entry, EntryKind::file, below)) continue;
      if (entry.name == subscriptions_name)
        ++seen_;
      else
        check_end(below);
    } else if (is_needed) {
      if (!expect(entry, EntryKind::directory, below)) continue;
      if (is_message_directory(entry.name))
        add_names(below, names);
      else
        for (const Entry& growing : entries(below)) extra(growing, below + "/" + growing.name);
    } else if (belongs_to_a_server(entry.name) && entry.kind != EntryKind::link) {
      report_({.kind = entry.kind == EntryKind::directory ? FindingKind::server_directory : FindingKind::server_file,
               .file = below});
      served_ = true;
    } else if (!is_root || !entry.name.starts_with('.') || entry.kind != EntryKind::directory) {
      extra(entry, below);
    }
  }
  for (const std::string& name : needed) missing(std::string(path).append("/").append(name));
  const Inventory::Place* const place = inventory_.place(path + "/cur");
  if (names != (place != nullptr ? place->names : NameSum())) puzzling_.push_back(path + "/cur");
  if (place == nullptr || place->renamed == 0) return;
  report_({.kind = FindingKind::served, .file = path, .count = place->renamed});
  served_ = true;
}

void TreeCheck::check_subscriptions(const std::string& maildir, const std::set<std::string>& folders) {
  const std::string path = maildir + "/" + subscriptions_name;
  const auto opened = files_.open(path);
  if (!opened) return;  // told already
  std::string wanted = "INBOX\n";
  for (const std::string& name : folders) wanted += name + "\n";
  std::string found(wanted.size() + 1, '\0');
  found.resize((*opened)->read_some_at(0, found));
  if (found != wanted)
    report_({.kind = served_ ? FindingKind::subscriptions_changed : FindingKind::subscriptions_wrong, .file = path});
}

void TreeCheck::add_names(const std::string& path, NameSum& names) {
  const auto opened = files_.open_directory(path);
  if (!opened) {
    report_(opened.error());
    return;
  }
  std::vector<Entry> others;
  try {
    for_each_entry(*opened, path, [&](std::string_view name, EntryKind kind) {
      if (kind != EntryKind::file) {
        others.push_back({std::string(name), kind});
        return;
      }
      ++seen_;
      names.add(without_flags(name));
    });
  } catch (const InputError& error) {
    report_({.kind = FindingKind::unreadable, .file = path, .what = error.reason()});
  }
  std::sort(others.begin(), others.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  for (const Entry& entry : others) extra(entry, path + "/" + entry.name);
}

// Which names are too many, only the manifest can tell.
void TreeCheck::name_the_extra_ones() {
  if (puzzling_.empty()) return;
  std::map<std::string, std::vector<std::uint64_t>> wanted;
  for (const std::string& path : puzzling_) wanted[path];
  const auto manifest = files_.open(manifest_name);
  if (!manifest) return;
  ManifestReader reader(*manifest, false);
  ManifestParser parser;
  try {
    while (const auto lines = reader.next()) {
      const auto message = parser.message(lines->view());
      if (!message) continue;
      const auto place = wanted.find(std::string(directory_of(message->output.file)));
      if (place != wanted.end())
        place->second.push_back(name_hash(without_flags(verify::name_of(message->output.file))));
    }
  } catch (const InputError& error) {
    report_({.kind = FindingKind::unreadable, .file = error.path(), .offset = error.offset(), .what = error.reason()});
    return;
  }
  for (const std::string& path : puzzling_) {
    std::vector<std::uint64_t>& hashes = wanted[path];
    std::sort(hashes.begin(), hashes.end());
    const auto twice = hashes.end() - std::unique(hashes.begin(), hashes.end());
    hashes.resize(hashes.size() - static_cast<std::size_t>(twice));
    if (twice > 0)
      report_({.kind = FindingKind::listed_twice, .file = path, .count = static_cast<std::uint64_t>(twice)});
    std::vector<bool> taken(hashes.size());
    std::vector<std::string> directories{path};
    if (is_maildir(path + "/")) directories.push_back(std::string(directory_of(path)) + "/new");
    for (const std::string& directory : directories) {
      for (const Entry& entry : entries(directory)) {
        if (entry.kind != EntryKind::file) continue;
        const auto found = std::lower_bound(hashes.begin(), hashes.end(), name_hash(without_flags(entry.name)));
        const auto place = static_cast<std::size_t>(found - hashes.begin());
        const bool is_known = found != hashes.end() && *found == name_hash(without_flags(entry.name)) && !taken[place];
        if (is_known)
          taken[place] = true;
        else
          extra(entry, directory + "/" + entry.name);
      }
    }
  }
}

// What is there in the place of something that should be.
bool TreeCheck::expect(const Entry& entry, EntryKind kind, const std::string& path) {
  if (entry.kind == kind) return true;
  report_({.kind = entry.kind == EntryKind::link ? FindingKind::symbolic_link
                   : kind == EntryKind::file     ? FindingKind::not_a_file
                                                 : FindingKind::extra_file,
           .file = path});
  return false;
}

void TreeCheck::extra(const Entry& entry, const std::string& path) {
  FindingKind kind = FindingKind::not_a_file;
  switch (entry.kind) {
    case EntryKind::file:
      kind = FindingKind::extra_file;
      break;
    case EntryKind::directory:
      kind = FindingKind::extra_directory;
      break;
    case EntryKind::link:
      kind = FindingKind::symbolic_link;
      break;
    case EntryKind::other:
      break;
  }
  report_({.kind = kind, .file = path});
}

}  // namespace stages::verify
