#include "tools/ccmail2mbox/commands/verify_command.h"

#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <string>
#include <system_error>
#include <thread>

#include "pipeline/cancel.h"
#include "stages/output_error.h"
#include "stages/verify/verify.h"
#include "tools/ccmail2mbox/commands/finding_text.h"
#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"
#include "tools/ccmail2mbox/terminal/signals.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

constexpr const char* name = "ccmail2mbox verify";
constexpr const char* description = "Verifies what 'ccmail2mbox --output DIR' left, byte for byte. Writes nothing.";

Manual manual() {
  Manual manual;
  manual.summary = "says whether anything in a result has changed";
  manual.examples = {{"ccmail2mbox verify mail", "every byte, every message, and the exports it came from"},
                     {"ccmail2mbox verify --quick mail", "the bytes alone, as 'sha256sum --check' would"}};
  manual.notes = {
      "Each fault is a line on standard output: file, byte offset, reason. Lines that begin with \"note: \" are no "
      "faults: what a mail server did to a Maildir, and exports that are no longer there."};
  manual.exit_status = {{"0", "no fault"},
                        {"1", "faults"},
                        {"2", "usage"},
                        {"4", "the lines cannot be written"},
                        {"130, 143", "interrupted, terminated"}};
  return manual;
}

void define(CLI::App& app, stages::verify::VerifyOptions& options) {
  options.jobs = std::max(1U, std::thread::hardware_concurrency());
  app.add_option("DIR", options.directory, "the directory that --output named")->required();
  app.add_flag("--quick", options.quick, "the bytes of the files in DIR alone, against their hashes");
  app.add_option("-j,--jobs", options.jobs, "threads that check messages (default: the cores)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1024}));
  format_help(app, manual());
}

void print_error(const std::string& text) { std::fputs(("ccmail2mbox verify: " + text + "\n").c_str(), stderr); }

void print_line(const std::string& line) {
  if (std::fwrite(line.data(), 1, line.size(), stdout) < line.size() || std::fputc('\n', stdout) == EOF)
    throw stages::OutputError("standard output", errno);
}

std::string summary(const stages::verify::Verified& verified, bool quick) {
  std::string line = counted(verified.messages, "message") + ", " + counted(verified.files, "file") + ", " +
                     counted(verified.bytes, "byte");
  if (!quick) line += ", " + counted(verified.items, "item") + ", " + counted(verified.inputs, "export");
  return line + " checked: " + (verified.faults == 0 ? "no fault" : counted(verified.faults, "fault"));
}

int verify(const stages::verify::VerifyOptions& options) {
  pipeline::Cancel cancel;
  const Signals signals(cancel, "ccmail2mbox verify: interrupted; not everything was checked\n");
  try {
    const auto verified = stages::verify::verify(
        options, [](const stages::verify::Finding& finding) { print_line(text_of(finding)); }, cancel);
    print_line(summary(verified, options.quick));
    if (std::fflush(stdout) != 0) throw stages::OutputError("standard output", errno);
    return verified.faults == 0 ? exit_ok : 1;
  } catch (const pipeline::Cancelled&) {
    print_error("interrupted; not everything was checked");
  } catch (const stages::OutputError& error) {
    if (signals.received() == 0) {
      if (error.error() != EPIPE) print_error(error.what());
      return exit_output;
    }
  }
  return signals.received() == SIGTERM ? exit_terminated : exit_interrupted;
}

}  // namespace

void describe_verify(const DescriptionUser& use) {
  stages::verify::VerifyOptions options;
  CLI::App app(description, name);
  define(app, options);
  use(app);
}

int run_verify(int argc, const char* const* argv, const StandardStreams& streams) {
  stages::verify::VerifyOptions options;
  CLI::App app(description, name);
  define(app, options);
  if (const auto answer = parse(app, argc, argv)) return print(*answer);
  struct stat status {};
  if (::stat(options.directory.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
    const int error = S_ISREG(status.st_mode) ? ENOTDIR : errno;
    print_error(printable(options.directory) + ": " + std::generic_category().message(error) +
                "; name the directory that --output named");
    return exit_usage;
  }
  if (!streams.output) {
    print_error("standard output is closed");
    return exit_output;
  }
  return verify(options);
}

}  // namespace tools
