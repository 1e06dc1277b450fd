// The mail of one dump as a directory of folders, each message a file "000123.eml" with lines ended by CRLF.
#pragma once

#include <string>
#include <unordered_set>

#include "formats/mailbox/folder_names.h"
#include "stages/write/message_tree.h"

namespace stages {

class EmlTree : public MessageTree {
 public:
  /// Creates `directory`, which must not exist. With `digests`, last() has those of the message.
  explicit EmlTree(const std::string& directory, bool digests = false);

 private:
  std::string make_folder(const std::string& folder) override;
  [[nodiscard]] Directory open_folder(const std::string& made) const override { return root_.at(made); }
  [[nodiscard]] std::string path_of(const std::string& made) const override { return made; }
  [[nodiscard]] const Directory& workshop() const override { return root_; }
  void append_name(std::string& out, const Written& message) const override;

  Directory root_;
  formats::mailbox::FolderNames names_{formats::mailbox::FolderNames::Style::plain};
  std::unordered_set<std::string> made_;  // on disk: several spellings of the inbox are one folder
};

}  // namespace stages
