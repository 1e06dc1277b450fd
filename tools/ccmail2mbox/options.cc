#include "tools/ccmail2mbox/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <string>

namespace tools {
namespace {

constexpr const char* description =
    "Converts Lotus cc:Mail post office exports (EXPORT.EXE) to mbox, EML or Maildir.\n"
    "Without --output all mail goes to standard output as one mbox.";

constexpr const char* footer = R"(Examples:
  ccmail2mbox export/ --output mail
      mail/<account>/<folder>.mbox for every export found
  ccmail2mbox export/ -f maildir -o mail
      mail/<account>/Maildir, as Dovecot and most mail programs take it
  ccmail2mbox smith.exp > smith.mbox
      one mailbox
  zcat backup.gz | ccmail2mbox - | formail -s procmail

Commands, each with its own --help ('./verify' is a file of that name):
  ccmail2mbox verify mail
      says whether anything in a result has changed

Exit status: 0 every byte is placed, 1 some bytes belong to no message (or a
  file that a list of checksums beside the exports names is missing or has
  changed), 2 usage, 3 an input cannot be read, 4 the output cannot be written,
  5 the ledger does not close, 130 and 143 interrupted.)";

// What concerns more than one group.
std::optional<std::string> contradiction(const Options& options) {
  if (options.with_source && std::find(options.inputs.begin(), options.inputs.end(), "-") != options.inputs.end())
    return "--with-source: standard input cannot be read again; name the file";
  return std::nullopt;
}

}  // namespace

std::variant<Options, Answer> read_options(int argc, const char* const* argv) {
  Options options;
  InputGroup input(options);
  OutputGroup output(options);
  MailGroup mail(options);
  SelectionGroup selection(options);
  TerminalGroup terminal(options);

  CLI::App app(description, "ccmail2mbox");
  app.footer(footer);
  output.add_to(app);
  input.add_to(app);
  selection.add_to(app);
  mail.add_to(app);
  terminal.add_to(app);
  format_help(app);
  app.set_version_flag("--version", std::string("ccmail2mbox ") + version(), "prints the version")->group("About");

  if (auto answer = parse(app, argc, argv)) return *std::move(answer);
  std::optional<std::string> mistake = output.settle();
  if (!mistake) mistake = input.settle();
  if (!mistake) mistake = selection.settle();
  if (!mistake) mistake = mail.settle();
  if (!mistake) mistake = terminal.settle();
  if (!mistake) mistake = contradiction(options);
  if (mistake) return usage_mistake(app, *mistake);
  return options;
}

}  // namespace tools
