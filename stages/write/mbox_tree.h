// The mail of one dump as a directory of mbox files, one per folder, named after it.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>

#include "stages/write/mail_store.h"
#include "stages/write/mbox_writer.h"
#include "stages/write/output_file.h"

namespace stages {

class MboxTree : public MailStore {
 public:
  /// More folders than this are closed and opened again as mail comes for them.
  static constexpr std::size_t most_open = 32;

  /// Creates `directory`, which must not exist.
  explicit MboxTree(std::string directory);

  void add(const MailPiece& piece) override;
  /// Leaves at least an empty inbox: a mailbox without messages is a mailbox.
  void finish() override;
  [[nodiscard]] std::uint64_t bytes() const override { return bytes_; }

 private:
  struct Folder {
    Folder(std::string folder, std::string path, bool append);
    std::string name;
    OutputFile file;
    MboxWriter writer;
  };

  Folder& open(const std::string& name);
  void close(Folder& folder);

  std::string directory_;
  std::list<Folder> open_;  // the one used last in front
  std::unordered_map<std::string, bool> created_;
  std::uint64_t bytes_ = 0;
};

}  // namespace stages
