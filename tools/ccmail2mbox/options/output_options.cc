#include "tools/ccmail2mbox/options/output_options.h"

#include <CLI/CLI.hpp>
#include <utility>

#include "tools/ccmail2mbox/options/command_line.h"

namespace tools {
namespace {

std::optional<std::string> misplaced_custody(const OutputOptions& options) {
  const bool told = !options.who.empty() || !options.reason.empty();
  if (options.output.empty() && (options.bag || options.with_source || told))
    return "--bag, --with-source, --operator and --reason need --output DIR";
  if (options.with_source && !options.bag) return "--with-source needs --bag";
  return std::nullopt;
}

}  // namespace

void OutputGroup::add_to(CLI::App& app) {
  const auto add = [&](const char* group, const char* name, std::string& value, const char* type, const char* missing,
                       const char* description) {
    CLI::Option* const option = app.add_option(name, value, description)->type_name(type)->group(group);
    if (missing != nullptr) require_value(*option, missing);
  };
  constexpr const char* where = "Where it goes";
  constexpr const char* custody = "Custody";
  constexpr const char* directory = "the name of a directory";
  constexpr const char* file = "the name of a file";
  add(where, "-o,--output", options_.output, "DIR", directory,
      "directory, new or empty, for <account>/<folder>.mbox or what --format says");
  offer(*app.add_option("-f,--format", format_, "mbox (default); eml, maildir: with --output")
             ->type_name("FORMAT")
             ->group(where),
        {"mbox", "eml", "maildir"});
  app.add_flag("--dry-run", options_.dry_run, "converts and counts all, writes nothing; with --report FILE the report")
      ->group(where);
  app.add_flag("--resume", resume_, "go on, by the same command, with an interrupted run")->group(where);
  app.add_flag("--replace", replace_, "put the new result in the place of an earlier one in DIR")->group(where);
  add(where, "--report", options_.report, "FILE", "a name", "without --output: what DIR/report.json would say");
  add(where, "--manifest", options_.manifest, "FILE", "a name", "without --output: what DIR/manifest.jsonl would say");
  add(where, "--quarantine", options_.quarantine, "DIR", "a name",
      "without --output: bytes that belong to no message, in a new DIR");
  add(where, "--log", options_.log, "FILE", file, "all events as JSON, one a line, in the order of the dumps");
  app.add_flag("--tables", options_.tables,
               "with --output: DIR/messages.csv and DIR/attachments.csv, with the digests of each")
      ->group(where);
  app.add_flag("--log-content", options_.log_content,
               "with --output: DIR/report.html shows damage with the bytes that stand there, which may be of messages; "
               "without it labels and sizes alone")
      ->group(where);
  app.add_flag("--bag", options_.bag, "DIR becomes a BagIt bag (RFC 8493): the mail in DIR/data, reports as tag files")
      ->group(custody);
  app.add_flag("--with-source", options_.with_source, "puts the exports into the bag as well, in DIR/data/source")
      ->group(custody);
  add(custody, "--operator", options_.who, "NAME", nullptr, "who converts, for the records of the bag and of the run");
  add(custody, "--reason", options_.reason, "TEXT", nullptr, "what for, likewise");
}

std::optional<std::string> OutputGroup::settle() {
  using stages::MailFormat;
  if (auto mistake = choose<MailFormat>(
          "--format", format_, {{"mbox", MailFormat::mbox}, {"eml", MailFormat::eml}, {"maildir", MailFormat::maildir}},
          options_.format))
    return mistake;
  if (options_.dry_run && (resume_ || replace_ || options_.bag || options_.with_source || !options_.manifest.empty() ||
                           !options_.quarantine.empty()))
    return "--dry-run writes no mail and nothing beside it but --report and --log: --resume, --replace, --bag, "
           "--with-source, --manifest and --quarantine have no meaning with it";
  if (options_.output.empty() && !options_.dry_run && options_.format != MailFormat::mbox)
    return "--format " + format_ + " makes many files: name a directory for them with --output DIR";
  for (const auto& [name, value] :
       {std::pair{"--report", &options_.report}, std::pair{"--manifest", &options_.manifest},
        std::pair{"--quarantine", &options_.quarantine}})
    if (!value->empty() && !options_.output.empty() && !options_.dry_run)
      return std::string(name) + " is for standard output; leave it out: with --output it stands in DIR anyway";
  if (resume_ && replace_) return "--resume and --replace: say one of them";
  if ((resume_ || replace_) && options_.output.empty()) return "--resume and --replace need --output DIR";
  if (resume_) options_.earlier = stages::Earlier::resume;
  if (replace_) options_.earlier = stages::Earlier::replace;
  if (options_.tables && options_.output.empty()) return "--tables needs --output DIR";
  if (options_.log_content && options_.output.empty()) return "--log-content needs --output DIR";
  return misplaced_custody(options_);
}

}  // namespace tools
