// Counts the labels and headers of one dump that mean nothing to the reader: in heads, on items, and in lines that
// belong to no message, which is where a dump ends up whose `Message:` is called otherwise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "formats/ccmail/vocabulary.h"
#include "stages/piece.h"
#include "stages/unknown_labels.h"

namespace stages {

class LabelCensus {
 public:
  /// So many names are told apart, and they are not longer than this, in bytes: a bound for hostile dumps.
  static constexpr std::size_t most_names = 100;
  static constexpr std::size_t longest_name = 64;
  /// So many bytes of quarantine are looked at.
  static constexpr std::uint64_t quarantine_reach = std::uint64_t{1} << 20U;

  /// Counts the headers and items of a message whose head is parsed.
  void add(const Message& message);

  /// Counts lines that look like labels: one to three words at the start of a line and a colon, with nothing or a blank
  /// behind it. A guess: a text among the bytes may hold such lines too.
  void add(const Quarantined& quarantined, const formats::ccmail::Vocabulary& words);

  [[nodiscard]] UnknownLabels take() { return std::move(found_); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
  };

  void count(std::string_view name, std::uint64_t offset);

  UnknownLabels found_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> places_;  // by the name in lower case
  std::string key_;
  std::uint64_t quarantine_seen_ = 0;
};

}  // namespace stages
