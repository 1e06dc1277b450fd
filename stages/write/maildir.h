// The mail of one dump as a directory that holds a Maildir++: what Dovecot, Courier and most mail programs open.
#pragma once

#include <set>
#include <string>

#include "formats/mailbox/folder_names.h"
#include "stages/write/message_tree.h"

namespace stages {

/// The Maildir in the directory of an account.
inline constexpr const char* maildir_name = "Maildir";
/// The names of all folders, one a line, as Dovecot reads it.
inline constexpr const char* subscriptions_name = "subscriptions";

class Maildir : public MessageTree {
 public:
  /// Creates `directory`, which must not exist, and the Maildir in it. With `digests`, last() has those of the message.
  explicit Maildir(const std::string& directory, bool digests = false);

  /// Writes the subscriptions.
  void finish() override;

 private:
  Maildir(const Directory& account, bool digests);

  std::string make_folder(const std::string& folder) override;
  [[nodiscard]] Directory open_folder(const std::string& made) const override { return root_.at(made); }
  [[nodiscard]] std::string path_of(const std::string& made) const override;
  [[nodiscard]] const Directory& workshop() const override { return tmp_; }
  void append_name(std::string& out, const Written& message) const override;

  Directory root_;
  Directory tmp_;
  formats::mailbox::FolderNames names_{formats::mailbox::FolderNames::Style::maildir};
  std::set<std::string> made_;  // on disk
};

/// Makes a Maildir that is empty in the directory of an account, and opens it.
[[nodiscard]] Directory create_maildir(const Directory& account);

/// Makes the folder `name` (on disk, without its dot), which must not exist.
void make_maildir_folder(const Directory& maildir, const std::string& name);

/// Writes the file that tells a server which folders to show: the inbox first, the others in byte order. `folders` are
/// names on disk without their dot.
void write_subscriptions(const Directory& maildir, const std::set<std::string>& folders);

}  // namespace stages
