// Messages that share their Message-ID, as a table. Found in the manifest by sorting, in bounded memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <tuple>

#include "formats/hash/sha256.h"
#include "stages/report/external_sort.h"
#include "stages/report/hashed_file.h"

namespace stages {

inline constexpr const char* duplicates_name = "duplicates.csv";
inline constexpr std::string_view duplicates_columns =
    "message_id,account,folder,dump,offset,output,output_offset,copies,scope\n";

class Duplicates {
 public:
  /// What is sorted in memory; more of it goes to a scratch file, 40 bytes for each message.
  static constexpr std::size_t memory_bytes = std::size_t{8} << 20U;

  /// Scratch files lie in `directory`. Throws OutputError, as all of these do.
  explicit Duplicates(const std::string& directory, std::size_t memory = memory_bytes);

  /// A line of the manifest that is of a message (without its LF), and where it begins there.
  void add(std::string_view line, std::uint64_t place);

  /// Writes the table, with a row for each message whose ID another one has too: in the order of the first of each ID,
  /// those of one ID together. Their lines are read again from `manifest`.
  [[nodiscard]] FileSum write(const std::string& directory, const std::filesystem::path& manifest);

 private:
  // The narrowest place in which there is another message with the same ID.
  enum class Scope : std::uint64_t { folder, account, accounts, none };
  struct Message {
    std::array<std::uint64_t, 2> id;
    std::uint64_t account;  // hashes, as the ID's
    std::uint64_t folder;
    std::uint64_t place;  // of its line
    bool operator<(const Message& other) const {
      return std::tie(id, account, folder, place) < std::tie(other.id, other.account, other.folder, other.place);
    }
    [[nodiscard]] bool same_id(const Message& other) const { return id == other.id; }
    [[nodiscard]] Scope shared_with(const Message& other) const;
  };
  struct Copy {
    std::uint64_t first;  // place of the first message with this ID
    std::uint64_t place;
    std::uint64_t copies;
    Scope scope;
    bool operator<(const Copy& other) const { return std::tie(first, place) < std::tie(other.first, other.place); }
  };

  void find_copies();
  static void append_row(std::string& out, std::string_view line, const Copy& copy);

  std::string directory_;
  formats::hash::Sha256 hash_;
  ExternalSort<Message> messages_;
  ExternalSort<Copy> copies_;
};

}  // namespace stages
