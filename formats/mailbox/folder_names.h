// What the folders of one mailbox are called on disk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "formats/mailbox/distinct_names.h"

namespace formats::mailbox {

/// "INBOX" in any case is one and the same folder (RFC 9051, 5.1).
[[nodiscard]] bool is_inbox(std::string_view folder);

class FolderNames {
 public:
  enum class Style : std::uint8_t { plain, maildir };

  explicit FolderNames(Style style) : style_(style) {}

  /// The name on disk of `folder` (UTF-8), valid as long as this object: by escape_file_name or escape_maildir_folder,
  /// without the dot, and distinct. The inbox is "Inbox", in a Maildir "INBOX".
  [[nodiscard]] const std::string& on_disk(const std::string& folder);

 private:
  Style style_;
  DistinctNames distinct_;
  std::unordered_map<std::string, std::string> known_;
};

}  // namespace formats::mailbox
