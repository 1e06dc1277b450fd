// Names as DOS has them: at most eight characters, a dot, at most three (MS-DOS, FAT). EXPORT's output path must be
// made of such names (Q194869, Q229314).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formats::ccmail {

/// Why `path` cannot be a path of 8.3 names, as in "'Messages' has more than 8 characters"; empty where it can. The
/// path may begin with a drive ("C:") and has `\` or `/` between its names; "." and ".." are names.
[[nodiscard]] std::optional<std::string> fault_of_dos_path(std::string_view path);

/// A name that says whose mailbox a file holds, and that no other number gets: the letters and digits of `user`
/// (UTF-8), in capitals and without accents, cut so that with `number` in at least three digits they are eight
/// characters, and
/// ".CCM". Where `user` has none, "USER" stands for it.
[[nodiscard]] std::string dump_name_of(std::string_view user, unsigned number);

}  // namespace formats::ccmail
