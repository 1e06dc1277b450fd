#include "tools/ccmail2mbox/commands/inspect_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/ccmail/date.h"
#include "formats/text/code_page.h"
#include "stages/damage_text.h"
#include "tools/ccmail2mbox/terminal/text.h"
#include "tools/ccmail2mbox/terminal/warnings.h"

namespace tools {
namespace {

// Of a list that is cut.
constexpr std::size_t most_lines = 12;

// A line that says what it is about in its first columns.
void append_line(std::string& out, std::string_view about, std::string_view text) {
  constexpr std::size_t width = 14;
  std::string line = "  " + std::string(about);
  line.resize(std::max(line.size() + 1, width), ' ');
  out.append(line).append(text).append("\n");
}

std::string quoted_list(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "'" : ", '") + printable(word) + "'";
  return list;
}

std::string settled(bool certain, const std::vector<std::string>& evidence) {
  std::string text = certain ? ", certain" : ", a guess";
  if (!evidence.empty()) text += ", by " + quoted_list(evidence);
  return text;
}

std::string code_page(const Dump& dump, const stages::Survey& survey) {
  if (dump.reading.code_page) return std::string(name_of(*dump.reading.code_page)) + ", as told";
  if (survey.code_page.high_bytes == 0) return "any: nothing but ASCII was seen";
  return std::string(name_of(survey.code_page.page)) + settled(survey.code_page.certain, survey.code_page.evidence);
}

std::string date_order(const Dump& dump, const stages::Survey& survey) {
  if (dump.reading.date_order) return std::string(to_string(*dump.reading.date_order)) + ", as told";
  return std::string(to_string(survey.date_order.order)) +
         settled(survey.date_order.certain, survey.date_order.evidence);
}

std::string hex_files(const Dump& dump, const stages::Survey& survey) {
  if (dump.reading.files) return {};
  if (survey.files.bytes == stages::FileBytes::hex)
    return "hexadecimal text" + settled(survey.files.certain, survey.files.evidence);
  return survey.files.could_be_hex ? "raw, a guess: they could be hexadecimal text (--files hex)" : "";
}

std::string day(std::int64_t moment) {
  constexpr std::size_t length_of_a_day = 10;  // 2001-02-03
  return formats::ccmail::format_iso(formats::ccmail::from_unix_seconds(moment)).substr(0, length_of_a_day);
}

std::string days(const stages::DateRange& dates) {
  return dates.empty() ? std::string("no dates") : day(dates.first) + " to " + day(dates.last);
}

std::string owner(const stages::OwnerGuess& guess) {
  if (!guess.owner) return "unknown";
  const stages::OwnerEvidence& owner = *guess.owner;
  std::string text = "a guess: ";
  if (owner.name.starts_with('#')) text += "the bulletin board ";
  text += printable(owner.name);
  if (!owner.post_office.empty()) text += " at " + printable(owner.post_office);
  if (guess.received > 0)
    text += ", a recipient of " + grouped(owner.received) + " of " + counted(guess.received, "message") + " received";
  if (guess.sent > 0)
    text += ", the sender of " + grouped(owner.sent) + " of " + grouped(guess.sent) + " sent or drafted";
  return text;
}

// `number` right-aligned.
std::string aligned(std::uint64_t number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%9s", grouped(number).c_str());
  return text.data();
}

}  // namespace

