// Puts the parts of several dumps together to the mail of one account.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "formats/mailbox/distinct_names.h"
#include "stages/write/mail_format.h"

namespace stages {

/// Appends part after part to the first, as if all had been one dump: folders of the same name become one, numbers of
/// messages count on. Names are read off the disk, so parts may come from another run.
class Join {
 public:
  /// `first` is the directory of a part; what add() is given is moved into it. Nothing is touched yet.
  Join(MailFormat format, std::string first) : format_(format), into_(std::move(first)) {}

  /// Moves all mail of the directory `part` behind what is there, and removes `part`. Throws OutputError; then both
  /// directories hold mail and neither is whole.
  void add(const std::string& part);

 private:
  void look();
  void add_mboxes(const std::filesystem::path& part);
  void add_messages(const std::filesystem::path& part);
  void move_messages(const std::filesystem::path& from, const std::filesystem::path& to, std::uint64_t before);
  void make_folder(const std::string& name) const;
  void subscribe() const;

  MailFormat format_;
  std::filesystem::path into_;
  bool looked_ = false;
  formats::mailbox::DistinctNames names_;
  std::uint64_t messages_ = 0;  // the highest number so far
};

}  // namespace stages
