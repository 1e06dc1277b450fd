// The options that say which of the messages are converted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stages/selection.h"

namespace CLI {
class App;
}

namespace tools {

struct SelectionOptions {
  stages::Selection selection;        // of each dump
  std::vector<std::string> accounts;  // empty: all
  std::string since;                  // as typed, "1998-01-31"; empty: from the first
  std::string until;                  // likewise
};

class SelectionGroup {
 public:
  explicit SelectionGroup(SelectionOptions& options) : options_(options) {}
  void add_to(CLI::App& app);
  [[nodiscard]] std::optional<std::string> settle();

 private:
  SelectionOptions& options_;
  std::uint64_t limit_ = 0;  // 0: none
};

}  // namespace tools
