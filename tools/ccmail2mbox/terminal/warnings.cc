#include "tools/ccmail2mbox/terminal/warnings.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "formats/ccmail/date.h"
#include "formats/text/code_page.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

// Without --verbose: more lines of a sort than this are counted.
constexpr std::size_t most_lines = 20;
constexpr std::size_t most_readings = 5;
constexpr std::size_t most_damage = 10;

std::string where_all_is(const Options& options) {
  return options.log.empty() ? "; --log FILE or --verbose lists all" : "; " + printable(options.log) + " lists all";
}

void append_damage(std::string& out, const Dump& dump, const stages::DumpResult& result) {
  std::uint64_t left = result.damage.count();
  for (const stages::DamageEntry& entry : result.damage.entries()) {
    out += shown_name(dump) + ":" + std::to_string(entry.damage.offset) + ": " + printable(entry.damage.what) + "\n";
    if (entry.more > 0)
      out += shown_name(dump) + ": ... and " + grouped(entry.more) + " more like this, up to offset " +
             std::to_string(entry.last_offset) + "\n";
    left -= 1 + entry.more;
  }
  if (left > 0) out += shown_name(dump) + ": " + grouped(left) + " more pieces of damage\n";
}

struct Kind {
  std::uint64_t count = 0;
  std::uint64_t dumps = 0;
  std::string first;
};

// A line for each kind, the commonest first.
void append_kinds(std::string& out, const Options& options, const FoundDumps& found, const RunResult& run) {
  std::map<std::string, Kind> kinds;
  for (std::size_t i = 0; i < run.dumps.size(); ++i) {
    if (!run.dumps[i].result) continue;
    const stages::DumpResult& result = *run.dumps[i].result;
    for (const auto& [name, count] : result.damage_by_kind) {
      kinds[name].count += count;
      ++kinds[name].dumps;
    }
    for (const stages::DamageEntry& entry : result.damage.entries()) {
      std::string& first = kinds[std::string(name_of(entry.damage.kind))].first;
      if (first.empty())
        first = shown_name(found.dumps[i]) + ":" + std::to_string(entry.damage.offset) + ": " +
                printable(entry.damage.what);
    }
  }
  std::vector<std::pair<std::string, Kind>> sorted(kinds.begin(), kinds.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  for (const auto& [name, kind] : sorted) {
    out += name + ": " + grouped(kind.count) + " in " + counted(kind.dumps, "export");
    if (!kind.first.empty()) out += ", first at " + kind.first;
    out += "\n";
  }
  out += "damage of " + counted(sorted.size(), "kind") + where_all_is(options) + "\n";
}

void append_all_damage(std::string& out, const Options& options, const FoundDumps& found, const RunResult& run) {
  std::size_t entries = 0;
  for (const Converted& dump : run.dumps)
    if (dump.result) entries += dump.result->damage.entries().size();
  if (!options.verbose && entries > most_damage) {
    append_kinds(out, options, found, run);
    return;
  }
  for (std::size_t i = 0; i < run.dumps.size(); ++i)
    if (run.dumps[i].result) append_damage(out, found.dumps[i], *run.dumps[i].result);
}

std::string quoted_list(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "'" : ", '") + printable(word) + "'";
  return list;
}

void append_files(std::string& out, const Reading& told, const stages::FileBytesGuess& files) {
  if (told.files) return;  // as told
  if (files.bytes == stages::FileBytes::hex) {
    out += "; attachments in hexadecimal by " + quoted_list(files.evidence);
    if (!files.certain) out += " (a guess)";
  } else if (files.could_be_hex) {
    out += "; attachments could be hexadecimal (--files hex decodes them)";
  }
}

// How a dump was read: what was settled and by what.
void append_reading(std::string& out, const Dump& dump, const stages::DumpResult& result) {
  const Reading& told = dump.reading;
  const stages::Survey& survey = result.survey;
  out += shown_name(dump) + ": " + survey.dialect.describe();
  if (told.code_page) {
    out += "; code page " + std::string(formats::text::name_of(*told.code_page)) + " as told";
  } else if (survey.code_page.high_bytes == 0) {
    out += "; plain ASCII";
  } else {
    out += "; code page " + std::string(formats::text::name_of(survey.code_page.page));
    if (!survey.code_page.evidence.empty()) out += " by " + quoted_list(survey.code_page.evidence);
    if (!survey.code_page.certain) out += " (a guess)";
  }
  if (told.date_order) {
    out += "; dates " + std::string(formats::ccmail::to_string(*told.date_order)) + " as told";
  } else {
    out += "; dates " + std::string(formats::ccmail::to_string(survey.date_order.order));
    if (!survey.date_order.evidence.empty()) out += " by " + quoted_list(survey.date_order.evidence);
    if (!survey.date_order.certain) out += " (a guess)";
  }
  append_files(out, told, survey.files);
  out += "\n";
}

}  // namespace

