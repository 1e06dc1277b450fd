// Puts the parts of several dumps together to the mail of one account.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "formats/mailbox/distinct_names.h"
#include "stages/write/mail_format.h"
#include "stages/write/relocation.h"

namespace stages {

/// Adds part after part, as if all had been one dump: folders of the same name become one, numbers of messages count
/// on. Names are read off the disk, so parts may come from another run. The parts stay as they are, so that a run that
/// was killed here can do it again.
class Join {
 public:
  /// Creates `directory`, which must not exist.
  Join(MailFormat format, const std::string& directory);

  /// Puts all mail of the directory `part` behind what is there, and tells where it went. Messages that are files are
  /// linked where the file system can, else copied, as mboxes are. Throws OutputError.
  [[nodiscard]] Relocation add(const std::string& part);
  /// After the last part.
  void finish();

 private:
  void add_mboxes(const std::filesystem::path& part, Relocation& relocation);
  void add_folders(const std::filesystem::path& part, Relocation& relocation);
  void add_messages(const std::filesystem::path& part, const std::filesystem::path& from,
                    const std::filesystem::path& to, std::uint64_t before, Relocation& relocation);
  void make_folder(const std::string& name) const;

  MailFormat format_;
  std::filesystem::path into_;
  formats::mailbox::DistinctNames names_;
  std::uint64_t messages_ = 0;  // the highest number so far
};

}  // namespace stages
