#include "stages/report/html/page.h"

#include <nlohmann/json.hpp>

#include "stages/report/html/elements.h"
#include "stages/report/html/escape.h"
#include "stages/report/html/sections.h"
#include "stages/report/html/style.h"
#include "stages/report/run_sums.h"

namespace stages::html {
namespace {

// Whatever came through all escaping could still fetch nothing and run nothing.
constexpr std::string_view policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

void append_head(std::string& out) {
  out +=
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"";
  out += policy;
  out +=
      "\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Conversion report</title>\n<style>\n";
  out += style();
  out += "</style>\n</head>\n";
}

void append_masthead(std::string& out, const Facts& facts) {
  std::uint64_t converted = 0;
  for (const ReportedDump& dump : facts.run.dumps) converted += dump.result != nullptr ? 1 : 0;
  out += "<header>\n<h1>Conversion report</h1>\n<p class=\"lead\">";
  out += counted(converted, "cc:Mail export") + " of " + counted(facts.sums.accounts.size(), "account");
  out += ", converted to ";
  append_text(out, facts.settings.value("format", "mail"));
  out += " by ";
  append_text(out, facts.settings.value("program", "ccmail2mbox"));
  out += ' ';
  append_text(out, facts.settings.value("version", ""));
  out += "</p>\n</header>\n";
}

}  // namespace

std::string page(const ReportedRun& run) {
  const RunSums sums = sums_of(run);
  auto settings = nlohmann::ordered_json::parse(run.settings, nullptr, false);
  if (!settings.is_object()) settings = nlohmann::ordered_json::object();
  const Facts facts{run, sums, settings};
  std::string out;
  append_head(out);
  out += "<body>\n<main>\n";
  append_masthead(out, facts);
  for (const auto append : {append_verdict, append_totals, append_months, append_accounts, append_folders,
                            append_attachments, append_damage, append_reading, append_unknown_labels, append_checksums,
                            append_left_out, append_next_steps, append_settings})
    append(out, facts);
  out +=
      "<footer><p>The facts of this page, and all that it leaves out, are in <code>report.json</code>; every message "
      "and item is in <code>manifest.jsonl</code>.</p></footer>\n</main>\n</body>\n</html>\n";
  return out;
}

}  // namespace stages::html
