#include "tools/ccmail2mbox/options/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "tools/ccmail2mbox/commands/command.h"

namespace tools {
namespace {

constexpr const char* description =
    "Converts Lotus cc:Mail post office exports (EXPORT.EXE) to mbox, EML or Maildir.\n"
    "Without --output all mail goes to standard output as one mbox.";

Manual manual() {
  Manual manual;
  manual.summary = "converts Lotus cc:Mail exports to mbox, EML or Maildir";
  manual.examples = {
      {"ccmail2mbox export/ --output mail", "mail/<account>/<folder>.mbox for every export found"},
      {"ccmail2mbox export/ -f maildir -o mail", "mail/<account>/Maildir, as Dovecot and most mail programs take it"},
      {"ccmail2mbox smith.exp > smith.mbox", "one mailbox"},
      {"zcat backup.gz | ccmail2mbox - | formail -s procmail", ""}};
  for (const Command& command : all_commands())
    command.describe([&](const CLI::App& app) { manual.commands.emplace_back(command.name, manual_of(app).summary); });
  manual.files = {{"DIR/<account>/", "the mail of an export"},
                  {"DIR/report.html", "what became of the exports, for a person to read"},
                  {"DIR/report.json", "accounts for every byte of every input"},
                  {"DIR/manifest.jsonl", "of every message and item where it came from and where it went"},
                  {"DIR/messages.csv, DIR/attachments.csv", "with --tables: a row for each, with digests"},
                  {"DIR/duplicates.csv", "messages that share a Message-ID"},
                  {"DIR/quarantine/", "bytes that belong to no message, as they are"},
                  {"DIR/run.json", "what depends on clock, machine and command line"},
                  {"DIR/SHA256SUMS", "seals all of them"}};
  manual.exit_status = {{"0", "every byte is placed; repairs are allowed"},
                        {"1",
                         "some bytes belong to no message, or a file that a list of checksums beside the exports "
                         "names is missing or has changed"},
                        {"2", "usage"},
                        {"3", "an input cannot be read; the others were converted"},
                        {"4", "the output cannot be written"},
                        {"5", "the ledger does not close: do not trust the result"},
                        {"130, 143", "interrupted, terminated; --resume goes on"}};
  manual.everyday = {"--output",  "--format", "--timezone", "--codepage", "--resume",
                     "--replace", "--quiet",  "--verbose",  "--help",     "--help-all"};
  return manual;
}

// What concerns more than one group.
std::optional<std::string> contradiction(const Options& options) {
  if (options.with_source && std::find(options.inputs.begin(), options.inputs.end(), "-") != options.inputs.end())
    return "--with-source: standard input cannot be read again; name the file";
  if (options.earlier == stages::Earlier::replace && !options.accounts.empty())
    return "--replace puts a whole new result in the place of the old one: with --account the mail of all other "
           "accounts would go; name a new directory";
  return std::nullopt;
}

// All options of a conversion. They go into its `options`; settle() checks what the groups hold.
class ConversionLine {
 public:
  ConversionLine() : app_(description, "ccmail2mbox") {
    output_.add_to(app_);
    input_.add_to(app_);
    selection_.add_to(app_);
    mail_.add_to(app_);
    terminal_.add_to(app_);
    app_.set_version_flag("--version", std::string("ccmail2mbox ") + version(), "prints the version")->group("About");
    format_help(app_, manual());
  }

  [[nodiscard]] CLI::App& app() { return app_; }
  [[nodiscard]] Options& options() { return options_; }

  [[nodiscard]] std::optional<std::string> settle() {
    std::optional<std::string> mistake = output_.settle();
    if (!mistake) mistake = input_.settle();
    if (!mistake) mistake = selection_.settle();
    if (!mistake) mistake = mail_.settle();
    if (!mistake) mistake = terminal_.settle();
    if (!mistake) mistake = contradiction(options_);
    return mistake;
  }

 private:
  Options options_;
  InputGroup input_{options_};
  OutputGroup output_{options_};
  MailGroup mail_{options_};
  SelectionGroup selection_{options_};
  TerminalGroup terminal_{options_};
  CLI::App app_;
};

}  // namespace

void describe_conversion(const DescriptionUser& use) {
  ConversionLine line;
  use(line.app());
}

std::variant<Options, Answer> read_options(int argc, const char* const* argv) {
  ConversionLine line;
  if (auto answer = parse(line.app(), argc, argv)) return *std::move(answer);
  if (const auto mistake = line.settle()) return usage_mistake(line.app(), *mistake);
  return std::move(line.options());
}

}  // namespace tools
