#include "formats/mailbox/folder_names.h"

#include "formats/ascii.h"
#include "formats/mailbox/file_name.h"

namespace formats::mailbox {

bool is_inbox(std::string_view folder) { return equal_without_case(folder, "inbox"); }

const std::string& FolderNames::on_disk(const std::string& folder) {
  const auto [known, added] = known_.try_emplace(folder);
  if (added) {
    if (is_inbox(folder))
      known->second = distinct_.distinct(style_ == Style::plain ? "Inbox" : "INBOX");
    else
      known->second =
          distinct_.distinct(style_ == Style::plain ? escape_file_name(folder) : escape_maildir_folder(folder));
  }
  return known->second;
}

}  // namespace formats::mailbox
