// ccmail2mbox: converts Lotus cc:Mail exports to mail that any modern program reads.
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <variant>

#include "pipeline/cancel.h"
#include "stages/output_error.h"
#include "stages/output_refused.h"
#include "stages/write/output_tree.h"
#include "tools/ccmail2mbox/commands/command.h"
#include "tools/ccmail2mbox/conversion/convert.h"
#include "tools/ccmail2mbox/dumps/account_selection.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/options.h"
#include "tools/ccmail2mbox/options/output_place.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"
#include "tools/ccmail2mbox/terminal/remedy.h"
#include "tools/ccmail2mbox/terminal/signals.h"
#include "tools/ccmail2mbox/terminal/standard_streams.h"
#include "tools/ccmail2mbox/terminal/summary.h"
#include "tools/ccmail2mbox/terminal/terminal.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace {

// What a run that could not finish leaves, and what to do about it.
std::string unfinished(const tools::Options& options) {
  if (options.dry_run) return "nothing was written";
  if (options.output.empty()) return "the output is not complete";
  return tools::printable(options.output) + " is not complete; the same command with --resume goes on";
}

void print(const std::string& text) { std::fputs(text.c_str(), stderr); }

int run(const tools::Options& options, const tools::StandardStreams& streams) {
  const tools::Terminal terminal = tools::terminal_of_errors(options.colour);
  const auto print_error = [&](const std::string& lines) { print(terminal.errors(lines)); };
  const bool to_standard_output = options.output.empty() && !options.dry_run;
  if (to_standard_output && !streams.output) {
    print_error("ccmail2mbox: standard output is closed; send the mail to a file or a program, or use --output DIR\n");
    return tools::exit_output;
  }
  if (!streams.input && std::count(options.inputs.begin(), options.inputs.end(), "-") > 0) {
    print_error("ccmail2mbox: standard input is closed; name a file instead of -\n");
    return tools::exit_input;
  }
  if (to_standard_output && ::isatty(STDOUT_FILENO) == 1) {
    print_error("ccmail2mbox: mail does not go to a terminal; use --output DIR, or send it to a file or a program\n");
    return tools::exit_usage;
  }
  if (const auto mistake = tools::misplaced_output(options)) {
    print_error("ccmail2mbox: " + *mistake + "\n");
    return tools::exit_usage;
  }
  pipeline::Cancel cancel;
  const std::string interruption = "ccmail2mbox: interrupted; " + unfinished(options) + "\n";
  const tools::Signals signals(cancel, interruption);
  const auto interrupted = [&] {
    return signals.received() == SIGTERM ? tools::exit_terminated : tools::exit_interrupted;
  };
  try {
    tools::FoundDumps found = tools::find_dumps(options, cancel);
    if (const auto mistake = tools::select_accounts(found, options.accounts)) {
      print_error("ccmail2mbox: " + tools::printable(*mistake) + "\n");
      return tools::exit_usage;
    }
    const tools::RunResult result = tools::convert(options, found, cancel);
    if (result.earlier_status) {
      if (!options.quiet)
        print_error("ccmail2mbox: " + tools::printable(options.output) +
                    ": that run has finished; nothing is left to do\n");
      return *result.earlier_status;
    }
    print_error(tools::errors_of(found, result));
    if (!options.quiet) print(tools::summary_of(options, found, result, terminal));
    if (options.stats) print(tools::stats_of(result));
    return tools::exit_code_of(options, found, result);
  } catch (const pipeline::Cancelled&) {
    print_error(interruption);
    return interrupted();
  } catch (const stages::OutputRefused& error) {
    print_error(std::string("ccmail2mbox: ") + error.what() + "\n");
    return tools::exit_usage;
  } catch (const stages::OutputError& error) {
    if (signals.received() != 0) {
      print_error(interruption);
      return interrupted();
    }
    const bool begun = options.output.empty() || stages::holds_unfinished_run(options.output);
    // The reader of a pipe had enough (`| head -1`): that is its right, and no news to it.
    if (error.error() != EPIPE)
      print_error(std::string("ccmail2mbox: ") + tools::printable(error.what()) +
                  tools::remedy_of(error.error(), tools::Side::output) +
                  "\nccmail2mbox: " + (begun ? unfinished(options) : "nothing was written") + "\n");
    return tools::exit_output;
  }
}

// Blocks of a quarter of a megabyte come and go all the time. Left alone, glibc gives each back to the system, which
// clears it again for the next: a tenth of the time of a run (docs/performance.md).
void keep_freed_memory() {
  constexpr int larger_than_any_block = 8 << 20;
  ::mallopt(M_MMAP_THRESHOLD, larger_than_any_block);
  ::mallopt(M_TRIM_THRESHOLD, 2 * larger_than_any_block);
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
  try {
    const tools::StandardStreams streams = tools::secure_standard_streams();
    if (const tools::Command* const command = tools::command_named(argc > 1 ? argv[1] : ""))
      return command->run(argc - 1, argv + 1, streams);
    const auto read = tools::read_options(argc, argv);
    if (const auto* answer = std::get_if<tools::Answer>(&read)) return tools::print(*answer);
    return run(std::get<tools::Options>(read), streams);
  } catch (const tools::SettingsMistake& error) {
    print("ccmail2mbox: --settings: " + tools::printable(error.what()) + "\n");
    return tools::exit_usage;
  } catch (const std::exception& error) {
    print(std::string("ccmail2mbox: ") + error.what() + "\n");
    return tools::exit_ledger;
  }
}
