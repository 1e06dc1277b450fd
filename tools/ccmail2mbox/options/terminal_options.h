// The options that say what the person sees of the work, and how much of the machine it takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace tools {

enum class ColourMode : std::uint8_t { automatic, always, never };

enum class ProgressMode : std::uint8_t { automatic, always, never };

struct TerminalOptions {
  std::size_t jobs = 1;
  ProgressMode progress = ProgressMode::automatic;
  ColourMode colour = ColourMode::automatic;
  bool quiet = false;
  bool verbose = false;
  bool stats = false;
  bool strict = false;
};

class TerminalGroup {
 public:
  explicit TerminalGroup(TerminalOptions& options) : options_(options) {}
  void add_to(CLI::App& app);
  [[nodiscard]] std::optional<std::string> settle();

 private:
  TerminalOptions& options_;
  std::string progress_ = "auto";
  std::string colour_ = "auto";
};

}  // namespace tools
