// What verify finds: faults, and notes that are none. Values only; tools/ccmail2mbox/finding_text puts them into words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace stages::verify {

enum class FindingKind : std::uint8_t {
  // the directory and the files that tell about it
  unfinished,     ///< there is no run.json: the run was interrupted
  malformed,      ///< a file is not what it should be; `what` says why
  missing,        ///< a file or directory is not there
  unreadable,     ///< `what`: the operating system's reason
  symbolic_link,  ///< where a file or directory should be, or beside them
  not_a_file,     ///< a pipe, a device, or a directory where a file should be
  extra_file,
  extra_directory,
  not_listed,      ///< SHA256SUMS does not name it
  checksum,        ///< SHA-256: wanted, found
  root_checksum,   ///< SHA-256 of SHA256SUMS is not the one in run.json: wanted, found
  totals_differ,   ///< of report.json and manifest: `what`, wanted (report), found
  ledger_is_open,  ///< of report.json: numbers that do not add up; `what`, wanted, found
  // the mail against the manifest, byte for byte
  manifest_line,        ///< is not what a line of the manifest is; `what` says why
  unsafe_path,          ///< the manifest names a file outside of the directory: `what`
  message_changed,      ///< its bytes have another hash: wanted, found
  messages_changed,     ///< `count` more behind it, without one between that is as it was; `what`: offset of the last
  cut_short,            ///< the file ends before the message does; `count` bytes are missing
  bytes_between,        ///< `count` bytes between messages belong to none
  overlap,              ///< two messages share `count` bytes
  bytes_behind,         ///< `count` bytes behind the last message
  no_valid_bag,         ///< a server changed what the bag's payload manifest lists
  subscriptions_wrong,  ///< not those of the folders, and no server has served the Maildir
  listed_twice,         ///< the manifest has more messages in this directory than it has names
  // the mail itself against the manifest
  mail_differs,       ///< `what` is not what the manifest says: wanted, found
  text_not_raw,       ///< encoded back, the text of item `count` is not the raw bytes: wanted, found (SHA-256)
  container_not_raw,  ///< put together again, the Mac container of item `count` is not the raw bytes
  // the inputs
  input_changed,  ///< `what` of an input: wanted, found
  item_changed,   ///< `what` of an item in the input: wanted, found
  // notes
  served,       ///< a server gave `count` messages of a folder other flags
  server_file,  ///< a server's own file
  server_directory,
  subscriptions_changed,
  input_gone,          ///< an input is no longer there; `count` exports of it could not be compared
  input_not_unpacked,  ///< nor can items be compared with it, for `what`
  text_not_listed,     ///< a text with too many substitutions to list: not encoded back; `count` of them
};

[[nodiscard]] constexpr bool is_note(FindingKind kind) { return kind >= FindingKind::served; }

[[nodiscard]] constexpr bool is_of_a_server(FindingKind kind) {
  return kind >= FindingKind::served && kind <= FindingKind::subscriptions_changed;
}

struct Finding {
  FindingKind kind{};
  std::string file = {};                     // below the directory of the result, or an input's path
  std::optional<std::uint64_t> offset = {};  // in it, in bytes
  std::uint64_t count = 0;
  std::string what = {};
  std::string wanted = {};
  std::string found = {};

  bool operator==(const Finding&) const = default;
};

/// As pipeline's batches count it.
inline std::size_t weight(const Finding& finding) {
  return sizeof finding + finding.file.size() + finding.what.size() + finding.wanted.size() + finding.found.size();
}

}  // namespace stages::verify
