// Walks through a result, in the order of names, and holds what is there against what the manifest says: nothing more,
// nothing less, and no links. Memory grows with the entries of one directory that are no messages.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stages/verify/directory_entries.h"
#include "stages/verify/finding.h"
#include "stages/verify/inventory.h"
#include "stages/verify/result_files.h"

namespace stages::verify {

/// What a result consists of.
struct ResultPlan {
  std::set<std::string> records;   // files beside the mail, below the directory
  std::set<std::string> accounts;  // directories at the top, or below data/ in a bag
  bool bag = false;
  bool maildir = false;
};

class TreeCheck {
 public:
  using Report = std::function<void(const Finding&)>;

  /// All must outlive this object.
  TreeCheck(const std::string& directory, const ResultPlan& plan, const Inventory& inventory, Report report)
      : files_(directory), plan_(plan), inventory_(inventory), report_(std::move(report)) {}

  /// Reads the manifest once more if files of messages are there that it does not name, to say which: 8 bytes for each
  /// message of their directories.
  void run();

  [[nodiscard]] std::uint64_t files() const { return seen_; }

 private:
  struct Entry {
    std::string name;
    EntryKind kind{};
  };

  [[nodiscard]] std::vector<Entry> entries(const std::string& path);
  void check_payload(std::set<std::string>& gone);
  void check_records(const std::string& directory);
  void check_account(const std::string& account);
  void check_end(const std::string& path);
  void check_message_directory(const std::string& path);
  void check_maildir(const std::string& path);
  void check_maildir_folder(const std::string& path, bool is_root);
  void check_subscriptions(const std::string& maildir, const std::set<std::string>& folders);
  void add_names(const std::string& path, NameSum& names);
  void name_the_extra_ones();
  [[nodiscard]] bool expect(const Entry& entry, EntryKind kind, const std::string& path);
  void extra(const Entry& entry, const std::string& path);
  void missing(const std::string& path) { report_({.kind = FindingKind::missing, .file = path}); }

  ResultFiles files_;
  const ResultPlan& plan_;
  const Inventory& inventory_;
  Report report_;
  bool served_ = false;                // the Maildir at hand, by a server
  std::vector<std::string> puzzling_;  // directories whose names are not those of the manifest
  std::uint64_t seen_ = 0;
};

}  // namespace stages::verify