std::size_t guesses_in(const Reading& told, const stages::Survey& survey) {
  const bool code_page = !told.code_page && survey.code_page.high_bytes > 0 && !survey.code_page.certain;
  const bool dates = !told.date_order && !survey.date_order.certain;
  const bool files = !told.files && (survey.files.bytes == stages::FileBytes::hex || survey.files.could_be_hex);
  return std::size_t{code_page} + std::size_t{dates} + std::size_t{files};
}

namespace {

// A mailbox without messages gives an empty one, which could pass for one that was forgotten.
bool is_empty_mailbox(const stages::DumpResult& result) {
  return result.tally.messages == 0 && result.ledger.sum(stages::ByteKind::quarantine) == 0 &&
         result.dump.ended_early.empty();
}

void append_empty_mailboxes(std::string& out, const Options& options, const FoundDumps& found, const RunResult& run) {
  std::size_t empty = 0;
  for (std::size_t i = 0; i < run.dumps.size(); ++i) {
    if (!run.dumps[i].result || !is_empty_mailbox(*run.dumps[i].result)) continue;
    if (++empty <= most_lines || options.verbose)
      out += shown_name(found.dumps[i]) + ": no messages; gives an empty mailbox\n";
  }
  if (empty > most_lines && !options.verbose)
    out += "and " + grouped(empty - most_lines) + " more without messages" + where_all_is(options) + "\n";
}

void append_readings(std::string& out, const Options& options, const FoundDumps& found, const RunResult& run) {
  std::size_t guesses = 0;
  for (std::size_t i = 0; i < run.dumps.size(); ++i) {
    if (!run.dumps[i].result || run.dumps[i].result->written == 0) continue;
    const stages::DumpResult& result = *run.dumps[i].result;
    const bool guess = guesses_in(found.dumps[i].reading, result.survey) > 0;
    guesses += guess ? 1 : 0;
    if (options.verbose || (guess && guesses <= most_readings)) append_reading(out, found.dumps[i], result);
  }
  if (guesses > most_readings && !options.verbose)
    out += "and " + counted(guesses - most_readings, "more export") + " read by a guess" + where_all_is(options) + "\n";
}

// The first lines of `lines`, and how many more there are.
void append_first(std::string& out, const Options& options, const std::vector<std::string>& lines) {
  const std::size_t shown = options.verbose ? lines.size() : std::min(lines.size(), most_lines);
  for (std::size_t i = 0; i < shown; ++i) out += lines[i] + "\n";
  if (shown < lines.size()) out += "and " + grouped(lines.size() - shown) + " more" + where_all_is(options) + "\n";
}

}  // namespace

std::string shown_name(const Dump& dump) { return dump.path == "-" ? "stdin" : printable(dump.path); }

std::string warnings_of(const Options& options, const FoundDumps& found, const RunResult& run) {
  std::string out;
  std::vector<std::string> lines;
  for (const std::string& note : found.notes) lines.push_back(printable(note));
  append_first(out, options, lines);
  lines.clear();
  for (const Unmatched& entry : found.unmatched)
    lines.push_back(printable(options.settings) + ":" + std::to_string(entry.line) + ": no export is '" +
                    printable(entry.dump) + "'");
  for (const PassedOver& file : found.passed_over)
    lines.push_back(printable(file.path) + (file.seems_to_be == "empty"
                                                ? ": empty, left out; named as INPUT it gives an empty mailbox"
                                                : ": no export; seems to be " + file.seems_to_be));
  append_first(out, options, lines);
  append_all_damage(out, options, found, run);
  append_readings(out, options, found, run);
  append_empty_mailboxes(out, options, found, run);
  return out;
}

}  // namespace tools
