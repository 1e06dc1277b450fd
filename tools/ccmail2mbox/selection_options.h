// The options that say which of the messages are converted.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tools {

struct SelectionOptions {
  std::vector<std::string> skip_folders;
};

class SelectionGroup {
 public:
  explicit SelectionGroup(SelectionOptions& options) : options_(options) {}
  void add_to(CLI::App& app);
  [[nodiscard]] std::optional<std::string> settle();

 private:
  SelectionOptions& options_;
};

}  // namespace tools