std::string InspectText::block(const Dump& dump, const Inspected& inspected) const {
  std::string out = shown_name(dump) + "\n";
  append_line(out, "account", printable(dump.account));
  if (!inspected.converted.result) {
    append_line(out, "not read", printable(inspected.converted.reason));
    return out;
  }
  const stages::DumpResult& result = *inspected.converted.result;
  const stages::Tally& tally = result.tally;
  std::string size = human_size(result.dump.bytes);
  if (result.dump.stored.container != stages::Container::plain)
    size += ", unpacked from " + human_size(result.dump.stored.bytes) + " of " +
            std::string(name_of(result.dump.stored.container));
  append_line(out, "size", size);
  if (!result.dump.ended_early.empty()) append_line(out, "ends early", printable(result.dump.ended_early));
  if (tally.messages == 0) {
    append_line(out, "messages", "none");
  } else {
    append_line(out, "dialect", result.survey.dialect.describe());
    append_line(out, "code page", code_page(dump, result.survey));
    append_line(out, "date order", date_order(dump, result.survey));
    if (const std::string files = hex_files(dump, result.survey); !files.empty()) append_line(out, "files", files);
    append_line(out, "owner", owner(inspected.owner));
    std::string messages = grouped(result.written);
    if (tally.repaired > 0) messages += " (" + grouped(tally.repaired) + " to be repaired)";
    if (tally.quarantined_messages > 0)
      messages += " and " + grouped(tally.quarantined_messages) + " that cannot be read";
    append_line(out, "messages", messages + ", " + days(tally.dates));
    append_folders(out, tally);
    append_attachments(out, tally);
    append_large(out, tally);
  }
  append_labels(out, dump, result);
  append_damage(out, result);
  if (const std::uint64_t bytes = result.ledger.sum(stages::ByteKind::quarantine); bytes > 0)
    append_line(out, "quarantine", counted(bytes, "byte") + " that belong to no message");
  for (const stages::InputChecksum& checksum : inspected.converted.checksums)
    append_line(out, "checksum",
                std::string(formats::hash::name_of(checksum.kind)) + " in " + printable(checksum.list) +
                    (checksum.matches() ? " is right" : " is NOT that of this file"));
  if (!result.closes()) append_line(out, "LEDGER", "does not close: a fault in this program; do not trust this");
  return out;
}

void InspectText::append_folders(std::string& out, const stages::Tally& tally) const {
  std::size_t shown = 0;
  for (const auto& [name, facts] : tally.folders) {
    if (!verbose_ && shown == most_lines) break;
    append_line(out, shown++ == 0 ? "folders" : "",
                aligned(facts.messages) + "  " + printable(name) + "  (" + days(facts.dates) + ")");
  }
  if (shown < tally.folders.size())
    append_line(out, "", "and " + grouped(tally.folders.size() - shown) + " more folders; --verbose lists all");
}

void InspectText::append_attachments(std::string& out, const stages::Tally& tally) const {
  std::vector<std::pair<std::string, stages::TypeFacts>> types(tally.types.begin(), tally.types.end());
  std::stable_sort(types.begin(), types.end(),
                   [](const auto& a, const auto& b) { return a.second.bytes > b.second.bytes; });
  std::size_t shown = 0;
  for (const auto& [name, facts] : types) {
    if (!verbose_ && shown == most_lines) break;
    append_line(out, shown++ == 0 ? "attachments" : "",
                aligned(facts.files) + "  " + name + "  (" + human_size(facts.bytes) + ")");
  }
  if (shown < types.size())
    append_line(out, "", "and " + grouped(types.size() - shown) + " more types; --verbose lists all");
}

void InspectText::append_large(std::string& out, const stages::Tally& tally) const {
  if (tally.over_25_mb == 0) return;
  append_line(out, "large",
              counted(tally.over_25_mb, "message") + " over 25 MB in the mail, " + grouped(tally.over_35_mb) +
                  " over 35 MB, " + grouped(tally.over_150_mb) + " over 150 MB");
  std::size_t shown = 0;
  for (const stages::LargeMessage& message : tally.large) {
    if (!verbose_ && shown == most_lines) break;
    ++shown;
    append_line(out, "",
                "  at " + std::to_string(message.offset) + ": " + human_size(message.bytes) + ", in " +
                    printable(message.folder));
  }
  if (shown < tally.over_25_mb) append_line(out, "", "  and " + grouped(tally.over_25_mb - shown) + " more");
}

