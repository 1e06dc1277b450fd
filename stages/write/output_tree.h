// The directory that a run leaves behind. Each dump's part is built aside; an account appears under its final name when
// all of its parts are whole and together.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stages/write/mail_format.h"

namespace stages {

/// The directory of each account (UTF-8 or any bytes) at the top of the tree, in the same order: escaped, none of the
/// names of what else stands there, and distinct even where case does not count. The same account is the same
/// directory.
[[nodiscard]] std::vector<std::string> account_directories(std::span<const std::string> accounts);

class OutputTree {
 public:
  /// Creates `directory`, or takes an empty one. Throws OutputRefused for one that holds anything, OutputError when
  /// it cannot be made.
  OutputTree(std::string directory, MailFormat format);

  /// Where dump number `dump` is to be built. The path does not exist yet.
  [[nodiscard]] std::string part(std::size_t dump) const;

  /// Puts the finished parts of the dumps of one account together, in this order, and only then gives the result its
  /// final name, `directory` (one of account_directories). Safe from several threads for several accounts.
  void place(std::span<const std::size_t> dumps, std::string_view directory);

  /// Removes what was only needed to build, and writes `facts` (JSON) as run.json, which marks the tree as ours.
  void finish(std::string_view facts);

 private:
  std::string directory_;
  MailFormat format_;
};

}  // namespace stages
