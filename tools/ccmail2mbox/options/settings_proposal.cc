#include "tools/ccmail2mbox/options/settings_proposal.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <string_view>
#include <utility>

#include "formats/ccmail/letters.h"
#include "formats/hash/hex_digits.h"
#include "formats/text/utf8.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

constexpr std::string_view preamble =
    R"(# Settings for: ccmail2mbox INPUT... --output DIR --settings THIS_FILE
#
# What follows is what ccmail2mbox found, and would do without this file. Correct
# what is wrong; take the # away where something is to be told; leave out what
# may stay as it is. What a [[dump]] says counts before the command line, and
# that before [defaults]. docs/settings.md has all of it.

[defaults]
# timezone = "America/New_York"  # where the mail was written; without one its dates are not exact

)";

// One line of a comment, whatever the text holds.
std::string remark(std::string_view text) {
  constexpr std::size_t most_characters = 60;
  std::string out;
  const std::string clean = printable(text);
  std::string_view rest = clean;
  for (std::size_t i = 0; i < most_characters && !rest.empty(); ++i)
    formats::text::append_utf8(out, formats::text::take_utf8(rest));
  if (!rest.empty()) out += "...";
  return out;
}

// A basic string of TOML. `text` is UTF-8.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const char32_t character = formats::text::take_utf8(text);
    std::string plain;
    formats::text::append_utf8(plain, character);
    if (character == '"' || character == '\\') {
      out += '\\';
      out += plain;
    } else if (printable(plain) != plain && character <= 0xffff) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04X", static_cast<unsigned>(character));
      out += escape.data();
    } else {
      out += plain;
    }
  }
  return out + "\"";
}

std::string evidence(const std::vector<std::string>& words, bool certain) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "by '" : ", '") + remark(word) + "'";
  if (!certain) list += list.empty() ? "a guess: nothing tells" : " (a guess)";
  return list.empty() ? list : "  # " + list;
}

void append_post_offices(std::string& out, std::span<const ProposedDump> dumps) {
  constexpr std::size_t most_lines = 1000;
  std::map<std::string, std::pair<std::string, std::uint64_t>> merged;  // by the name in lower case
  for (const ProposedDump& dump : dumps)
    for (const auto& [name, count] : dump.post_offices) {
      auto& [shown, sum] = merged[formats::ccmail::in_lower_case(name)];
      if (shown.empty()) shown = name;
      sum += count;
    }
  std::vector<std::pair<std::string, std::uint64_t>> all;
  for (auto& [key, post_office] : merged)
    if (!key.empty()) all.push_back(std::move(post_office));
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  out += "[post_offices]\n# Where they lie: the time zone of all that was sent from there.\n";
  for (std::size_t i = 0; i < std::min(all.size(), most_lines); ++i)
    out += "# " + quoted(all[i].first) + " = \"America/New_York\"  # " + counted(all[i].second, "message") + "\n";
  if (all.size() > most_lines) out += "# and " + grouped(all.size() - most_lines) + " more\n";
}

std::string file_of(const ProposedDump& dump, bool by_path) {
  if (by_path && formats::text::is_well_formed(dump.path)) return "path = " + quoted(dump.path);
  if (formats::text::is_well_formed(dump.file)) return "file = " + quoted(dump.file);
  std::string digits;
  formats::hash::append_hex_digits(digits, dump.file);
  return "file_bytes = \"" + digits + "\"  # " + remark(dump.file);
}

std::string setting(const char* key, std::string_view value, bool told, const std::string& comment) {
  return std::string(key) + " = " + quoted(value) + (told ? "  # as told" : comment) + "\n";
}

void append_labels(std::string& out, const ProposedDump& dump) {
  if (!dump.labels.empty() && formats::text::is_well_formed(dump.labels))
    out += setting("labels", dump.labels, true, {});
  if (dump.unknown_labels.empty()) return;
  out += "# Labels that are not known. They may mean: " + formats::ccmail::sense_names() + "\n";
  for (const ProposedLabel& label : dump.unknown_labels)
    out += "# labels." + quoted(label.name) + " = \"?\"  # " + counted(label.count, "time") + ", first at " +
           std::to_string(label.offset) + "\n";
}

void append_dump(std::string& out, const ProposedDump& dump, bool by_path) {
  const stages::Survey& survey = dump.survey;
  out += "\n[[dump]]\n" + file_of(dump, by_path) + "\n";
  out += "# " + counted(dump.messages, "message");
  if (!dump.dates.empty()) {
    const auto day = [](std::int64_t moment) {
      constexpr std::size_t length = std::string_view("1999-12-31").size();
      return formats::ccmail::format_iso(formats::ccmail::from_unix_seconds(moment)).substr(0, length);
    };
    out += ", " + day(dump.dates.first) + " to " + day(dump.dates.last);
  }
  out += "\n";
  const bool nameable = formats::text::is_well_formed(dump.account) && printable(dump.account) == dump.account;
  if (nameable)
    out += setting("account", dump.account, false, {});
  else
    out += "# account = \"\"  # " + remark(dump.account) + "\n";
  const auto& page = survey.code_page;
  out += setting("codepage", formats::text::name_of(dump.told.code_page.value_or(page.page)),
                 dump.told.code_page.has_value(),
                 page.high_bytes == 0 ? "  # plain ASCII: any will do" : evidence(page.evidence, page.certain));
  const auto& order = survey.date_order;
  out += setting("date_order", formats::ccmail::to_string(dump.told.date_order.value_or(order.order)),
                 dump.told.date_order.has_value(), evidence(order.evidence, order.certain));
  const auto& files = survey.files;
  const bool hex = dump.told.files.value_or(files.bytes) == stages::FileBytes::hex;
  out += setting("files", hex ? "hex" : "raw", dump.told.files.has_value(),
                 files.could_be_hex && !hex ? "  # could be \"hex\"" : evidence(files.evidence, files.certain));
  if (dump.told.zone)
    out += setting("timezone", dump.told.zone->name(), true, {});
  else
    out += "# timezone = \"America/New_York\"\n";
  append_labels(out, dump);
}

}  // namespace

std::string settings_text(std::span<const ProposedDump> dumps) {
  std::string out(preamble);
  append_post_offices(out, dumps);
  std::map<std::string_view, std::size_t> names;
  for (const ProposedDump& dump : dumps) ++names[dump.file];
  for (const ProposedDump& dump : dumps) append_dump(out, dump, names[dump.file] > 1);
  return out;
}

}  // namespace tools
