// Which post offices the mail of a dump was sent from: each may lie in a time zone of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "formats/text/code_page.h"
#include "stages/piece.h"

namespace stages {

class PostOfficeCensus {
 public:
  /// Post offices that come after so many others are not counted: a bound on memory.
  static constexpr std::size_t most_post_offices = 1024;

  explicit PostOfficeCensus(std::optional<formats::text::CodePage> page) : page_(page) {}

  /// A message behind unpack.
  void add(const Message& message);

  /// Messages by the post office of their sender (UTF-8, as first spelt), spellings that differ in case together. Those
  /// from the internet have none.
  [[nodiscard]] std::map<std::string, std::uint64_t> result() const;

 private:
  struct PostOffice {
    std::string name;
    std::uint64_t messages = 0;
  };

  std::optional<formats::text::CodePage> page_;
  std::map<std::string, PostOffice> post_offices_;        // by the name in lower case
  std::unordered_map<std::string, PostOffice*> senders_;  // as they stand; null for none
};

}  // namespace stages
