// The users of a post office, from what people have: a plain list, a table with a header (CSV), or EXPORT's directory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "formats/csv.h"

namespace formats::ccmail {

struct ListedUser {
  std::size_t line = 0;
  std::string name;         ///< "Last, First", or however it stands there
  std::string post_office;  ///< empty where none is told
};

struct UserList {
  std::vector<ListedUser> users;  ///< in their order, each name once
  std::vector<TableError> notes;  ///< what was left out, or is doubtful, by line
};

/// Reads `text` (UTF-8). It is
/// - a table where a name of its first line is one of user, name, mailbox (or last and first) and there are others,
/// such
///   as post_office (with a blank, or po): names with commas stand in quotes there;
/// - a directory export where a line begins with "Addr:" or "Name:": groups of `Label: value`, separated by empty
///   lines. Of the labels only Addr is documented; a name is taken from one that begins with "Name", a location code
///   from one that begins with "Loc". Post offices (P, p) and aliases (A, a) are no users;
/// - else a plain list: a name a line, which may end in ` at POSTOFFICE`, or be in quotes. A line that begins with "#"
///   is left out, with a note, since it may be a bulletin board.
/// An error where a table does not hold together.
[[nodiscard]] tl::expected<UserList, TableError> read_user_list(std::string_view text);

}  // namespace formats::ccmail
