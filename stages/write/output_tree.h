// The directory that a run leaves behind. Each dump's part is built aside and put in its place when it is whole, in the
// order of the inputs.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace stages {

/// Names at the top of the tree that no account may take: what stands beside the mail, now or in later versions.
[[nodiscard]] std::span<const std::string_view> reserved_account_names();

class OutputTree {
 public:
  /// Creates `directory`, or takes an empty one. Throws OutputRefused for one that holds anything, OutputError when
  /// it cannot be made.
  explicit OutputTree(std::string directory);

  /// Where dump number `dump` is to be built. The path does not exist yet.
  [[nodiscard]] std::string part(std::size_t dump) const;

  /// Puts the finished part of dump number `dump` in place as (or behind) the mail of `account` (UTF-8). Must be called
  /// in the order of the inputs: that is the order of messages when several dumps belong to one account.
  void place(std::size_t dump, std::string_view account);

  /// Removes what was only needed to build, and writes `facts` (JSON) as run.json, which marks the tree as ours.
  void finish(std::string_view facts);

 private:
  std::string directory_;
};

}  // namespace stages
