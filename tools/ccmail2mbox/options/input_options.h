// The options that every command takes which reads dumps: which ones, and how they are to be read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/ccmail2mbox/options/reading.h"
#include "tools/ccmail2mbox/options/settings_file.h"

namespace CLI {
class App;
}

namespace tools {

/// A dump that the settings tell about.
struct DumpEntry {
  DumpSettings settings;
  Reading reading;
};

struct InputOptions {
  std::vector<std::string> inputs;
  std::string labels;              // the file of --labels; empty for none
  std::string settings;            // the file of --settings; empty for none
  Reading reading;                 // of each dump that is not among `entries`
  std::vector<DumpEntry> entries;  // in the order of the settings
};

/// Adds its options to the app of a command, and once that is parsed, settles what they mean.
class InputGroup {
 public:
  /// `options` must outlive it, as in all of these groups.
  explicit InputGroup(InputOptions& options) : options_(options) {}
  /// INPUT and how it is to be read.
  void add_to(CLI::App& app);
  /// The latter alone.
  void add_reading_to(CLI::App& app);
  /// The mistake, if there is one.
  [[nodiscard]] std::optional<std::string> settle();

 private:
  InputOptions& options_;
  [[nodiscard]] std::optional<std::string> hear(Told& told) const;

  std::string code_page_;  // empty: not told
  std::string date_order_;
  std::string zone_;
  std::string files_;
};

}  // namespace tools
