#include "stages/report/event_log.h"

#include <cstdint>
#include <string_view>

#include "formats/ccmail/date.h"
#include "formats/json/json_text.h"
#include "formats/text/code_page.h"
#include "stages/damage_text.h"

namespace stages {
namespace {

using formats::json::Object;

// One line; `fill` adds what the event has besides its name.
template <class Fill>
void append_event(std::string& out, std::string_view name, Fill&& fill) {
  {
    Object event(out);
    event.string("event", name);
    fill(event);
  }
  out += '\n';
}

template <class Fill>
void append_event(std::string& out, std::string_view name, const DumpName& dump, Fill&& fill) {
  append_event(out, name, [&](Object& event) {
    event.string("file", dump.file);
    event.number("input", dump.input);
    fill(event);
  });
}

void append_settled(Object& reading, std::string_view what, std::string_view value, std::string_view basis) {
  Object settled(reading.key(what));
  settled.string("value", value);
  settled.string("basis", basis);
}

std::string_view basis_of(bool told, bool certain) {
  if (told) return "told";
  return certain ? "found" : "guess";
}

// What settled it is words of messages, and stands in the report.
void append_reading(std::string& out, const ReportedDump& dump) {
  const Survey& survey = dump.result->survey;
  append_event(out, "reading", dump.name, [&](Object& reading) {
    if (dump.result->tally.messages > 0)
      reading.string("dialect", survey.dialect.describe());
    else
      reading.key("dialect") += "null";
    append_settled(reading, "codepage", formats::text::name_of(dump.code_page.value_or(survey.code_page.page)),
                   basis_of(dump.code_page.has_value(), survey.code_page.certain || survey.code_page.high_bytes == 0));
    append_settled(reading, "date_order", formats::ccmail::to_string(dump.date_order.value_or(survey.date_order.order)),
                   basis_of(dump.date_order.has_value(), survey.date_order.certain));
    append_settled(reading, "files", dump.files.value_or(survey.files.bytes) == FileBytes::hex ? "hex" : "raw",
                   basis_of(dump.files.has_value(), survey.files.certain));
  });
}

void append_damage(std::string& out, const ReportedDump& dump) {
  std::uint64_t left = dump.result->damage.count();
  for (const DamageEntry& entry : dump.result->damage.entries()) {
    append_event(out, "damage", dump.name, [&](Object& event) {
      event.number("offset", entry.damage.offset);
      event.number("length", entry.damage.length);
      event.string("kind", name_of(entry.damage.kind));
      event.string("what", damage_text::without_excerpt(entry.damage.kind, entry.damage.what));
      if (entry.more == 0) return;
      event.number("more", entry.more);
      event.number("last_offset", entry.last_offset);
    });
    left -= 1 + entry.more;
  }
  if (left > 0) append_event(out, "damage_not_listed", dump.name, [&](Object& event) { event.number("count", left); });
}

void append_unknown_labels(std::string& out, const ReportedDump& dump) {
  const UnknownLabels& labels = dump.result->unknown_labels;
  const auto page = dump.code_page.value_or(dump.result->survey.code_page.page);
  for (const UnknownLabel& label : labels.labels)
    append_event(out, "unknown_label", dump.name, [&](Object& event) {
      event.string("label", formats::text::to_utf8(page, label.name));
      event.number("count", label.count);
      event.number("offset", label.offset);
    });
  if (labels.others > 0)
    append_event(out, "unknown_labels_not_listed", dump.name,
                 [&](Object& event) { event.number("count", labels.others); });
}

void append_counts(Object& event, const Tally& tally, std::uint64_t written) {
  {
    Object messages(event.key("messages"));
    messages.number("seen", tally.messages);
    messages.number("written", written);
    messages.number("repaired", tally.repaired);
    messages.number("quarantined", tally.quarantined_messages);
    messages.number("skipped", tally.skipped_messages);
  }
  event.number("attachments", tally.files);
}

void append_checksum_list(std::string& out, const ChecksumList& list) {
  using Why = UnmatchedChecksum::Why;
  append_event(out, "checksum_list", [&](Object& event) {
    event.string("list", list.file);
    event.number("input", list.input);
    if (list.sha256.empty()) return;
    event.number("checksums", list.checksums);
    event.number("of_exports", list.of_exports);
    for (const Why why : {Why::absent, Why::ambiguous, Why::no_export, Why::unread, Why::itself, Why::elsewhere})
      if (list.count(why) > 0) event.number(name_of(why), list.count(why));
    if (list.strange_lines > 0) event.number("lines_not_understood", list.strange_lines);
  });
  for (const UnmatchedChecksum& checksum : list.unmatched)
    append_event(out, "checksum_of_no_export", [&](Object& event) {
      event.string("list", list.file);
      event.number("input", list.input);
      event.string("file", checksum.file);
      event.string("why", name_of(checksum.why));
      event.string("kind", formats::hash::name_of(checksum.kind));
      event.string("wanted", checksum.wanted);
      if (!checksum.found.empty()) event.string("found", checksum.found);
    });
}

}  // namespace

void append_run_begun(std::string& out, const ReportedRun& run) {
  append_event(out, "run_begun", [&](Object& event) {
    event.key("settings") += run.settings;
    event.number("dumps", run.dumps.size());
  });
  for (const LeftOut& input : run.failures)
    append_event(out, "not_found", [&](Object& event) {
      event.string("file", input.file);
      event.string("reason", input.why);
    });
  for (const LeftOut& file : run.passed_over)
    append_event(out, "no_export", [&](Object& event) {
      event.string("file", file.file);
      event.string("seems_to_be", file.why);
    });
  for (const ChecksumList& list : run.checksum_lists) append_checksum_list(out, list);
}

void append_dump_events(std::string& out, const ReportedDump& dump) {
  append_event(out, "dump_begun", dump.name, [&](Object& event) { event.string("account", dump.name.account); });
  for (const InputChecksum& checksum : dump.checksums)
    append_event(out, "checksum", dump.name, [&](Object& event) {
      event.string("list", checksum.list);
      event.string("kind", formats::hash::name_of(checksum.kind));
      event.string("wanted", checksum.wanted);
      event.string("found", checksum.found);
      event.key("matches") += checksum.matches() ? "true" : "false";
      if (!checksum.listed_as.empty()) event.string("listed_as", checksum.listed_as);
    });
  if (dump.result == nullptr) {
    append_event(out, "not_converted", dump.name, [&](Object& event) { event.string("reason", dump.failure); });
    return;
  }
  const DumpResult& result = *dump.result;
  append_reading(out, dump);
  append_damage(out, dump);
  append_unknown_labels(out, dump);
  if (const std::uint64_t bytes = result.ledger.sum(ByteKind::quarantine); bytes > 0)
    append_event(out, "quarantined", dump.name, [&](Object& event) {
      event.number("bytes", bytes);
      event.number("messages", result.tally.quarantined_messages);
    });
  if (!result.dump.ended_early.empty())
    append_event(out, "ended_early", dump.name,
                 [&](Object& event) { event.string("reason", result.dump.ended_early); });
  append_event(out, "dump_finished", dump.name, [&](Object& event) {
    event.number("bytes", result.dump.bytes);
    append_counts(event, result.tally, result.written);
    event.number("bytes_of_mail", result.bytes_out);
    event.number("damage", result.damage.count());
    event.key("ledger_closes") += result.closes() ? "true" : "false";
  });
}

void append_run_finished(std::string& out, const ReportedRun& run, int exit_status) {
  Tally tally;
  std::uint64_t written = 0;
  std::uint64_t converted = 0;
  for (const ReportedDump& dump : run.dumps) {
    if (dump.result == nullptr) continue;
    ++converted;
    tally += dump.result->tally;
    written += dump.result->written;
  }
  append_event(out, "run_finished", [&](Object& event) {
    event.number("converted", converted);
    event.number("not_converted", run.dumps.size() - converted + run.failures.size());
    append_counts(event, tally, written);
    event.number("exit_status", static_cast<std::uint64_t>(exit_status));
  });
}

}  // namespace stages
