#include "tools/ccmail2mbox/terminal/summary.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/ccmail/date.h"
#include "formats/ccmail/letters.h"
#include "formats/mailbox/folder_names.h"
#include "formats/text/code_page.h"
#include "stages/selection.h"
#include "stages/write/maildir.h"
#include "stages/write/mbox_tree.h"
#include "tools/ccmail2mbox/conversion/reported.h"
#include "tools/ccmail2mbox/dumps/checksum_lists.h"
#include "tools/ccmail2mbox/terminal/account_table.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"
#include "tools/ccmail2mbox/terminal/remedy.h"
#include "tools/ccmail2mbox/terminal/text.h"
#include "tools/ccmail2mbox/terminal/unknown_labels.h"
#include "tools/ccmail2mbox/terminal/warnings.h"

namespace tools {
namespace {

struct Totals {
  stages::Tally tally;
  std::uint64_t dumps = 0;
  std::uint64_t written = 0;
  std::uint64_t bytes_out = 0;
  std::uint64_t quarantined_bytes = 0;
  std::uint64_t damage = 0;
};

Totals totals_of(const RunResult& run) {
  Totals totals;
  for (const Converted& dump : run.dumps) {
    if (!dump.result) continue;
    const stages::DumpResult& result = *dump.result;
    ++totals.dumps;
    totals.tally += result.tally;
    totals.written += result.written;
    totals.bytes_out += result.bytes_out;
    totals.quarantined_bytes += result.ledger.sum(stages::ByteKind::quarantine);
    totals.damage += result.damage.count();
  }
  return totals;
}

// By which option; several reasons may be one option's.
const char* option_of(std::string_view reason) {
  using stages::Skip;
  struct Option {
    Skip skip;
    const char* name;
  };
  static constexpr std::array<Option, 5> options{{{Skip::folder_skipped, "--skip-folder"},
                                                  {Skip::folder_not_chosen, "--folder"},
                                                  {Skip::before_since, "--since"},
                                                  {Skip::after_until, "--until"},
                                                  {Skip::over_limit, "--limit"}}};
  const auto* const found = std::find_if(options.begin(), options.end(),
                                         [&](const Option& option) { return stages::name_of(option.skip) == reason; });
  return found == options.end() ? "" : found->name;
}

void append_unused_names(std::string& out, const char* option, const std::vector<std::string>& names,
                         const std::set<std::string>& folders) {
  for (const std::string& name : names)
    if (!folders.contains(formats::ccmail::in_lower_case(name)))
      out += std::string(option) + ": there is no folder '" + printable(name) + "'\n";
}

// What the selection left out, and names that match no folder, which may be mistyped.
void append_skipped(std::string& out, const Options& options, const stages::Tally& tally) {
  constexpr std::size_t most_folders = 10;
  for (const auto& [reason, folders] : tally.skipped_because) {
    std::uint64_t sum = 0;
    for (const auto& [folder, count] : folders) sum += count;
    out += counted(sum, "message") + " left out by " + option_of(reason);
    std::size_t listed = 0;
    for (const auto& [folder, count] : folders) {
      if (++listed > most_folders && !options.verbose) continue;
      out.append(listed == 1 ? ": '" : ", '").append(printable(folder)).append("' ").append(grouped(count));
    }
    if (listed > most_folders && !options.verbose) out += " and " + counted(listed - most_folders, "more folder");
    out += "\n";
  }
  if (tally.dates_missing_kept > 0)
    out += counted(tally.dates_missing_kept, "message") +
           " without a readable date converted whatever --since and --until say\n";
  std::set<std::string> all;
  for (const auto& [folder, facts] : tally.folders) all.insert(formats::ccmail::in_lower_case(folder));
  for (const auto& [folder, count] : tally.skipped) all.insert(formats::ccmail::in_lower_case(folder));
  append_unused_names(out, "--folder", options.selection.folders, all);
  append_unused_names(out, "--skip-folder", options.selection.skip_folders, all);
}

void append_accounts(std::string& out, const FoundDumps& found, const RunResult& run, const Terminal& terminal) {
  std::vector<AccountRow> rows;
  for (std::size_t i = 0; i < run.dumps.size(); ++i) {
    if (!run.dumps[i].result) continue;
    const stages::DumpResult& result = *run.dumps[i].result;
    rows.push_back({.account = printable(found.dumps[i].account),
                    .messages = result.written,
                    .attachments = result.tally.files,
                    .folders = result.tally.folders.size(),
                    .repaired = result.tally.repaired,
                    .quarantined = result.ledger.sum(stages::ByteKind::quarantine),
                    .guesses = result.written > 0 ? guesses_in(found.dumps[i].reading, result.survey) : 0});
  }
  out += account_table(rows, terminal);
}

void append_notes(std::string& out, const Totals& totals, const Terminal& terminal) {
  const auto note = [&](std::uint64_t count, std::string_view noun, std::string_view rest) {
    if (count > 0) out += counted(count, noun) + " " + std::string(rest) + "\n";
  };
  note(totals.tally.dates_missing, "message",
       "without a readable date; X-ccmail2mbox-Synthesized marks the date in its place");
  note(totals.tally.dates_impossible, "message",
       "with a day that does not exist or a time that cannot be read; the nearest was taken, and marked");
  note(totals.tally.dates_in_gap + totals.tally.dates_in_overlap, "message",
       "written in an hour that the clocks skipped or showed twice");
  note(totals.tally.dates_unlikely, "message", "dated before 1985 or after 2010");
  note(totals.tally.undelivered, "message", "with the reason why it was not delivered, in X-ccmail2mbox-Reason");
  note(totals.tally.senders_missing, "message", "without a sender; \"Unknown sender\" stands in for it");
  note(totals.tally.highlight_marks, "highlight mark", "removed from texts");
  note(totals.tally.unmappable, "byte", "of texts without a character in the code page; shown as U+FFFD");
  note(
      totals.tally.unmappable_in_names, "byte",
      "of headers and names without a character in the code page; shown as U+FFFD (X-ccmail2mbox-Raw-Header has them)");
  note(totals.tally.raw_texts, "text", "also attached as it stands in the export, for those bytes");
  note(totals.tally.rich_texts, "rich text", "(RTF) made plain, and attached as it stands in the export");
  note(totals.tally.hex_files, "attachment", "decoded from hexadecimal text");
  note(totals.tally.resource_forks_left_out, "resource fork", "left out: only data forks were asked for (--mac data)");
  note(totals.tally.mac_comments_left_out, "Finder comment", "left out, of Mac files that travel as their data fork");
  note(totals.tally.mac_tails_left_out, "Mac file",
       "with bytes behind its forks, which were left out; --mac macbinary delivers them");
  note(totals.tally.mac_comments_cut, "Finder comment", "cut at 200 bytes; --mac macbinary delivers it whole");
  note(totals.tally.mac_secondary_headers_left_out, "secondary MacBinary header",
       "left out; --mac macbinary delivers it");
  note(totals.tally.mac_entries_left_out, "AppleSingle part",
       "left out (icons and the like); --mac macbinary delivers all");
  note(totals.tally.headers_left_out, "header line",
       "not copied to X-ccMail- headers: more than 16 KB of them in a message");
  note(totals.tally.internet_headers_taken, "message",
       "with the Message-ID and date of its own internet header (RFC822.TXT)");
  note(totals.tally.internet_headers_left, "file",
       "named RFC822.TXT left as an attachment only: another sender or another time");
  note(totals.damage, "piece", "of damage");
  if (totals.quarantined_bytes > 0)
    out += terminal.in(Colour::red, counted(totals.quarantined_bytes, "byte") + " quarantined:") +
           " they belong to no message\n";
  if (totals.tally.dates_without_zone > 0) {
    out += "NO TIME ZONE GIVEN";
    // Some may have that of their post office, or of their own internet header.
    if (totals.tally.dates_without_zone < totals.written)
      out += " for " + counted(totals.tally.dates_without_zone, "message");
    out += ": dates show the wall clock of the post office, marked -0000; --timezone makes them exact\n";
  }
}

// A mailbox that mutt opens. A folder whose name differs from another's in case alone may be called otherwise on disk.
std::string first_mailbox(const Options& options, const FoundDumps& found, const RunResult& run) {
  if (options.output.empty() || options.dry_run || options.format == stages::MailFormat::eml) return {};
  const std::vector<std::string> directories = directories_of(options, found);
  for (std::size_t i = 0; i < run.dumps.size(); ++i) {
    if (!run.dumps[i].result || run.dumps[i].result->written == 0) continue;
    std::string path = options.output + "/" + directories[i] + "/";
    if (options.format == stages::MailFormat::maildir) return path + stages::maildir_name;
    const auto& folders = run.dumps[i].result->tally.folders;
    const auto largest = std::max_element(folders.begin(), folders.end(), [](const auto& a, const auto& b) {
      return a.second.messages < b.second.messages;
    });
    formats::mailbox::FolderNames names(formats::mailbox::FolderNames::Style::plain);
    path += names.on_disk(largest->first) + stages::mbox_ending;
    if (::access(path.c_str(), F_OK) == 0) return path;
  }
  return {};
}

// What a shell takes for one word.
std::string shell_word(const std::string& text) {
  std::string word = "'";
  for (const char character : printable(text)) word += character == '\'' ? "'\\''" : std::string(1, character);
  word += "'";
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
           c == '_' || c == '-';
  });
  return plain && !text.empty() && !text.starts_with('-') ? text : word;
}

