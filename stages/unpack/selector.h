// Decides which messages of one dump are converted. It sees them in their order, so that it can count.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "formats/text/code_page.h"
#include "stages/piece.h"
#include "stages/selection.h"

namespace stages {

class Selector {
 public:
  explicit Selector(Selection selection);

  /// Marks `message`, whose head is parsed and whose date is read, when it is to be left out. Folders are tested first,
  /// then the date, then the limit. A date that cannot be read is between any two.
  void mark(Message& message, formats::text::CodePage page);

 private:
  [[nodiscard]] Skip by_folder(const Message& message, formats::text::CodePage page);
  [[nodiscard]] Skip by_date(const Message& message) const;

  Selection selection_;
  std::vector<std::string> skip_folders_;           // in lower case
  std::vector<std::string> folders_;                // likewise
  std::map<std::string, Skip, std::less<>> known_;  // by the bytes of the names of folders
  std::optional<formats::text::CodePage> page_;     // of these
  std::uint64_t chosen_ = 0;
  std::string joined_;
};

}  // namespace stages
