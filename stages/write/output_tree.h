// The directory that a run leaves behind. Each dump's part is built aside; an account appears under its final name when
// all of its parts are whole and together. A run that was killed can be resumed: whatever is whole is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "stages/report/dump_report.h"
#include "stages/write/directory.h"
#include "stages/write/mail_format.h"
#include "stages/write/records.h"

namespace stages {

/// What to do with a directory that an earlier run left.
enum class Earlier : std::uint8_t {
  refuse,
  resume,   ///< keep what is whole, when the plan is the same
  replace,  ///< put the new result in its place
};

/// Whether `directory` holds a run that --resume could go on with.
[[nodiscard]] bool holds_unfinished_run(const std::string& directory);

class OutputTree {
 public:
  /// Creates `directory`, or takes an empty one, or one of an earlier run as `earlier` says. `plan` (JSON) is all that
  /// the bytes of the result depend on, with the list `accounts` of account_directories; a run is resumed only with the
  /// very same. Throws OutputRefused with the reason, OutputError when the directory cannot be made.
  OutputTree(std::string directory, MailFormat format, Earlier earlier, std::string_view plan);

  /// True when an earlier run with the same plan came to its end: there is nothing left to do.
  [[nodiscard]] bool is_finished() const { return finished_; }
  /// What run.json says of that run.
  [[nodiscard]] std::string earlier_facts() const;

  /// A part that is being built.
  struct Part {
    std::unique_ptr<MailStore> store;
    std::unique_ptr<Records> records;
  };

  /// Begins the part of dump number `dump`.
  [[nodiscard]] Part begin(std::size_t dump, const DumpName& name, bool digests = false) const;
  /// The part is whole: its mail and records are finished, and this is what became of it.
  void commit(std::size_t dump, const DumpResult& result) const;
  /// What became of a dump whose part is whole since an earlier run.
  [[nodiscard]] std::optional<DumpResult> whole(std::size_t dump) const;
  /// The part is as if it had never been built. All parts of an account are forgotten together.
  void forget(std::size_t dump) const;

  /// Puts the whole parts of the dumps of one account together, in this order, and only then gives the result its
  /// final name, `account` (one of account_directories). Safe from several threads for several accounts. With
  /// `lacking`, the account has dumps that could not be converted: a run that is resumed forgets these parts, so that
  /// it can try again.
  void place(std::span<const std::size_t> dumps, const std::string& account, bool lacking = false) const;

  /// Where the files that tell about the run are built.
  [[nodiscard]] std::filesystem::path workshop() const;
  /// The directory of a part that is whole, with its records.
  [[nodiscard]] std::filesystem::path part(std::size_t dump) const;
  /// The manifest of a part whose account is in place. Paths in it are below the directory of the account.
  [[nodiscard]] std::filesystem::path manifest_of(std::size_t dump) const;

  /// Where something that goes beside the accounts is built, to be put in place by put_beside(). Empty.
  [[nodiscard]] std::filesystem::path beside() const;
  /// Gives what was built in beside() its final name.
  void put_beside(const std::string& name) const;

  /// Takes what a run that is replaced had put in place and `names` does not name out of the tree.
  void keep_only(std::span<const std::string> names) const;

  /// Gives the files in workshop() their final names and does keep_only(), then removes what was only needed to build.
  /// `facts` (JSON) becomes run.json, which marks the tree as ours and finished.
  void finish(std::span<const std::string> names, std::string_view facts) const;

 private:
  void lock();
  void take_earlier(Earlier earlier, std::string_view plan);
  void begin_replacing() const;
  void begin_plan(std::string_view plan) const;
  void forget_lacking() const;
  [[nodiscard]] std::filesystem::path parts() const;
  [[nodiscard]] std::filesystem::path building(std::size_t dump) const;
  void put(const std::filesystem::path& from, const std::string& name) const;
  void set_aside(const std::string& name) const;
  void set_aside_what_was_told() const;

  std::filesystem::path directory_;
  MailFormat format_;
  std::optional<Directory> lock_;  // on the parts, for as long as this run is at work
  bool finished_ = false;
  bool takes_over_ = false;  // what stands under a final name is ours, and may be old
  mutable std::once_flag telling_;
};

}  // namespace stages
