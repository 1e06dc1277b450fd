#include "tools/ccmail2mbox/options/terminal_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "tools/ccmail2mbox/options/command_line.h"

namespace tools {

void TerminalGroup::add_to(CLI::App& app) {
  constexpr const char* group = "How it runs, and what it tells";
  options_.jobs = std::max(1U, std::thread::hardware_concurrency());
  app.add_option("-j,--jobs", options_.jobs, "dumps converted side by side (default: the cores)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1024}))
      ->group(group);
  offer(*app.add_option("--progress", progress_, "auto, always, never: a bar with what is left to do")
             ->type_name("WHEN")
             ->group(group),
        {"auto", "always", "never"});
  offer(*app.add_option("--color", colour_, "auto, always, never; auto: on a terminal, without NO_COLOR")
             ->type_name("WHEN")
             ->group(group),
        {"auto", "always", "never"});
  app.add_flag("-q,--quiet", options_.quiet, "errors only")->group(group);
  app.add_flag("-v,--verbose", options_.verbose, "every piece of damage and every guess")->group(group);
  app.add_flag("--strict", options_.strict, "repairs and guesses about messages also give exit status 1")->group(group);
  app.add_flag("--stats", options_.stats, "show where the time went, per stage")->group(group);
}

std::optional<std::string> TerminalGroup::settle() {
  if (auto mistake = choose<ColourMode>(
          "--color", colour_,
          {{"auto", ColourMode::automatic}, {"always", ColourMode::always}, {"never", ColourMode::never}},
          options_.colour))
    return mistake;
  return choose<ProgressMode>(
      "--progress", progress_,
      {{"auto", ProgressMode::automatic}, {"always", ProgressMode::always}, {"never", ProgressMode::never}},
      options_.progress);
}

}  // namespace tools
