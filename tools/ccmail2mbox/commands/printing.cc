#include "tools/ccmail2mbox/commands/printing.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>

#include "stages/output_error.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"
#include "tools/ccmail2mbox/terminal/remedy.h"
#include "tools/ccmail2mbox/terminal/signals.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {

void print_text(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) < text.size())
    throw stages::OutputError("standard output", errno);
}

std::size_t terminal_width() {
  constexpr std::size_t usual = 80;
  if (::isatty(STDOUT_FILENO) != 1) return 0;
  struct winsize size {};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : usual;
}

void print_complaint(std::string_view command, std::string_view text) {
  const std::string line =
      "ccmail2mbox " + std::string(command) + ": " + printable(text) + remedy_of(text, Side::input) + "\n";
  std::fputs(line.c_str(), stderr);
}

int run_printing(std::string_view command, const StandardStreams& streams,
                 const std::function<int(pipeline::Cancel&)>& work) {
  if (!streams.output) {
    print_complaint(command, "standard output is closed");
    return exit_output;
  }
  pipeline::Cancel cancel;
  const Signals signals(cancel, "ccmail2mbox " + std::string(command) + ": interrupted\n");
  try {
    const int status = work(cancel);
    if (std::fflush(stdout) != 0) throw stages::OutputError("standard output", errno);
    return status;
  } catch (const SettingsMistake& error) {
    print_complaint(command, std::string("--settings: ") + error.what());
    return exit_usage;
  } catch (const pipeline::Cancelled&) {
    print_complaint(command, "interrupted");
  } catch (const stages::OutputError& error) {
    if (signals.received() == 0) {
      if (error.error() != EPIPE) print_complaint(command, error.what() + remedy_of(error.error(), Side::output));
      return exit_output;
    }
  }
  return signals.received() == SIGTERM ? exit_terminated : exit_interrupted;
}

}  // namespace tools