void append_next(std::string& out, const Options& options, const std::string& mailbox, const Terminal& terminal) {
  if (options.output.empty()) return;
  const auto command = [&](const std::string& line, const std::string& effect) {
    out += "  " + terminal.in(Colour::bold, line) + "\n      " + effect + "\n";
  };
  out += "Next:\n";
  command("ccmail2mbox verify " + shell_word(options.output), "whether anything in it has changed");
  if (!mailbox.empty()) command("mutt -f " + shell_word(mailbox), "or any other mail program");
}

// Whether a dump has every checksum that was found beside it.
bool is_as_listed(const Converted& dump) {
  return std::all_of(dump.checksums.begin(), dump.checksums.end(),
                     [](const stages::InputChecksum& checksum) { return checksum.matches(); });
}

}  // namespace

int exit_code_of(const Options& options, const FoundDumps& found, const RunResult& run) {
  bool input_failed = !found.failures.empty();
  bool quarantined = has_fault(run.checksum_lists);
  bool guessed = false;
  for (const Converted& dump : run.dumps) {
    if (!dump.result) {
      if (dump.failed_by_us) return exit_ledger;
      input_failed = true;
      continue;
    }
    if (!dump.result->closes()) return exit_ledger;
    input_failed = input_failed || !dump.result->dump.ended_early.empty();
    quarantined = quarantined || !is_as_listed(dump) || dump.result->ledger.sum(stages::ByteKind::quarantine) > 0;
    guessed = guessed || dump.result->tally.repaired > 0 || dump.result->damage.count() > 0;
  }
  if (input_failed) return exit_input;
  if (quarantined || (options.strict && guessed)) return exit_quarantined;
  return exit_ok;
}

