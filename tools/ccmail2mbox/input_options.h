// The options that every command takes which reads dumps: which ones, and how they are to be read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/ccmail2mbox/reading.h"

namespace CLI {
class App;
}

namespace tools {

struct InputOptions {
  std::vector<std::string> inputs;
  std::string labels;  // the file that some of the words come from; empty for none
  Reading reading;     // as the command line tells it
};

/// Adds its options to the app of a command, and once that is parsed, settles what they mean.
class InputGroup {
 public:
  /// `options` must outlive it, as in all of these groups.
  explicit InputGroup(InputOptions& options) : options_(options) {}
  void add_to(CLI::App& app);
  /// The mistake, if there is one.
  [[nodiscard]] std::optional<std::string> settle();

 private:
  InputOptions& options_;
  std::string code_page_ = "auto";
  std::string date_order_ = "auto";
  std::string zone_;
  std::string files_ = "auto";
};

}  // namespace tools
