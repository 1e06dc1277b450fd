// Checksums that somebody left beside the dumps: which dump each of them is of, whether the dump still has it, and
// which of them are of nothing that is there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/hash/checksum_list.h"
#include "pipeline/cancel.h"

namespace stages {

struct InputChecksum {
  std::string list;  // the file it stands in, below the INPUT that led to the dump
  formats::hash::DigestKind kind{};
  std::string wanted;
  std::string found;
  std::string listed_as;  // the name in the list where it is not the dump's own, by case or by its directory

  [[nodiscard]] bool matches() const { return wanted == found; }
};

/// An entry of a list that is of no dump of the run.
struct UnmatchedChecksum {
  enum class Why : std::uint8_t {
    absent,     // there is no such file
    ambiguous,  // it could be one of several, or several entries could be of the same file
    no_export,  // there is such a file, but it is no export (or a list itself)
    unread,     // there is such a file, but it cannot be read
    itself,     // it is of the list that it stands in, of which no list can have the checksum
    elsewhere,  // it is of a place that nobody asked about
  };
  Why why{};
  std::string file;  // as the list names it
  formats::hash::DigestKind kind{};
  std::string wanted;
  std::string found;  // of a file that is no export

  /// Somebody kept a file's checksum, and there is no such file or it is another now.
  [[nodiscard]] bool is_fault() const {
    return why == Why::absent || why == Why::ambiguous || (why == Why::no_export && found != wanted);
  }
};

/// "absent" and the like, for programs.
[[nodiscard]] std::string_view name_of(UnmatchedChecksum::Why why);

/// What one list says, but for what it says of dumps.
struct ChecksumList {
  /// More entries than this are counted only.
  static constexpr std::size_t most_listed = 1000;

  std::string file;  // below its INPUT
  std::size_t input = 0;
  std::string sha256;                                      // of the list; empty where it was too large to be read
  std::uint64_t checksums = 0;                             // all that it holds
  std::uint64_t of_exports = 0;                            // of dumps of the run
  std::uint64_t strange_lines = 0;                         // neither checksums nor comments
  std::map<UnmatchedChecksum::Why, std::uint64_t> counts;  // of the other checksums
  std::uint64_t faults = 0;                                // how many of these are
  std::vector<UnmatchedChecksum> unmatched;  // faults first, each as they come in the list; not those of elsewhere

  [[nodiscard]] std::uint64_t count(UnmatchedChecksum::Why why) const;
};

/// Lists are looked for in the directories of the dumps and, where INPUT is a directory, everywhere below it:
/// `<dump>.md5`, `<dump>.sha256` and so on, and lists of a directory such as SHA256SUMS, md5sum.txt, checksums.sha1.
/// Names in a list are below the list's own directory, or what is left of them when components at their front are taken
/// away; where nothing has such a name, a single file that has it but for case. A file that an entry names exactly is
/// not taken for another entry's.
class InputChecksums {
 public:
  /// A file that the run found.
  struct File {
    std::string path;
    std::string name;  // below its INPUT
    std::size_t input = 0;
  };
  struct Inputs {
    std::vector<std::string> directories;  // by INPUT: its path where it is a directory, else empty
    std::vector<File> dumps;
    std::vector<File> others;  // in directories
  };

  /// Reads the lists, but none of what they list. A list that cannot be read is none.
  explicit InputChecksums(const Inputs& inputs);

  /// Checks the files of the lists that are no exports. Throws pipeline::Cancelled.
  void check_others(pipeline::Cancel& cancel);

  /// Checks a dump against every list that has it, in the order of the lists' names. Throws InputError when the file
  /// cannot be read. Safe from several threads.
  [[nodiscard]] std::vector<InputChecksum> check(std::size_t dump) const;

  /// In the order of the INPUTs and of the lists' names.
  [[nodiscard]] std::span<const ChecksumList> lists() const { return lists_; }

 private:
  struct Dump {
    std::string path;
    std::vector<InputChecksum> checksums;
  };

  std::vector<Dump> dumps_;
  std::vector<ChecksumList> lists_;
  std::vector<std::vector<std::string>> others_;  // by list, for each of its unmatched: where the file is, if it is
};

}  // namespace stages
