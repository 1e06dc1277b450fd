#include "tools/ccmail2mbox/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <initializer_list>
#include <map>
#include <string_view>
#include <thread>
#include <utility>

#include "formats/ccmail/addr_spec.h"
#include "formats/ccmail/made_address.h"
#include "tools/ccmail2mbox/exit_code.h"
#include "tools/ccmail2mbox/label_file.h"
#include "tools/ccmail2mbox/text.h"

namespace tools {
namespace {

constexpr const char* description =
    "Converts Lotus cc:Mail post office exports (EXPORT.EXE) to mbox, EML or Maildir.\n"
    "Without --output all mail goes to standard output as one mbox.";

constexpr const char* examples = R"(Examples:
  ccmail2mbox export/ --output mail      mail/<account>/<folder>.mbox for every export found
  ccmail2mbox export/ -f maildir -o mail mail/<account>/Maildir, as Dovecot and most mail programs take it
  ccmail2mbox smith.exp > smith.mbox     one mailbox
  zcat backup.gz | ccmail2mbox - | formail -s procmail

Commands, each with its own --help ('./verify' is a file of that name):
  ccmail2mbox verify mail                says whether anything in a result has changed

Exit status: 0 every byte is placed, 1 some bytes belong to no message (or an export is not the file that a list
  of checksums beside it names), 2 usage, 3 an input cannot be read,
  4 the output cannot be written, 5 the ledger does not close, 130 and 143 interrupted.)";

std::size_t cores() { return std::max(1U, std::thread::hardware_concurrency()); }

std::string code_page_names() {
  std::string names = "auto";
  for (const formats::text::CodePage page : formats::text::all_code_pages()) {
    names += '|';
    names += formats::text::name_of(page);
  }
  return names;
}

// Values as they are typed, before they mean something.
struct Typed {
  std::string code_page = "auto";
  std::string date_order = "auto";
  std::string zone;
  std::string format = "mbox";
  std::string files = "auto";
  std::string mac = "appledouble";
  std::string progress = "auto";
};

// Looks up what was typed; on failure the mistake lists what there is.
template <typename Value>
std::optional<std::string> choose(std::string_view option, std::string_view typed,
                                  std::initializer_list<std::pair<std::string_view, Value>> choices, Value& into) {
  std::string names;
  for (const auto& [name, value] : choices) {
    if (name == typed) {
      into = value;
      return std::nullopt;
    }
    names.append(names.empty() ? "" : "|").append(name);
  }
  return std::string(option) + ": '" + std::string(typed) + "' is not one of " + names;
}

std::optional<std::string> settle_format(const std::string& typed, Options& options) {
  using stages::MailFormat;
  const std::map<std::string, MailFormat> formats{
      {"mbox", MailFormat::mbox}, {"eml", MailFormat::eml}, {"maildir", MailFormat::maildir}};
  const auto format = formats.find(typed);
  if (format == formats.end()) return "--format: '" + typed + "' is not one of mbox|eml|maildir";
  options.format = format->second;
  if (options.output.empty() && options.format != MailFormat::mbox)
    return "--format " + typed + " makes many files: name a directory for them with --output DIR";
  return std::nullopt;
}

std::optional<std::string> misplaced_custody(const Options& options) {
  const bool told = !options.who.empty() || !options.reason.empty();
  if (options.output.empty() && (options.bag || options.with_source || told))
    return "--bag, --with-source, --operator and --reason need --output DIR";
  if (options.with_source && !options.bag) return "--with-source needs --bag";
  if (options.with_source && std::find(options.inputs.begin(), options.inputs.end(), "-") != options.inputs.end())
    return "--with-source: standard input cannot be read again; name the file";
  return std::nullopt;
}

std::optional<std::string> settle(const Typed& typed, Options& options) {
  if (auto mistake = settle_format(typed.format, options)) return mistake;
  using stages::FileBytes;
  if (auto mistake = choose<std::optional<FileBytes>>(
          "--files", typed.files, {{"auto", std::nullopt}, {"raw", FileBytes::raw}, {"hex", FileBytes::hex}},
          options.files))
    return mistake;
  using stages::MacForm;
  if (auto mistake = choose<MacForm>(
          "--mac", typed.mac,
          {{"appledouble", MacForm::appledouble}, {"data", MacForm::data}, {"macbinary", MacForm::macbinary}},
          options.mac))
    return mistake;
  if (auto mistake = choose<ProgressMode>(
          "--progress", typed.progress,
          {{"auto", ProgressMode::automatic}, {"always", ProgressMode::always}, {"never", ProgressMode::never}},
          options.progress))
    return mistake;
  if (typed.code_page != "auto") {
    options.code_page = formats::text::code_page_named(typed.code_page);
    if (!options.code_page) return "--codepage: '" + typed.code_page + "' is not one of " + code_page_names();
  }
  if (!options.labels.empty()) {
    auto words = read_label_file(options.labels, options.code_page);
    if (!words) return "--labels: " + printable(words.error());
    options.words = *std::move(words);
  }
  if (typed.date_order != "auto") {
    using formats::ccmail::DateOrder;
    const std::map<std::string, DateOrder> orders{
        {"mdy", DateOrder::mdy}, {"dmy", DateOrder::dmy}, {"ymd", DateOrder::ymd}};
    const auto order = orders.find(typed.date_order);
    if (order == orders.end()) return "--date-order: '" + typed.date_order + "' is not one of auto|mdy|dmy|ymd";
    options.date_order = order->second;
  }
  if (!typed.zone.empty()) {
    auto zone = formats::time::Zone::named(typed.zone);
    if (!zone) return "--timezone: " + zone.error();
    options.zone = *zone;
  }
  // A made address puts up to 104 characters before it.
  constexpr std::size_t longest_domain = 150;
  if (options.domain.starts_with('[') || options.domain.size() > longest_domain ||
      !formats::ccmail::is_addr_spec("a@" + options.domain))
    return "--domain: '" + options.domain + "' is not a domain name";
  return std::nullopt;
}

}  // namespace

