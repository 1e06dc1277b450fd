// The title of a file item: a file name with, mostly, the file's date glued behind it (docs/format.md, 5).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "formats/ccmail/date.h"

namespace formats::ccmail {

/// A title taken apart. The date follows the locale of the sender's client (Q192700), not that of the dump.
struct FileTitle {
  std::string name;               ///< trimmed of blanks; empty where the title names nothing
  std::string date_text;          ///< what was cut, as it stood; empty when nothing was
  std::optional<WallClock> date;  ///< only where every possible order means the same day

  bool operator==(const FileTitle&) const = default;
};

/// Parses `title` (UTF-8) from the right: a date and perhaps a time behind the last blanks, valid in any order, is
/// cut, ambiguous or not (`Abc.wk4 5/6/97 3:10PM`, Q166610). A bare name stays whole (Q195203). A title that is nothing
/// but a date has lost its name (Q237886) where it holds a slash or a colon, which no name of DOS or Windows can;
/// otherwise (`5-6-97`) it is the name. Known limit: a name that truly ends in " 5/6/97", as Mac names may, loses it
/// here.
[[nodiscard]] FileTitle parse_file_title(std::string_view title);

}  // namespace formats::ccmail
