#include "tools/ccmail2mbox/commands/finding_text.h"

#include <cstdint>
#include <string_view>

#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

using stages::verify::Finding;
using stages::verify::FindingKind;

std::string is_not(const Finding& finding) { return " is " + finding.found + ", not " + finding.wanted; }

std::string bytes(std::uint64_t count) { return counted(count, "byte"); }

std::string reason_of(const Finding& finding) {
  switch (finding.kind) {
    case FindingKind::unfinished:
      return "there is none: the run did not come to its end; say the same again with --resume";
    case FindingKind::malformed:
      return "is not what it should be" + (finding.what.empty() ? "" : ": " + finding.what);
    case FindingKind::missing:
      return "is missing";
    case FindingKind::unreadable:
      return "cannot be read: " + finding.what;
    case FindingKind::symbolic_link:
      return "is a symbolic link";
    case FindingKind::not_a_file:
      return "is no ordinary file";
    case FindingKind::extra_file:
      return "is no file of this result";
    case FindingKind::extra_directory:
      return "is no directory of this result";
    case FindingKind::not_listed:
      return "SHA256SUMS does not list it";
    case FindingKind::checksum:
      return "has changed: its SHA-256" + is_not(finding);
    case FindingKind::root_checksum:
      return "is not the list that run.json stands for: its SHA-256" + is_not(finding);
    case FindingKind::totals_differ:
      return "has " + finding.found + " messages" + (finding.what.empty() ? "" : " of " + finding.what) +
             ", report.json has " + finding.wanted;
    case FindingKind::ledger_is_open:
      return finding.what + " do not add up: " + finding.found + ", not " + finding.wanted;
    case FindingKind::manifest_line:
      return "this line cannot be read: " + finding.what;
    case FindingKind::unsafe_path:
      return "this line names a file that cannot be one of the result: '" + finding.what + "'";
    case FindingKind::message_changed:
      return "this message has changed: the XXH3 of its bytes" + is_not(finding);
    case FindingKind::messages_changed:
      return "so have " + counted(finding.count, "message") + " behind it, of which this is the last";
    case FindingKind::cut_short:
      return "the file ends before this message does: " + bytes(finding.count) + " missing";
    case FindingKind::bytes_between:
      return bytes(finding.count) + " between two messages belong to none";
    case FindingKind::overlap:
      return "by the manifest, this message shares " + bytes(finding.count) + " with the one before it";
    case FindingKind::bytes_behind:
      return bytes(finding.count) + " behind the last message";
    case FindingKind::no_valid_bag:
      return "no longer lists what is in the bag: a server has changed it";
    case FindingKind::subscriptions_wrong:
      return "does not name the folders that there are, and no server has served this Maildir";
    case FindingKind::listed_twice:
      return "the manifest has " + counted(finding.count, "message") + " twice";
    case FindingKind::mail_differs:
      return finding.what + is_not(finding);
    case FindingKind::text_not_raw:
      return "encoded back, text item " + grouped(finding.count) + " is not what was in the export: its SHA-256" +
             is_not(finding);
    case FindingKind::container_not_raw:
      return "put together again, the Mac file of item " + grouped(finding.count) +
             " is not what was in the export: its SHA-256" + is_not(finding);
    case FindingKind::input_changed:
      return "has changed since it was converted: " + finding.what + is_not(finding);
    case FindingKind::item_changed:
      return finding.what + is_not(finding) + ": it has changed since it was converted";
    case FindingKind::served:
      return "a server gave " + counted(finding.count, "message") + " other flags";
    case FindingKind::server_file:
      return "a server's own file";
    case FindingKind::server_directory:
      return "a server's own directory";
    case FindingKind::subscriptions_changed:
      return "has changed, as servers do";
    case FindingKind::input_gone:
      return (finding.what.empty() ? "is no longer there" : "cannot be read (" + finding.what + ")") +
             ("; not compared: " + counted(finding.count, "export"));
    case FindingKind::input_not_unpacked:
      return "there is no room to unpack it (" + finding.what + "): compared as a whole, not item by item";
    case FindingKind::text_not_listed:
      return finding.what + " is too long, or has more substitutions than the manifest lists: not encoded back";
  }
  return {};
}

}  // namespace

std::string text_of(const Finding& finding) {
  std::string line = is_note(finding.kind) ? "note: " : "";
  line += finding.file.empty() ? "." : finding.file;
  if (finding.offset) line += ":" + std::to_string(*finding.offset);
  return printable(line + ": " + reason_of(finding));
}

}  // namespace tools
