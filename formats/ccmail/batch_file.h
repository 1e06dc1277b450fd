// A batch file for COMMAND.COM that exports one mailbox after the other.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/user_list.h"
#include "formats/text/code_page.h"

namespace formats::ccmail {

/// What COMMAND.COM takes as one line.
inline constexpr std::size_t longest_dos_line = 127;

struct BatchSettings {
  std::string post_office;  ///< the directory of /D, as DOS names it
  std::string dumps;        ///< the directory of the dumps; empty for the one where the batch file is started
  text::CodePage page{};    ///< of the post office
  std::vector<std::string_view> resource_files;  ///< one of them must be there; none: not checked
};

struct PlannedDump {
  ListedUser user;
  std::string file;           ///< without its directory
  std::size_t password_room;  ///< characters that a line of DOS has left for the password
};

struct BatchNote {
  std::string user;
  std::string why;  ///< with the remedy
};

struct BatchFile {
  std::string bytes;  ///< in the code page, with CR LF
  std::vector<PlannedDump> dumps;
  std::vector<BatchNote> left_out;  ///< the users who are not in it
  std::vector<BatchNote> doubtful;  ///< who are in it, but need a look
};

/// The file: for each user one EXPORT with the switches of Q186740, the password in a variable of its own (P001, ...)
/// that is set in the file, the exit status looked at (0, 1, 3 and 4 are documented) and a line of EXPORT.LOG that
/// read_event_line understands. A dump that is there already is not written over. Names of dumps are unique 8.3 names
/// in the order of `users`. The two directories must be ASCII, and paths that DOS can hold (fault_of_dos_path).
[[nodiscard]] BatchFile batch_file(const std::vector<ListedUser>& users, const BatchSettings& settings);

}  // namespace formats::ccmail
