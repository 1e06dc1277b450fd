#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "stages/damage_text.h"
#include "stages/report/html/elements.h"
#include "stages/report/html/escape.h"
#include "stages/report/html/sections.h"

namespace stages::html {
namespace {

struct Kind {
  DamageKind kind;
  std::string_view title;
  std::string_view what_was_done;
};

constexpr std::array<Kind, 16> kinds{
    {{DamageKind::input_unreadable, "Exports that could not be read to the end", "what came before was converted"},
     {DamageKind::container, "Damaged packed files", "what could be unpacked was converted"},
     {DamageKind::cut_off, "Exports that end inside a message", "what is there was kept"},
     {DamageKind::unreadable_message, "Messages that cannot be read", "kept in quarantine"},
     {DamageKind::stray_bytes, "Bytes that belong to no message", "kept in quarantine"},
     {DamageKind::size_wrong, "Sizes that are wrong", "the end was found by its labels"},
     {DamageKind::size_blank, "Blanks where a size belongs", "the end was found by its labels"},
     {DamageKind::label_lost, "Lost labels", "the block was recognised by what follows"},
     {DamageKind::head_too_long, "Heads over EXPORT's own limit", "kept as far as the limit"},
     {DamageKind::text_mode, "Exports copied as text", "their sizes were counted as they were written"},
     {DamageKind::file_absent, "Files that are named but were not exported", "their names were kept"},
     {DamageKind::hex_text, "Files that are no hexadecimal text", "delivered as they stand"},
     {DamageKind::mac_file, "Damaged Macintosh files", "delivered as far as they can be read"},
     {DamageKind::date_missing, "Dates that cannot be read", "the date of the message before stands in"},
     {DamageKind::date_impossible, "Dates that do not exist", "the nearest was taken"},
     {DamageKind::date_unlikely, "Dates before 1985 or after 2010", "kept as they are"}}};

struct Example {
  const ReportedDump* dump;
  const Damage* damage;
};

constexpr std::size_t most_examples = DamageList::examples_of_a_kind;
constexpr std::size_t most_of_a_dump = 2;  // one bad export must not hide the others

std::map<DamageKind, std::vector<Example>> examples_of(const ReportedRun& run) {
  std::map<DamageKind, std::vector<Example>> examples;
  for (const std::size_t most : {most_of_a_dump, most_examples}) {
    for (const ReportedDump& dump : run.dumps) {
      if (dump.result == nullptr) continue;
      std::map<DamageKind, std::size_t> of_dump;
      for (const DamageEntry& entry : dump.result->damage.entries()) {
        std::vector<Example>& of_kind = examples[entry.damage.kind];
        const std::size_t number = ++of_dump[entry.damage.kind];
        const bool shown_before = most == most_examples && number <= most_of_a_dump;
        if (number <= most && !shown_before && of_kind.size() < most_examples)
          of_kind.push_back({&dump, &entry.damage});
      }
    }
  }
  return examples;
}

// Words of a message stand in `what` and in the excerpt only if somebody asked for `contents`.
void append_example(std::string& out, const Example& example, bool contents) {
  constexpr std::size_t longest = 300;
  const Damage& damage = *example.damage;
  out += "<li><code>";
  append_name(out, example.dump->name.file);
  out += ":" + std::to_string(damage.offset) + "</code> ";
  if (contents)
    append_name(out, damage.what, longest);
  else
    append_text(out, damage_text::without_excerpt(damage.kind, damage.what), longest);
  if (!damage.excerpt.empty()) {
    out += " <code class=\"excerpt\">";
    append_text(out, damage.excerpt, longest);
    out += "</code>";
  } else if (damage.length > 0 && damage.kind != DamageKind::stray_bytes) {  // there the words say how many
    out += " <span class=\"soft\">(" + counted(damage.length, "byte") + ")</span>";
  }
  out += "</li>\n";
}

}  // namespace

void append_damage(std::string& out, const Facts& facts) {
  const Section section(out, "damage", "Damage");
  if (facts.sums.damage.empty()) {
    append_paragraph(out, "None was found.");
    return;
  }
  // As settings.cc calls it; without it nothing may be shown.
  const bool contents = facts.settings.value("log_content", false);
  append_paragraph(out,
                   std::string("Places are <code>file:offset</code>, in bytes of the unpacked export. ") +
                       (contents ? "What stands there is shown as it is, with what messages say."
                                 : "What messages say is not shown; <code>--log-content</code> would show it."),
                   "soft");
  const auto examples = examples_of(facts.run);
  for (const Kind& kind : kinds) {
    const auto found = facts.sums.damage.find(std::string(name_of(kind.kind)));
    if (found == facts.sums.damage.end()) continue;
    std::string summary = "<strong>";
    summary.append(kind.title).append("</strong><span class=\"soft\">").append(grouped(found->second));
    summary.append(" \u2013 ").append(kind.what_was_done).append("</span>");
    const Details details(out, summary);
    out += "<ul class=\"plain\">\n";
    if (const auto of_kind = examples.find(kind.kind); of_kind != examples.end())
      for (const Example& example : of_kind->second) append_example(out, example, contents);
    out += "</ul>\n";
  }
}

}  // namespace stages::html