const char* version() { return CCMAIL2MBOX_VERSION; }

std::variant<Options, Answer> read_options(int argc, const char* const* argv) {
  Options options;
  Typed typed;
  options.domain = formats::ccmail::made_domain;
  options.jobs = cores();

  CLI::App app(description, "ccmail2mbox");
  app.footer(examples);
  app.set_version_flag("--version", std::string("ccmail2mbox ") + version());
  app.add_option("INPUT", options.inputs,
                 "export file, directory (searched recursively) or - for standard input;\n"
                 "gzip, bzip2, xz and zstd are unpacked")
      ->required();
  app.add_option("-o,--output", options.output,
                 "directory, new or empty, for <account>/<folder>.mbox or what --format says")
      ->type_name("DIR");
  app.add_option("-f,--format", typed.format, "mbox|eml|maildir (default: mbox); eml and maildir need --output")
      ->type_name("FORMAT");
  app.add_option("--codepage", typed.code_page, code_page_names())->type_name("NAME");
  app.add_option("--date-order", typed.date_order, "auto|mdy|dmy|ymd")->type_name("ORDER");
  app.add_option("--timezone", typed.zone, "where the mail was written (IANA name); dates are exact only with it")
      ->type_name("NAME");
  app.add_option("--domain", options.domain, "domain of addresses that are made from names")
      ->type_name("NAME")
      ->capture_default_str();
  app.add_option("--labels", options.labels,
                 "table (CSV: label,meaning) of labels and headers that EXPORT wrote in other words")
      ->type_name("FILE");
  app.add_option("--files", typed.files,
                 "auto (default)|raw|hex: whether the export holds attachments as\n"
                 "hexadecimal text (/FILES/HEX)")
      ->type_name("BYTES");
  app.add_option("--mac", typed.mac,
                 "appledouble (default)|data|macbinary: Macintosh files with both\n"
                 "forks, their data fork alone, or in the container they came in")
      ->type_name("FORM");
  app.add_option("--report", options.report, "without --output: what DIR/report.json would say, as FILE")
      ->type_name("FILE");
  app.add_option("--manifest", options.manifest, "without --output: what DIR/manifest.jsonl would say, as FILE")
      ->type_name("FILE");
  app.add_option("--quarantine", options.quarantine, "without --output: bytes that belong to no message, in a new DIR")
      ->type_name("DIR");
  app.add_option("--log", options.log, "all events as JSON, one a line, in the order of the dumps")->type_name("FILE");
  app.add_flag("--bag", options.bag, "DIR becomes a BagIt bag (RFC 8493): the mail in DIR/data, reports as tag files");
  app.add_flag("--with-source", options.with_source, "puts the exports into the bag as well, in DIR/data/source");
  app.add_option("--operator", options.who, "who converts, for the records of the bag and of the run")
      ->type_name("NAME");
  app.add_option("--reason", options.reason, "what for, likewise")->type_name("TEXT");
  bool resume = false;
  bool replace = false;
  app.add_flag("--resume", resume,
               "go on with a run into DIR that was interrupted; inputs and options must be the same");
  app.add_flag("--replace", replace, "put the new result in the place of an earlier one in DIR");
  app.add_flag("--join-texts", options.join_texts, "all texts of a message become one, in front of its files");
  app.add_option("--skip-folder", options.skip_folders, "leaves a folder out; give it several times for more folders")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_option("-j,--jobs", options.jobs, "dumps converted side by side (default: the cores)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1024}));
  app.add_option("--progress", typed.progress, "auto|always|never")->type_name("WHEN");
  app.add_flag("--unread", options.unread, "mark unread what is not known to have been read (default: read)");
  app.add_flag("--strict", options.strict, "repairs and guesses about messages also give exit status 1");
  app.add_flag("--stats", options.stats, "show where the time went, per stage");
  app.add_flag("-q,--quiet", options.quiet, "errors only");
  app.add_flag("-v,--verbose", options.verbose, "every piece of damage and every guess");

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return Answer{app.help(), exit_ok};
  } catch (const CLI::CallForVersion& call) {
    return Answer{std::string(call.what()) + "\n", exit_ok};
  } catch (const CLI::ParseError& error) {
    return Answer{std::string("ccmail2mbox: ") + error.what() + "\nTry 'ccmail2mbox --help'.\n", exit_usage};
  }
  if (app.count("--output") > 0 && options.output.empty())
    return Answer{"ccmail2mbox: --output: the name of a directory is missing\n", exit_usage};
  if (app.count("--log") > 0 && options.log.empty())
    return Answer{"ccmail2mbox: --log: the name of a file is missing\n", exit_usage};
  if (app.count("--labels") > 0 && options.labels.empty())
    return Answer{"ccmail2mbox: --labels: the name of a file is missing\n", exit_usage};
  for (const auto& [name, value] : {std::pair{"--report", &options.report}, std::pair{"--manifest", &options.manifest},
                                    std::pair{"--quarantine", &options.quarantine}}) {
    if (app.count(name) == 0) continue;
    if (value->empty()) return Answer{std::string("ccmail2mbox: ") + name + ": a name is missing\n", exit_usage};
    if (!options.output.empty())
      return Answer{
          std::string("ccmail2mbox: ") + name + " is for standard output; with --output it stands in DIR anyway\n",
          exit_usage};
  }
  if (app.count("--timezone") > 0 && typed.zone.empty())
    return Answer{"ccmail2mbox: --timezone: the name of a time zone is missing, for instance America/New_York\n",
                  exit_usage};
  if (std::find(options.skip_folders.begin(), options.skip_folders.end(), "") != options.skip_folders.end())
    return Answer{"ccmail2mbox: --skip-folder: the name of a folder is missing\n", exit_usage};
  if (resume && replace) return Answer{"ccmail2mbox: --resume and --replace: say one of them\n", exit_usage};
  if ((resume || replace) && options.output.empty())
    return Answer{"ccmail2mbox: --resume and --replace need --output DIR\n", exit_usage};
  if (const auto mistake = misplaced_custody(options)) return Answer{"ccmail2mbox: " + *mistake + "\n", exit_usage};
  if (resume) options.earlier = stages::Earlier::resume;
  if (replace) options.earlier = stages::Earlier::replace;
  if (const auto mistake = settle(typed, options)) return Answer{"ccmail2mbox: " + *mistake + "\n", exit_usage};
  return options;
}

}  // namespace tools
