// The mail of one dump as a directory of mbox files, one per folder, named after it.
#pragma once

#include <cstdint>
#include <list>
#include <string>
#include <unordered_map>

#include "formats/mailbox/folder_names.h"
#include "stages/write/mail_store.h"
#include "stages/write/mbox_writer.h"
#include "stages/write/output_file.h"

namespace stages {

/// Behind the name of a folder.
inline constexpr const char* mbox_ending = ".mbox";

class MboxTree : public MailStore {
 public:
  /// More folders than this are closed and opened again as mail comes for them.
  static constexpr std::size_t most_open = 32;

  /// Creates `directory`, which must not exist. With `digests`, last() has those of the message.
  explicit MboxTree(std::string directory, bool digests = false);

  void add(const MailPiece& piece) override;
  /// Leaves at least an empty inbox: a mailbox without messages is a mailbox.
  void finish() override;
  [[nodiscard]] Placed last() const override;
  [[nodiscard]] std::uint64_t bytes() const override { return bytes_; }

 private:
  struct Folder {
    Folder(std::string on_disk, std::string path, bool append, bool digests);
    std::string name;  // on disk
    OutputFile file;
    MboxWriter writer;
  };

  Folder& open(const std::string& folder);
  void close(Folder& folder);

  std::string directory_;
  bool digests_;
  std::list<Folder> open_;  // the one used last in front
  std::string last_;        // its folder as the mail calls it
  formats::mailbox::FolderNames names_{formats::mailbox::FolderNames::Style::plain};
  std::unordered_map<std::string, std::uint64_t> closed_;  // bytes in folders that were opened before
  std::uint64_t bytes_ = 0;
};

}  // namespace stages