void InspectText::append_labels(std::string& out, const Dump& dump, const stages::DumpResult& result) const {
  const auto page = dump.reading.code_page.value_or(result.survey.code_page.page);
  std::vector<stages::UnknownLabel> labels = result.unknown_labels.labels;
  std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  std::size_t shown = 0;
  for (const stages::UnknownLabel& label : labels) {
    if (!verbose_ && shown == most_lines) break;
    append_line(out, shown++ == 0 ? "labels" : "",
                aligned(label.count) + "  '" + printable(formats::text::to_utf8(page, label.name)) +
                    "' is unknown, first at " + std::to_string(label.offset));
  }
  if (shown < labels.size())
    append_line(out, "", "and " + grouped(labels.size() - shown) + " more unknown labels; --verbose lists all");
  if (result.unknown_labels.others > 0)
    append_line(out, shown == 0 ? "labels" : "",
                aligned(result.unknown_labels.others) + "  others that are unknown, not listed");
}

void InspectText::append_damage(std::string& out, const stages::DumpResult& result) const {
  if (result.damage.count() == 0) return;
  std::string kinds;
  for (const auto& [kind, count] : result.damage_by_kind)
    kinds += (kinds.empty() ? "" : ", ") + grouped(count) + " " + kind;
  append_line(out, "damage", kinds);
  std::size_t shown = 0;
  std::uint64_t told = 0;
  for (const stages::DamageEntry& entry : result.damage.entries()) {
    if (!verbose_ && shown == most_lines) break;
    ++shown;
    told += 1 + entry.more;
    const stages::Damage& damage = entry.damage;
    std::string line = "  at " + std::to_string(damage.offset) + ": ";
    line += printable(contents_ ? damage.what : stages::damage_text::without_excerpt(damage.kind, damage.what));
    if (!damage.excerpt.empty())
      line += " | " + printable(damage.excerpt);
    else if (damage.length > 0)
      line += " | " + counted(damage.length, "byte");
    if (entry.more > 0)
      line += "; " + grouped(entry.more) + " more like this, up to " + std::to_string(entry.last_offset);
    append_line(out, "", line);
  }
  if (told < result.damage.count())
    append_line(
        out, "",
        "  and " + grouped(result.damage.count() - told) + " more" + (verbose_ ? "" : "; --verbose lists them"));
}

void InspectTotals::add(const Inspected& inspected) {
  if (!inspected.converted.result) return;
  const stages::DumpResult& result = *inspected.converted.result;
  ++dumps;
  tally += result.tally;
  written += result.written;
  bytes += result.dump.bytes;
  quarantined_bytes += result.ledger.sum(stages::ByteKind::quarantine);
  for (const auto& [kind, count] : result.damage_by_kind) damage[kind] += count;
}

std::string InspectTotals::text() const {
  std::uint64_t attachment_bytes = 0;
  for (const auto& [type, facts] : tally.types) attachment_bytes += facts.bytes;
  std::string out = counted(dumps, "export") + ", " + human_size(bytes) + ": " + counted(written, "message");
  if (tally.repaired > 0) out += " (" + grouped(tally.repaired) + " to be repaired)";
  out += ", " + days(tally.dates) + ", " + counted(tally.files, "attachment");
  if (tally.files > 0) out += " (" + human_size(attachment_bytes) + ")";
  out += "\n";
  if (tally.over_25_mb > 0)
    out += counted(tally.over_25_mb, "message") + " over 25 MB in the mail, " + grouped(tally.over_35_mb) +
           " over 35 MB, " + grouped(tally.over_150_mb) + " over 150 MB\n";
  if (tally.quarantined_messages > 0) out += counted(tally.quarantined_messages, "message") + " that cannot be read\n";
  if (quarantined_bytes > 0) out += counted(quarantined_bytes, "byte") + " that belong to no message\n";
  return out;
}

}  // namespace tools