std::string errors_of(const FoundDumps& found, const RunResult& run) {
  std::string out;
  for (const NotFound& input : found.failures)
    out += "ccmail2mbox: " + printable(input.text) + remedy_of(input.text, Side::input) + "\n";
  for (std::size_t i = 0; i < run.dumps.size(); ++i) {
    const Converted& dump = run.dumps[i];
    if (!dump.result) {
      out += "ccmail2mbox: " + printable(dump.failure) + remedy_of(dump.failure, Side::input) + "\n";
    } else if (!dump.result->dump.ended_early.empty()) {
      out += "ccmail2mbox: " + shown_name(found.dumps[i]) + ": " + dump.result->dump.ended_early +
             "; what came before it was converted\n";
    }
    for (const stages::InputChecksum& checksum : dump.checksums)
      if (!checksum.matches())
        out += "ccmail2mbox: " + shown_name(found.dumps[i]) + ": is not the file that " + printable(checksum.list) +
               " lists" + (checksum.listed_as.empty() ? "" : " as " + printable(checksum.listed_as)) + ": its " +
               std::string(formats::hash::name_of(checksum.kind)) + " is " + checksum.found + ", not " +
               checksum.wanted + "\n";
    if (dump.result && !dump.result->closes()) {
      out += "ccmail2mbox: " + shown_name(found.dumps[i]) +
             ": the ledger does not close: bytes or messages were lost or doubled; do not trust this result\n";
    }
  }
  out += faults_of(run.checksum_lists);
  return out;
}

std::string summary_of(const Options& options, const FoundDumps& found, const RunResult& run,
                       const Terminal& terminal) {
  std::string out = warnings_of(options, found, run);
  const Totals totals = totals_of(run);
  if (!out.empty()) out += "\n";
  if (!options.output.empty() && totals.dumps > 0) append_accounts(out, found, run, terminal);
  out += counted(totals.dumps, "export") + (options.dry_run ? " would be converted: " : " converted: ") +
         counted(totals.written, "message");
  if (totals.tally.repaired > 0) out += " (" + grouped(totals.tally.repaired) + " repaired)";
  out += ", " + counted(totals.tally.files, "attachment");
  if (totals.tally.mac_files > 0) out += " (" + grouped(totals.tally.mac_files) + " from a Macintosh)";
  out += ", " + human_size(totals.bytes_out) + " of mail\n";
  if (totals.tally.quarantined_messages > 0)
    out += counted(totals.tally.quarantined_messages, "message") + " could not be read\n";
  out += checksum_summary(run);
  append_skipped(out, options, totals.tally);
  append_notes(out, totals, terminal);
  out += unknown_labels_of(options, found, run);
  const std::string mailbox = first_mailbox(options, found, run);
  if (!run.root_hash.empty())
    out += "SHA-256 of " + printable(options.output) + "/SHA256SUMS, to sign: " + run.root_hash + "\n";
  if (options.dry_run)
    out += "Nothing was written: this was a dry run\n";
  else
    append_next(out, options, mailbox, terminal);
  return terminal.wrapped(out);
}

std::string stats_of(const RunResult& run) {
  std::string out = "stage     busy s  wait in s  wait out s      records         bytes\n";
  const auto seconds = [](std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); };
  for (const auto& stage : run.meters) {
    std::array<char, 128> line{};
    std::snprintf(line.data(), line.size(), "%-8s %7.2f %10.2f %11.2f %12s %13s\n", stage.name.c_str(),
                  seconds(stage.busy), seconds(stage.waiting_for_input), seconds(stage.waiting_for_output),
                  grouped(stage.records).c_str(), grouped(stage.bytes).c_str());
    out += line.data();
  }
  return out;
}

}  // namespace tools
